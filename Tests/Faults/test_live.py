"""`clew verify --url` against a real server on this machine."""

import functools
import http.server
import shutil
import ssl
import subprocess
import threading

import pytest

from small import CLEW, MANIFEST, Guide


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and odd answers for the paths that a test names."""

    protocol_version = "HTTP/1.1"
    odd = {}

    def do_GET(self):
        answer = self.odd.get(self.path)
        if answer is None:
            return super().do_GET()
        if answer == "half":
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
            return
        self.send_response(answer if isinstance(answer, int) else 301)
        if not isinstance(answer, int):
            self.send_header("Location", answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def serve(folder, odd=None, tls=None):
    handler = type("Odd", (Handler,), {"odd": odd or {}})
    handler = functools.partial(handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def verify(address, *folder):
    command = [CLEW, "verify", "--lang", "en", *map(str, folder), "--url", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    guide = Guide(folder / "guide", 10)
    guide.folder.mkdir()
    guide.write(0)
    guide.build("--compress")
    return guide.output


@pytest.fixture
def site(published, tmp_path):
    """A copy of the site, as it was uploaded, behind a server."""
    shutil.copytree(published, tmp_path / "copy")
    servers = []

    def start(odd=None, tls=None):
        servers.append(serve(tmp_path / "copy", odd, tls))
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    start.folder = tmp_path / "copy"
    yield start
    for server in servers:
        server.shutdown()


def test_a_site_that_is_as_it_should_be_is_quiet(site, published):
    for run in [verify(site()), verify(site(), published)]:
        assert (run.returncode, run.stdout) == (0, ""), run.stderr
        assert "files, 0 not as the manifest says" in run.stderr


def test_damaged_missing_longer_and_stale_files_are_named(site):
    page = site.folder / "pages/p1.html"
    page.write_bytes(page.read_bytes().replace("版本".encode(), "版夲".encode()))
    (site.folder / "pages/p2.html").unlink()
    with open(site.folder / "pages/p3.html", "a") as file:
        file.write("<p>more")
    stale = (site.folder / "index.html").read_bytes().replace(b"v0", b"v9")
    (site.folder / "index.html").write_bytes(stale)
    run = verify(site())
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "changed\tindex.html", "changed\tpages/p1.html", "missing\tpages/p2.html",
        "changed\tpages/p3.html",
    ]  # yapf: disable


def test_an_upload_that_was_forgotten_is_found_with_the_folder(site, published):
    address = site()
    (site.folder / "index.html").write_bytes(b"old")
    manifest = (site.folder / MANIFEST).read_text()
    old = manifest.split('"index.html":{"sha256":"')[1][:64]
    other = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    (site.folder / MANIFEST).write_text(manifest.replace(old, other))
    run = verify(address, published)
    assert run.returncode == 1 and "changed\tindex.html\n" in run.stdout


def test_redirects_are_followed_within_the_site_and_nowhere_else(site):
    elsewhere = serve(site.folder)
    away = f"http://127.0.0.1:{elsewhere.server_port}/pages/p2.html"
    odd = {
        "/index.html": "/", "/pages/p2.html": away, "/pages/p3.html": "/pages/p3.html",
        "/pages/p4.html": "file:///etc/passwd", "/pages/p5.html": 500, "/pages/p6.html": 410,
    }  # yapf: disable
    run = verify(site(odd))
    elsewhere.shutdown()
    lines = run.stdout.splitlines()
    assert run.returncode == 1 and len(lines) == 5
    assert lines[0] == f"away\tpages/p2.html\t{away}"
    assert lines[1].startswith("unreachable\tpages/p3.html\t") and "leads on" in lines[1]
    assert lines[2] == "away\tpages/p4.html\tfile:///etc/passwd"
    assert lines[3:] == ["status\tpages/p5.html\t500", "missing\tpages/p6.html"]


def test_half_an_answer_is_no_answer(site):
    run = verify(site({"/pages/p7.html": "half"}))
    assert run.returncode == 1 and run.stdout.startswith("unreachable\tpages/p7.html\t")


def test_the_page_for_unknown_addresses_may_have_their_status(site, published):
    class Unknown(Handler):
        def do_GET(self):
            if self.path != "/404.html":
                return super().do_GET()
            page = (site.folder / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    handler = functools.partial(Unknown, directory=str(site.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    run = verify(f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    "odd, message",
    [
        (404, "is answered with 404. Upload clew-manifest.json with the site."),
        (500, "is answered with 500."),
        ("https://elsewhere.invalid/", "leads to 'https://elsewhere.invalid/', which is another site"),
        ("half", "does not answer:"),
    ],
)
def test_a_site_without_a_manifest_is_said_so(site, odd, message):
    run = verify(site({"/" + MANIFEST: odd}))
    assert run.returncode == 66 and message in run.stderr and run.stdout == ""


@pytest.mark.parametrize("text", ["", "<!doctype html><p>no", '{"version":1}', '{"version":9}'])
def test_what_is_no_manifest_is_said_so(site, text):
    (site.folder / MANIFEST).write_text(text)
    run = verify(site())
    assert run.returncode == 66 and "is no usable manifest" in run.stderr


@pytest.mark.parametrize("address", ["ftp://a/", "a.cn", "http://", "https://a/?q", "https://u@a/"])
def test_what_is_no_address_is_said_so(address):
    run = verify(address)
    assert run.returncode == 66 and "is no address of a site" in run.stderr


def test_nobody_there_is_said_so():
    run = verify("http://127.0.0.1:1/")
    assert run.returncode == 66 and "does not answer" in run.stderr


def test_a_certificate_that_nobody_vouches_for_is_refused(site, tmp_path):
    names = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "certificate")]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*make, *names], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    run = verify(site(tls=tls).replace("http:", "https:"))
    assert run.returncode == 66 and "certificate" in run.stderr, run.stderr


def test_another_publication_meanwhile_is_said_so(published, tmp_path):
    """The manifest changes after it was read, as when a build publishes during the comparison."""
    shutil.copytree(published, tmp_path / "copy")

    class Changing(Handler):
        asked = 0

        def do_GET(self):
            if self.path == "/" + MANIFEST:
                Changing.asked += 1
                if Changing.asked == 2:
                    text = (tmp_path / "copy" / MANIFEST).read_text()
                    (tmp_path / "copy" / MANIFEST).write_text(text.replace("clew", "other", 1))
            super().do_GET()

    (tmp_path / "copy/index.html").write_text("newer")
    handler = functools.partial(Changing, directory=str(tmp_path / "copy"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    run = verify(f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    assert run.returncode == 66 and "Another version was published meanwhile" in run.stderr
