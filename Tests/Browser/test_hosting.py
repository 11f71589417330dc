"""The guide behind a real nginx, with the configuration that clew prints."""

import http.client
import pathlib
import re
import socket
import subprocess
import time
import urllib.parse

import pytest

from conftest import CLEW
from guide import ROOT, Watch

FOREVER = "public, max-age=31536000, immutable"
NGINX = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/temp;
  proxy_temp_path {folder}/temp;
  fastcgi_temp_path {folder}/temp;
  uwsgi_temp_path {folder}/temp;
  scgi_temp_path {folder}/temp;
  server {{
    listen 127.0.0.1:{port};
    include {folder}/guide.conf;
  }}
}}
"""


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


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
    run(CLEW, "build", "--site", copy, "--output", output, "--base-url", address)
    configuration = run(
        CLEW, "hosting", "nginx", "--site", copy, "--base-url", address, "--root", folder / "www"
    )
    (folder / "guide.conf").write_text(configuration)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    nginx = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf"])
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    yield Host(port, request.param, pathlib.Path(output))
    nginx.terminate()
    nginx.wait()


class Host:
    """Asks for paths below the guide's address."""

    def __init__(self, port, prefix, output):
        self.port, self.prefix, self.output = port, prefix, output
        self.origin = f"http://127.0.0.1:{port}{prefix}"

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, urllib.parse.quote(self.prefix + path), headers=headers)
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def paths(self, pattern):
        return [str(it.relative_to(self.output)) for it in sorted(self.output.glob(pattern))]


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
    assert len(hashed) > 5 and len(index) > 3
    for path in hashed + index:
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
