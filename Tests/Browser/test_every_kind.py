"""Every kind of page, at every width, light and dark, with and without script."""

import pytest

from guide import PAGES, ROOT, WIDER, Watch

SCREENSHOTS = ROOT / "Tests/Browser/screenshots"
SCHEMES = ["light", "dark"]
KINDS = pytest.mark.parametrize("kind", PAGES)


def opened(context, origin, kind):
    page = context.new_page()
    watch = Watch(page, origin)
    page.goto(origin + PAGES[kind], wait_until="load")
    return page, watch


@KINDS
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_and_keeps_quiet(contexts, origin, kind, width):
    page, watch = opened(contexts(width), origin, kind)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(WIDER) == 0
        picture(page, f"{kind}-{width}-{scheme}.png")
    assert watch.faults == []
    page.close()


def picture(page, name):
    """For a person to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    height = min(2000, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.screenshot(path=SCREENSHOTS / name)


@KINDS
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_and_keeps_quiet_without_script(contexts, origin, kind, width):
    page, watch = opened(contexts(width, script=False), origin, kind)
    # Without script the page cannot be asked how wide it is; its main part can be measured.
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        box = page.locator("main").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert watch.faults == []
    page.close()


@KINDS
def test_it_fits_at_twice_the_size(contexts, origin, kind):
    page, _ = opened(contexts(320), origin, kind)
    # 200 % zoom of a window 640 px wide: 320 px that are twice as large.
    page.set_viewport_size({"width": 640, "height": 740})
    page.evaluate("document.documentElement.style.zoom = '2'")
    assert page.evaluate(WIDER) <= 0
    page.close()


@KINDS
def test_what_can_be_tapped_keeps_its_edge_in_forced_colours(contexts, origin, kind):
    page, watch = opened(contexts(360), origin, kind)
    page.emulate_media(forced_colors="active")
    bare = page.evaluate(
        """() => [...document.querySelectorAll('.button, button, .options a, .card a, .tiles a')]
          .filter((it) => it.checkVisibility())
          .filter((it) => getComputedStyle(it).borderTopStyle === 'none')
          .map((it) => it.outerHTML.slice(0, 90))"""
    )
    assert bare == [] and page.evaluate(WIDER) == 0
    picture(page, f"{kind}-forced-colours.png")
    assert watch.faults == []
    page.close()


@KINDS
def test_what_is_tapped_is_large_enough(contexts, origin, kind):
    """44 px for controls and lists of links; links within a sentence are as high as the text, and
    what the picture of a tree links is linked again in the outline below it."""
    page, _ = opened(contexts(360), origin, kind)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input, summary, label')]
          .filter((it) => it.checkVisibility() && !it.matches('.skip, .diagram a, label input'))
          .filter((it) => !it.closest('p:not(.links, .start, .tools), .prose li, dd, td, h2, h3, h4')
                          || it.matches('.options a, .choices + ul a'))
          .map((it) => [it.outerHTML.slice(0, 90), it.getBoundingClientRect()])
          .filter(([, box]) => box.height < 44 || box.width < 44)
          .map(([html, box]) => `${html} ${box.width} × ${box.height}`)"""
    )
    assert small == []
    page.close()


@pytest.mark.parametrize("kind", ["home", "cause", "question", "outcome", "wait", "checklist"])
def test_nothing_moves_after_it_is_drawn(contexts, origin, kind):
    page = contexts(360).new_page()
    page.add_init_script(
        """globalThis.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((e) => (moved += e.value)))
          .observe({ type: 'layout-shift', buffered: true });"""
    )
    page.goto(origin + PAGES[kind], wait_until="load")
    page.wait_for_timeout(200)
    assert page.evaluate("moved") == 0
    page.close()
