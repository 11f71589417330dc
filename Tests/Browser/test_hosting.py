"""The guide behind a real nginx, with the configuration that clew prints."""

import gzip
import re
import shutil
import subprocess
import urllib.parse

import pytest

from conftest import CLEW
from guide import ROOT, Watch
from host import Host

FOREVER = "public, max-age=31536000, immutable"
def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The guide of this repository with a page and an old address that have Chinese names."""
    folder = tmp_path_factory.mktemp("copy")
    run("cp", "-r", str(ROOT / "content"), str(folder))
    (folder / "content/addresses.lock").unlink()
    text = "---\naliases: [旧的/地址/]\n---\n# 中文\n\n字。\n"
    (folder / "content/pages/中文 页.md").write_text(text)
    return folder


@pytest.fixture(scope="module", params=["/", "/help/"])
def host(request, copy, tmp_path_factory):
    """Address of a running nginx with the guide at a root, and below a path."""
    folder = tmp_path_factory.mktemp("nginx")
    address = "https://example.com" + request.param
    output = folder / ("www" + request.param.rstrip("/"))
    output.parent.mkdir(exist_ok=True)
    build = [CLEW, "build", "--site", copy, "--output", output, "--base-url", address]
    run(*build, "--compress")
    configuration = run(
        CLEW, "hosting", "nginx", "--site", copy, "--base-url", address, "--root", folder / "www"
    )
    host = Host(folder, configuration, request.param, output)
    yield host
    host.end()


def test_every_answer_says_what_a_browser_may_do(host):
    page = host.get("index.html")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page.body.decode())[1]
    policy = policy.replace("&#39;", "'")
    asset = host.paths("assets/clew.*.js")[0]
    for path in ["", "index.html", asset, "sw.js", "search/root.js", "no-such-page"]:
        headers = host.get(path).headers
        assert headers["Content-Security-Policy"] == policy + "; frame-ancestors 'none'", path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Strict-Transport-Security"] == "max-age=31536000", path
        assert "camera=()" in headers["Permissions-Policy"], path
        assert "nginx/" not in headers["Server"], path


def test_only_what_has_a_hash_in_its_name_is_kept_for_good(host):
    hashed = [it for it in host.paths("assets/*") if it != "assets/search.js"]
    index = [it for it in host.paths("search/*.js") if it != "search/root.js"]
    # Packed copies are sent in the place of these, under their names.
    lasting = [it for it in hashed + index if not it.endswith(".gz")]
    assert len(lasting) > 8
    for path in lasting:
        assert host.get(path).headers["Cache-Control"] == FOREVER, path
    for path in ["", "index.html", "sw.js", "search/root.js", "assets/search.js", "feed.xml",
                 "assets/gone.0123456789abcdef.js", "search/gone.js"]:  # yapf: disable
        assert host.get(path).headers["Cache-Control"] == "no-cache", path


def test_what_is_known_is_not_sent_again(host):
    for path in ["index.html", "search/root.js", "assets/search.js"]:
        first = host.get(path)
        again = host.get(path, **{"If-None-Match": first.headers["ETag"]})
        assert (first.status, again.status, again.body) == (200, 304, b""), path
        since = {"If-Modified-Since": first.headers["Last-Modified"]}
        assert host.get(path, **since).status == 304, path
        assert host.get(path, **{"If-None-Match": '"other"'}).status == 200, path


def test_nginx_has_no_complaint(host):
    assert "warn" not in host.messages and "emerg" not in host.messages, host.messages


def test_what_is_known_is_not_sent_again_packed_or_not(host):
    for path in ["index.html", "pages/中文 页.html", host.paths("assets/style.*.css")[0]]:
        tags = set()
        for accepted in ["gzip", "identity"]:
            first = host.get(path, **{"Accept-Encoding": accepted})
            tag = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": accepted}
            since = {"If-Modified-Since": first.headers["Last-Modified"]}
            assert (host.get(path, **tag).status, host.get(path, **since).status) == (304, 304), path
            kept = host.get(path, **tag).headers
            assert kept["Cache-Control"] == first.headers["Cache-Control"]
            assert kept["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
            tags.add(first.headers["ETag"])
        assert len(tags) == 2, "one mark for two bodies"
        assert host.get(path, **{"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status == 200


def test_packed_copies_are_sent_as_they_were_built(host):
    copies = host.paths("**/*.gz")
    assert len(copies) > 100
    for copy in copies:
        packed = (host.output / copy).read_bytes()
        original = (host.output / copy[:-3]).read_bytes()
        assert gzip.decompress(packed) == original and len(packed) < len(original), copy
        assert packed[4:8] == bytes(4), "a time in the head"
    for path in ["index.html", "pages/中文 页.html", "search/root.js", "sw.js"]:
        answer = host.get(path, **{"Accept-Encoding": "gzip"})
        assert answer.body == (host.output / (path + ".gz")).read_bytes(), path
        plain = host.get(path, **{"Accept-Encoding": "identity"})
        assert plain.body == (host.output / path).read_bytes()
        assert plain.headers["Content-Encoding"] is None
    worker = (host.output / "sw.js").read_text()
    assert '.gz"' not in worker, "a phone keeps packed copies as well"


def test_chinese_addresses_are_served_however_they_are_written(host):
    page = (host.output / "pages/中文 页.html").read_bytes()
    whole = urllib.parse.quote(host.prefix + "pages/中文 页.html")
    for written in [whole, whole.lower(), whole.replace("%2F", "/").replace("html", "htm%6C")]:
        assert host.raw(written).body == page, written
    # Another form of Unicode, half a character, and encoding twice are other addresses.
    for written in ["%E4%B8%AD", "%E4%B8", whole.replace("%", "%25")]:
        assert host.raw(host.prefix + written.lstrip("/")).status in (400, 404), written


def test_files_of_the_last_version_are_there_for_its_readers(host):
    style = host.paths("assets/style.*.css")[0]
    index = [it for it in host.paths("search/*.js") if it != "search/root.js"][0]
    earlier = host.output.parent / f".{host.output.name}.clew" / "earlier"
    for path in [style, index]:
        name = path.replace(".", ".0123456789abcdef.", 1) if path == style else "search/gone12.js"
        assert host.get(name).status == 404
        (earlier / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(host.output / path, earlier / name)
        answer = host.get(name, **{"Accept-Encoding": "identity"})
        assert answer.status == 200 and answer.body == (host.output / path).read_bytes()
        assert answer.headers["Cache-Control"] == FOREVER
        assert answer.headers["Content-Type"] == host.get(path).headers["Content-Type"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    # Nothing else in that folder is anybody's business.
    (earlier / "index2.html").write_text("x")
    (earlier / "search/root2.txt").write_text("x")
    for path in ["index2.html", "search/root2.txt", ".www.clew/lock", ".help.clew/earlier/" + style]:
        assert host.get(path).status == 404, path
    shutil.rmtree(earlier)


def test_old_addresses_lead_on(host):
    for path in ["旧的/地址/"]:
        moved = host.get(path)
        assert moved.status == 301
        target = moved.headers["Location"]
        assert target == urllib.parse.quote(host.prefix + "pages/中文 页.html")
        page = host.get(urllib.parse.unquote(target)[len(host.prefix):])
        assert page.status == 200 and "中文" in page.body.decode()


def test_unknown_addresses_get_the_page_for_them(host):
    for path in ["no-such-page", "没有/这一页.html", "causes/gone.html", ".clew/x", ".git/config"]:
        answer = host.get(path)
        assert answer.status == 404, path
        assert answer.body == (host.output / "404.html").read_bytes(), path
    assert host.get("index.html", method="POST").status == 405
    assert host.get("../../etc/passwd").status in (400, 404)


def test_types_and_compression(host):
    types = {
        "index.html": "text/html; charset=utf-8", "index.md": "text/markdown; charset=utf-8",
        "site.webmanifest": "application/manifest+json; charset=utf-8",
        "sw.js": "application/javascript; charset=utf-8",
    }  # yapf: disable
    for path, type in types.items():
        answer = host.get(path, **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Type"] == type
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_guide_works_there(host, phone):
    page = phone.new_page()
    watch = Watch(page, host.origin)
    page.goto(host.origin + "causes/network-failure.html")
    page.fill("form.search input", "顾客扣款")
    page.wait_for_selector(".found:not([hidden]) [role=option]")
    assert watch.faults == []
