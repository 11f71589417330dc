"""Measures pages on a slow phone: `make bench-phone`.

Chromium runs at a quarter of this machine's speed behind 1.44 Mbit/s with 150 ms for every request,
and nothing is cached. Printed are medians: when the largest part was drawn (LCP), how far anything
moved (CLS), and what came over the line, headers and icon included, compressed as servers do it.
"""

import functools
import gzip
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests/Browser"))

from playwright.sync_api import sync_playwright  # noqa: E402

from guide import CHROMIUM, PAGES, Handler, serve  # noqa: E402

KINDS = ["home", "cause", "question", "outcome", "checklist"]
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.44e6 / 8,
        "uploadThroughput": 1.44e6 / 8}
OBSERVE = """globalThis.lcp = globalThis.cls = 0;
const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see))
  .observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => (lcp = entry.startTime));
watch("layout-shift", (entry) => (cls += entry.value));"""


@functools.cache
def packed(path):
    return gzip.compress(pathlib.Path(path).read_bytes(), 9)


class Packing(Handler):
    """Sends everything compressed over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.translate_path(self.path)
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def measured(browser, address):
    """LCP in seconds, CLS, and bytes received, of one first visit."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    line = context.new_cdp_session(page)
    received = []
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    figures = page.evaluate("[lcp / 1000, cls]")
    context.close()
    return (*figures, sum(received))


def main(folder, runs):
    origin, end = serve(folder, handler=Packing)
    print(f"{'medians of ' + str(runs):<16}{'LCP s':>8}{'CLS':>8}{'bytes':>9}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for kind in KINDS:
            visits = [measured(browser, origin + PAGES[kind]) for _ in range(runs)]
            lcp, cls, size = (statistics.median(column) for column in zip(*visits))
            print(f"{kind:<16}{lcp:>8.2f}{cls:>8.3f}{size:>9.0f}")
        browser.close()
    end()


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7)
