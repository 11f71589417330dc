"""The whole guide as one file, as it is sent in a chat: opened from a disk, without a network."""

import re

import pytest

from guide import COLOURS, OUTCOME, WALK, WIDER, Page, Watch, faults, is_external


@pytest.fixture(scope="module")
def reader(browser, single_file):
    """The file on a phone without a network."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    watch = Watch(page, single_file.as_uri())
    page.goto(single_file.as_uri())
    yield page, watch
    context.close()


def test_it_needs_nothing_else(single_file, reader):
    page = Page(single_file.read_text("utf-8"))
    assert [link for link in page.links if not link.startswith("#") and not is_external(link)] == []
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert all(address.startswith("data:image/") for address in page.loads)
    assert single_file.stat().st_size < 1024 * 1024


def test_its_policy_lets_its_style_and_pictures_in(reader):
    page, watch = reader
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 100
    # Pictures load when they come into view; one that cannot be shown is refused here.
    page.evaluate(
        """Promise.all([...document.images].map((it) => {
          it.loading = "eager";
          return it.decode();
        }))"""
    )
    assert page.evaluate(WIDER) == 0
    assert watch.faults == []


def test_the_main_tree_is_walked_within_it(single_file, reader):
    page, watch = reader
    page.click(".start a")
    for answer in WALK:
        place = page.locator(".step:has(:target)")
        place.locator(f".options a:has-text('{answer}')").click()
    place = page.locator(".step:has(:target)")
    assert place.locator("h4").inner_text() == OUTCOME
    assert place.locator(".urgency").is_visible()
    assert page.url.split("#")[0] == single_file.as_uri()
    page.go_back()
    assert page.locator(".step:has(:target) .options").count() == 1
    assert watch.faults == []


def test_axe_finds_nothing_in_it(reader):
    page, _ = reader
    # The page for print has the same text: what is here alone is enough.
    part = [".start", ".guide-contents", "#kind-tree + .entry", ".site-footer"]
    assert faults(page, part=part) == ""
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS, part) == ""


def test_every_node_of_every_tree_is_reached(single_file):
    """What an address of the site leads to, a link of the file leads to as well."""
    page = Page(single_file.read_text("utf-8"))
    nodes = {name for name in page.ids if re.match(r"tree-[^/]+/[^/]+$", name)}
    nodes = {name for name in nodes if not re.search(r"/fn(ref)?", name)}
    assert len(nodes) > 80 and nodes <= {link[1:] for link in page.links}
