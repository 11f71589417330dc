"""The guide as readers get it: built once, served from a small static server, opened in Chromium."""

import functools
import http.server
import os
import pathlib
import re
import threading
import time
from html.parser import HTMLParser

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

# One page of each kind. The names are also those of the screenshots.
PAGES = {
    "home": "index.html",
    "cause": "causes/network-failure.html",
    "solution": "solutions/check-settlement-account.html",
    "prevention": "prevention/anti-scam.html",
    "checklist": "checklists/evidence.html",
    "term": "glossary/d-plus-1.html",
    "page": "pages/settlement-times.html",
    "tree": "trees/payment-not-received.html",
    "question": "trees/payment-not-received/a-payout.html",
    "outcome": "trees/payment-not-received/o-a-secondclear.html",
    "wait": "trees/payment-not-received/o-a-wait.html",
    "outcome-ways": "trees/payment-not-received/o-a-ask.html",
    "whole-tree": "trees/safe-to-apply/all.html",
    "index": "causes/index.html",
    "glossary": "glossary/index.html",
    "search": "search.html",
    "facts": "facts.html",
    "print": "print.html",
    "not-found": "404.html",
}


# The answers of a merchant, and where they lead.
WALK = ["成功", "消费／扫码收款", "不是，是货款", "已过", "没有", "打款失败／退票", "二三类户／超限额"]
OUTCOME = "结算卡超了限额：换 I 类户或对公账户"

# How much wider a page is than its window.
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


LOADED = ("stylesheet", "icon", "apple-touch-icon", "manifest", "alternate")


class Page(HTMLParser):
    """The addresses that a page links and loads, and its anchors."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids, self.inline = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag in ("img", "script") and "src" in attributes:
            self.loads.append(attributes["src"])
        if tag == "link" and attributes.get("rel") in LOADED:
            self.loads.append(attributes["href"])
        if "style" in attributes or any(name.startswith("on") for name in attributes):
            self.inline.append(self.get_starttag_text())
        is_data = attributes.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
            self.inline.append(self.get_starttag_text())


def is_external(address):
    return re.match(r"[a-z][a-z0-9+.-]*:", address) is not None


AXE = Axe().axe_script
# Rules of axe-core: those about colours, which are slow, and all others.
COLOURS = {"runOnly": ["color-contrast"]}
OTHERS = {"rules": {"color-contrast": {"enabled": False}}}


def faults(page, rules=None, part=None):
    """What axe-core finds on a page, or on parts of it; empty when nothing."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    # The style sheet is not fetched once more for a rule about turned screens.
    options = {"resultTypes": ["violations"], "preload": False} | (rules or {})
    found = page.evaluate(
        "([part, options]) => axe.run(part ? { include: part } : document, options)",
        [part, options],
    )
    results = AxeResults(found)
    return results.generate_report() if results.violations_count else ""


def wait_for(page, expression, seconds=30):
    """Waits until a script's expression holds. Playwright's own wait asks again from within the
    page, where the policy refuses to read text as script."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a prefix, without a log."""

    def __init__(self, *arguments, folder, prefix, **options):
        self.prefix = prefix
        super().__init__(*arguments, directory=folder, **options)

    def translate_path(self, path):
        if not path.startswith(self.prefix):
            return str(ROOT / "no-such-file")
        return super().translate_path("/" + path[len(self.prefix):])

    def log_message(self, *arguments):
        pass


def serve(folder, prefix="/", handler=Handler):
    """Serves a folder on a free port; returns its address and a function that ends it."""
    handle = functools.partial(handler, folder=str(folder), prefix=prefix)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handle)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{prefix}", server.shutdown


class Watch:
    """Collects what a page must not do: messages, errors, requests to elsewhere."""

    def __init__(self, page, origin):
        self.faults = []
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", lambda request: self._request(request, origin))
        page.on("response", self._response)

    def _request(self, request, origin):
        if not request.url.startswith(origin):
            self.faults.append(f"request: {request.url}")

    def _response(self, response):
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")
