"""What pages say to browsers and search engines, as Chromium understands it."""

import json

import pytest

from guide import PAGES, Watch, wait_for


@pytest.mark.parametrize("kind", ["home", "cause", "outcome", "search"])
def test_the_policy_lets_data_stand(contexts, origin, kind):
    page = contexts().new_page()
    watch = Watch(page, origin)
    page.goto(origin + PAGES[kind])
    data = page.locator("script[type='application/ld+json']")
    assert data.count() == (0 if kind == "home" else 1)
    if kind != "home":
        assert json.loads(data.text_content())["@graph"]
    assert watch.faults == []
    page.close()


def test_the_colour_of_the_browser_follows_light_and_dark(contexts, origin):
    page = contexts().new_page()
    page.emulate_media(color_scheme="light")
    page.goto(origin)
    # Asked until it holds: a page hears of the change some frames after its colours follow.
    follows = """() => {
      const probe = document.createElement("p");
      probe.style.color = document.querySelector("[name=theme-color]").content;
      document.body.append(probe);
      const color = getComputedStyle(probe).color;
      probe.remove();
      return color === getComputedStyle(document.querySelector(".site-header")).backgroundColor;
    }"""
    for scheme in ["dark", "light"]:
        page.emulate_media(color_scheme=scheme)
        wait_for(page, follows)
    page.close()


def test_a_phone_can_install_the_guide(contexts, origin):
    page = contexts().new_page()
    page.goto(origin + PAGES["cause"])
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.getAppManifest")
    assert answer["errors"] == []
    manifest = json.loads(answer["data"])
    assert manifest["name"] == manifest["short_name"] == "到账指南"
    base = answer["url"].rsplit("/", 1)[0] + "/"
    for icon in manifest["icons"]:
        response = page.request.get(base + icon["src"])
        assert response.ok and response.headers["content-type"] == icon["type"]
    assert page.request.get(base + manifest["start_url"]).ok
    page.close()


# Unknown addresses


@pytest.mark.parametrize(
    "asked, expected",
    [
        ("causes/netwrok-failure.html", "causes/network-failure.html"),
        ("cause/network-failure", "causes/network-failure.html"),
        ("trees/payment-not-recieved/a-first.html", "trees/payment-not-received.html"),
        ("D-PLUS-1.htm", "glossary/d-plus-1.html"),
    ],
)
def test_an_unknown_address_leads_to_those_like_it(contexts, origin, folder, asked, expected):
    page = missing(contexts(), origin, folder, asked)
    page.wait_for_selector(".nearest a")
    assert page.locator(".nearest a").count() == 3
    assert page.locator(".nearest a").first.get_attribute("href") == origin + expected
    with page.expect_navigation() as navigation:
        page.locator(".nearest a").first.click()
    assert navigation.value.ok
    page.close()


@pytest.mark.parametrize("asked", ["%E0%A4%A.html", "<img src=x onerror=alert(1)>", "a" * 2000])
def test_a_meddled_address_does_no_harm(contexts, origin, folder, asked):
    page = missing(contexts(), origin, folder, asked)
    page.wait_for_timeout(100)
    assert page.locator(".nearest img").count() == 0
    assert page.inner_text("h1") == "没有这一页"
    page.close()


def test_an_unknown_address_leads_on_without_script(contexts, origin, folder):
    page = missing(contexts(script=False), origin, folder, "causes/netwrok-failure.html")
    assert not page.is_visible(".nearest")
    assert page.is_visible("main a[href$='search.html']")
    assert page.locator("main a[href$='causes/index.html']").count() == 1
    page.close()


def missing(context, origin, folder, asked):
    """The page that a host shows at an address that does not exist."""
    page = context.new_page()
    body = (folder / "404.html").read_text("utf-8")

    def answer(route):
        if route.request.is_navigation_request() and page.url == "about:blank":
            route.fulfill(status=404, content_type="text/html", body=body)
        else:
            route.fallback()

    page.route("**/*", answer)
    page.goto(origin + asked)
    return page
