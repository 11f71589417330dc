"""The guide on the device: opened without a network, and brought up to date."""

import http.server
import re
import subprocess
import threading
import time

import pytest

from conftest import CLEW
from guide import PAGES, ROOT, Watch

KEPT = [path for kind, path in PAGES.items() if kind not in ("print", "not-found")]


class Host:
    """A server that can be given another folder, notes what is asked, and can be gone."""

    def __init__(self, folder, prefix="/"):
        self.folder, self.asked, self.is_gone, self.delay = folder, [], False, 0
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self):
                if host.is_gone:
                    self.close_connection = True
                    return
                time.sleep(host.delay)
                host.asked.append(self.path.removeprefix(prefix))
                if not self.path.startswith(prefix):
                    self.send_error(404)
                    return
                # `Last-Modified` counts seconds: of two deployments within one, the second would
                # be told to be the first, which no reader's phone ever meets.
                del self.headers["If-Modified-Since"]
                self.directory = str(host.folder)
                self.path = "/" + self.path.removeprefix(prefix)
                super().do_GET()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.server.server_port}{prefix}"


@pytest.fixture(scope="module", params=["/", "/a/b/"])
def host(request, tmp_path_factory):
    """The guide at a root and below a path, which the page for unknown addresses needs to know."""
    output = tmp_path_factory.mktemp("offline") / "public"
    build(output, "https://example.com" + request.param)
    host = Host(output, request.param)
    yield host
    host.server.shutdown()


def build(output, address, site=ROOT):
    command = [CLEW, "build", "--site", site, "--output", output, "--base-url", address]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def visited(browser, host):
    """A phone that opened the home page once, and then lost its network."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    page = context.new_page()
    page.goto(host.origin)
    wait_until_kept(page, host.folder)
    page.close()
    host.is_gone = True
    yield context
    host.is_gone = False
    context.close()


def wait_until_kept(page, folder):
    """Until a worker is active that keeps what this folder holds."""
    generation = re.search(r'"generation" ?: "(\w+)"', (folder / "sw.js").read_text("utf-8"))[1]
    page.evaluate(
        """async (generation) => {
          for (;;) {
            const { installing, waiting, active } = await navigator.serviceWorker.ready;
            const isSettled = !installing && !waiting && active.state === "activated";
            const names = await caches.keys();
            if (isSettled && names.some((name) => name.endsWith(generation))) return;
            await new Promise((done) => setTimeout(done, 50));
          }
        }""",
        generation,
    )


@pytest.mark.parametrize("path", KEPT)
def test_every_kind_opens_without_a_network(visited, host, path):
    page = visited.new_page()
    watch = Watch(page, host.origin)
    response = page.goto(host.origin + path)
    assert response.status == 200 and response.from_service_worker
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert page.locator(".page-tools button").count() == 2
    assert watch.faults == []
    page.close()


def test_an_unknown_address_says_so_without_a_network(visited, host):
    page = visited.new_page()
    response = page.goto(host.origin + "causes/no-such-cause.html")
    assert response.status == 404
    assert page.inner_text("h1") == "没有这一页"
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.close()


# Deployments


def deployed(folder, text):
    """A small guide whose page `a` says a text; its term `b` is always the same."""
    content = {
        "site.yml": "title: 指南\n",
        "index.md": "---\ntitle: 首页\n---\n[词](glossary/b.md)\n",
        "pages/a.md": f"# {text}\n",
        "glossary/b.md": "---\ntitle: 不变\n---\n",
    }
    site = folder / text
    for name, words in content.items():
        file = site / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8")
    output = site / "public"
    build(output, "https://example.com/", site)
    return output


@pytest.fixture
def small(tmp_path):
    host = Host(deployed(tmp_path, "旧"))
    yield host
    host.server.shutdown()


@pytest.fixture
def reader(browser):
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def heading(page, host):
    page.goto(host.origin + "pages/a.html")
    return page.inner_text("h1")


def heading_in_time(page, host):
    """The heading, of a page that did not come so late that the worker lost its patience of three
    seconds: on a machine that busy the kept page is right, and tells nothing."""
    for _ in range(5):
        start = time.monotonic()
        text = heading(page, host)
        if time.monotonic() - start < 2.5:
            break
    return text


def test_an_update_is_seen_at_once_and_fetches_what_changed(small, reader, tmp_path):
    assert heading(reader, small) == "旧"
    wait_until_kept(reader, small.folder)
    for text in ["新", "更新"]:
        small.folder = deployed(tmp_path, text)
        small.asked.clear()
        assert heading_in_time(reader, small) == text
        wait_until_kept(reader, small.folder)
        assert "pages/a.html" in small.asked
        assert "glossary/b.html" not in small.asked and "404.html" not in small.asked
        # The last generation stays for pages that are still loading, older ones go.
        assert reader.evaluate("caches.keys().then((names) => names.length)") == 2
    small.is_gone = True
    assert heading(reader, small) == "更新"
    assert reader.goto(small.origin + "glossary/b.html").status == 200


def test_half_a_deployment_is_not_kept(small, reader, tmp_path):
    assert heading(reader, small) == "旧"
    wait_until_kept(reader, small.folder)
    half = deployed(tmp_path, "新")
    (half / "pages/a.html").unlink()
    (half / "pages/a.html").write_bytes((small.folder / "pages/a.html").read_bytes())
    small.folder = half
    reader.reload()
    reader.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          const { installing } = await registration.update();
          await new Promise((done) => {
            const check = () => installing.state === "redundant" && done();
            installing.onstatechange = check;
            check();
          });
        }"""
    )
    small.is_gone = True
    assert heading(reader, small) == "旧"


def test_a_slow_network_is_not_waited_for(small, reader):
    assert heading(reader, small) == "旧"
    wait_until_kept(reader, small.folder)
    small.delay = 20
    assert heading(reader, small) == "旧"


def test_without_service_workers_nothing_is_said(small, reader):
    watch = Watch(reader, small.origin)
    reader.add_init_script("delete Navigator.prototype.serviceWorker")
    assert heading(reader, small) == "旧"
    assert watch.faults == []


def test_a_refused_service_worker_disturbs_nothing(small, reader):
    watch = Watch(reader, small.origin)
    reader.add_init_script(
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('private'))"
    )
    assert heading(reader, small) == "旧"
    reader.wait_for_timeout(100)
    assert watch.faults == []
