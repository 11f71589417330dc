"""The guide as readers get it: built once, served from a small static server, opened in Chromium."""

import functools
import http.server
import pathlib
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]

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


class _Handler(http.server.SimpleHTTPRequestHandler):
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


def serve(folder, prefix="/"):
    """Serves a folder on a free port; returns its address and a function that ends it."""
    handler = functools.partial(_Handler, folder=str(folder), prefix=prefix)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
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
