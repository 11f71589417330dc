"""A small guide behind a real Caddy, with the configuration that clew prints."""

import shutil
import subprocess
import time
import urllib.request

import pytest

from host import Host, free_port
from small import Guide

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    """A running Caddy; it takes http where the address says so, and asks nobody for a certificate."""
    folder, port = tmp_path_factory.mktemp("caddy"), free_port()
    address = f"http://127.0.0.1:{port}/help/"
    output = folder / "www/help"
    output.parent.mkdir()
    guide = Guide(folder, 5)
    guide.write(0)
    guide.build("--base-url", address, "--output", str(output), "--compress")
    options = ["--base-url", address, "--root", str(folder / "www")]
    text = guide.run("hosting", "caddy", *options).stdout
    site = f"http://127.0.0.1:{port} {{"
    assert f"\n127.0.0.1:{port} {{" in text
    text = text.replace(f"\n127.0.0.1:{port} {{", f"\n{site}", 1)
    (folder / "Caddyfile").write_text("{\n  admin off\n}\n" + text)
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]
    caddy = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={"HOME": str(folder)})
    for _ in range(400):
        try:
            urllib.request.urlopen(address).close()
            break
        except OSError:
            time.sleep(0.05)
    host = Host.__new__(Host)
    host.port, host.prefix, host.output = port, "/help/", output
    yield host
    caddy.terminate()
    caddy.wait()


def test_every_answer_says_what_a_browser_may_do(host):
    for path in ["", "index.html", "sw.js", "no-such-page"]:
        headers = host.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Server"] is None


def test_only_what_has_a_hash_in_its_name_is_kept_for_good(host):
    for path in [host.paths("assets/style.*.css")[0], host.paths("assets/clew.*.js")[0]]:
        assert host.get(path).headers["Cache-Control"] == FOREVER, path
    index = [it for it in host.paths("search/*.js") if it != "search/root.js"][0]
    assert host.get(index).headers["Cache-Control"] == FOREVER
    for path in ["", "index.html", "sw.js", "search/root.js", "assets/search.js", "no-such-page"]:
        assert host.get(path).headers["Cache-Control"] == "no-cache", path


def test_packed_copies_are_sent_and_what_is_known_is_not(host):
    answer = host.get("index.html", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.body == (host.output / "index.html.gz").read_bytes()
    tag = host.get("index.html").headers["ETag"]
    assert host.get("index.html", **{"If-None-Match": tag}).status == 304


def test_unknown_addresses_get_the_page_for_them(host):
    page = (host.output / "404.html").read_bytes()
    for path in ["没有.html", ".git/config", "assets/gone.0123abcd.css", "search/gone.js"]:
        answer = host.get(path)
        assert (answer.status, answer.body) == (404, page), path


def test_files_of_the_last_version_are_there_for_its_readers(host):
    style = host.paths("assets/style.*.css")[0]
    earlier = host.output.parent / f".{host.output.name}.clew" / "earlier"
    (earlier / "assets").mkdir(parents=True)
    shutil.copy(host.output / style, earlier / "assets/style.0123abcd.css")
    answer = host.get("assets/style.0123abcd.css", **{"Accept-Encoding": "identity"})
    assert (answer.status, answer.body) == (200, (host.output / style).read_bytes())
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    shutil.rmtree(earlier)
