"""Every page of the guide, in one visit each: what no page may do wrong."""

from urllib.parse import quote

import pytest

from guide import COLOURS, OTHERS, WIDER, Watch, faults

# The whole guide is made of what other pages show: its frame and a part are enough.
PARTS = {"print.html": [".site-header", ".guide-contents", "[aria-labelledby=kind-checklist]"]}


# Every element with the tags and classes above it, by which the style sheet gives it its colours.
LOOKS = """() => [...new Set([...document.querySelectorAll('body *')].map((it) => {
  let look = it.ariaCurrent ?? '';
  for (let up = it; up; up = up.parentElement) look += ` ${up.localName}.${up.classList}`;
  return look;
}))]"""


@pytest.fixture(scope="module")
def visits(contexts, folder, origin):
    """What is wrong with each page, by the kind of fault."""
    page = contexts(360).new_page()
    watch = Watch(page, origin)
    found = {"axe": {}, "width": {}}
    looks = set()
    for path in sorted(folder.rglob("*.html")):
        name = str(path.relative_to(folder))
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue
        page.goto(origin + quote(name))
        reports = [faults(page, OTHERS, PARTS.get(name))]
        fresh = set(page.evaluate(LOOKS)) - looks
        looks |= fresh
        # Colours take long: they are looked at where a page has what no page before it had.
        for scheme in ["light", "dark"] if fresh else []:
            page.emulate_media(color_scheme=scheme)
            reports.append(faults(page, COLOURS, PARTS.get(name)))
        if any(reports):
            found["axe"][name] = "".join(reports)
        page.set_viewport_size({"width": 320, "height": 740})
        if page.evaluate(WIDER) > 0:
            found["width"][name] = page.evaluate(WIDER)
        page.set_viewport_size({"width": 360, "height": 740})
    page.close()
    return found | {"noise": watch.faults}


def test_axe_finds_nothing_light_or_dark(visits):
    assert visits["axe"] == {}


def test_none_is_wider_than_the_narrowest_phone(visits):
    assert visits["width"] == {}


def test_none_breaks_the_policy_or_asks_another_origin_or_says_a_word(visits):
    # A browser reports what a policy forbids as a message.
    assert visits["noise"] == []
