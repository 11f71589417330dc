"""Pages whose device or network misbehaves: a message at most, never an exception."""

import json
import random
import re

import pytest

from guide import PAGES, WALK, Watch, wait_for

CHECKLIST = "clew:checklist:evidence"
BOX = "form.search input"

# Storage that fails in one way or another, as private windows and web views have it.
STORAGES = {
    "absent": "Object.defineProperty(window, 'localStorage', { get: () => undefined });",
    "null": "Object.defineProperty(window, 'localStorage', { get: () => null });",
    "refused": """Object.defineProperty(window, 'localStorage',
        { get() { throw new DOMException('denied', 'SecurityError'); } });""",
    "full": """Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError'); };""",
    "throwing": """for (const name of ['getItem', 'setItem', 'removeItem', 'clear', 'key'])
        Storage.prototype[name] = () => { throw new Error(name); };""",
}


def kept(value, saved="now"):
    """A value as the guide keeps it, saved at a moment."""
    return json.dumps({"saved": saved, "value": value}).replace('"now"', "NOW")


SLIP, NUMBER = "ev-slip", "商户号"
# What may stand in the storage in the place of what a page put there.
GARBAGE = [
    "", " ", "{", "}", "null", "undefined", "true", "7", '""', "[]", "{}", "\u0000", "\ufeff{}",
    '{"saved":1}', '{"value":{}}', "<!doctype html>", "[" * 100_000, "x" * 1_000_000,
    kept(None), kept({"ticks": [SLIP]}, 9e15), kept({"ticks": [SLIP]}, -1), kept({}, "soon"),
    kept([]), kept("text"), kept(7), kept({"ticks": {}, "fields": []}), kept({"ticks": "ev-slip"}),
    kept({"ticks": [None, 7, {}, [SLIP]], "fields": None}), kept({"fields": "text"}),
    kept({"ticks": ["__proto__", "constructor"], "fields": {"__proto__": {"a": 1}}}),
    kept({"fields": {NUMBER: 7, "交易日期": {}}}), kept({"fields": {NUMBER: ["<b>"]}}),
    kept({"fields": {"交易日期": "yesterday"}}), kept({"fields": {"交易日期": "99999-99-99"}}),
    kept({"ticks": 7, "fields": {NUMBER: None}}), kept({"value": {"ticks": []}}),
]  # yapf: disable


def ticked(page):
    return int(page.inner_text(".progress [role=status]").split(" / ")[0])


def works(page):
    """Ticks and fills the checklist, and sees both."""
    page.uncheck(f"#{SLIP} input")
    before = ticked(page)
    page.check(f"#{SLIP} input")
    assert ticked(page) == before + 1
    page.fill(f"input[name={NUMBER}]", "4321")
    assert f"{NUMBER}：4321" in page.inner_text(".message-text")


@pytest.mark.parametrize("storage", STORAGES)
def test_pages_work_whatever_the_storage_does(phone, origin, storage):
    page = phone.new_page()
    watch = Watch(page, origin)
    page.add_init_script(STORAGES[storage])
    page.goto(origin + PAGES["checklist"])
    works(page)
    assert "不让保存" in page.inner_text(".note")
    page.click("text=清空")
    assert ticked(page) == 0
    page.click("text=撤销清空")
    assert page.input_value(f"input[name={NUMBER}]") == "4321"
    page.goto(origin + PAGES["tree"])
    page.locator(".options a", has_text=re.compile(f"^{WALK[0]}")).first.click()
    page.goto(origin + PAGES["outcome"])
    assert page.locator(".take-away button").count() > 0
    assert watch.faults == []


def test_no_garbage_in_the_storage_disturbs_a_page(phone, origin):
    assert len(GARBAGE) >= 30
    page = phone.new_page()
    watch = Watch(page, origin)
    page.goto(origin + PAGES["outcome"])
    for number, value in enumerate(GARBAGE):
        page.evaluate(
            """([places, value]) => {
              for (const place of places)
                localStorage.setItem(place, value.replace("NOW", Date.now()));
            }""",
            [(CHECKLIST, "clew:answers"), value],
        )
        # Another address each time: a page that is loaded again has its ticks from the browser.
        page.goto(f"{origin}{PAGES['checklist']}?{number}")
        assert ticked(page) == 0, value[:80]
        assert page.input_value(f"input[name={NUMBER}]") == "", value[:80]
        assert "[object" not in page.inner_text(".message-text"), value[:80]
        works(page)
        assert watch.faults == [], value[:80]


def test_two_tabs_with_one_checklist_keep_what_either_was_told(phone, origin):
    one, two = phone.new_page(), phone.new_page()
    watches = [Watch(page, origin) for page in (one, two)]
    for page in (one, two):
        page.goto(origin + PAGES["checklist"])
    boxes = [f"#{item} input" for item in one.eval_on_selector_all(".item", "all => all.map(it => it.id)")]
    one.check(boxes[0])
    wait_for(two, f"document.querySelector('{boxes[0]}').checked")
    two.check(boxes[1])
    two.fill(f"input[name={NUMBER}]", "4321")
    wait_for(one, f"document.querySelector('input[name={NUMBER}]').value === '4321'")
    one.check(boxes[2])
    one.reload()
    assert [one.is_checked(box) for box in boxes[:4]] == [True, True, True, False]
    assert one.input_value(f"input[name={NUMBER}]") == "4321"
    two.click("text=清空")
    wait_for(one, f"!document.querySelector('{boxes[0]}').checked")
    assert ticked(one) == 0
    assert [watch.faults for watch in watches] == [[], []]


def test_the_answers_of_one_tab_reach_the_message_of_another(phone, origin):
    message, tree = phone.new_page(), phone.new_page()
    message.goto(origin + PAGES["checklist"])
    tree.goto(origin + PAGES["tree"])
    for label in WALK:
        option = tree.locator(".options a:visible", has_text=re.compile(f"^{re.escape(label)}"))
        with tree.expect_navigation():
            option.first.click()
    wait_for(message, "document.querySelector('[data-slot=排查经过]').textContent.includes('→')")
    assert WALK[0] in message.inner_text("[data-slot=排查经过]")


# The search

DAMAGES = [404, 500, "html", "truncated", "empty", "refused"]


def damaged(page, pattern, damage):
    """Answers requests with something else than was asked for."""

    def answer(route):
        if damage == "refused":
            route.abort()
        elif damage == "html":
            route.fulfill(status=200, content_type="text/html", body="<!doctype html><p>login")
        elif damage in ("truncated", "empty"):
            text = route.fetch().text()
            route.fulfill(status=200, body=text[: len(text) // 3] if damage == "truncated" else "")
        else:
            route.fulfill(status=damage, body="no")

    page.route(pattern, answer)


def watched(phone):
    """A page, and its exceptions and what its scripts say; that a file is missing says the browser."""
    page, faults = phone.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda it: "Failed to load" in it.text or faults.append(it.text))
    return page, faults


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_box_without_an_index_says_so_and_leads_to_everything(phone, origin, damage):
    page, faults = watched(phone)
    damaged(page, "**/search/root.js", damage)
    page.goto(origin)
    page.fill(BOX, "到账")
    link = page.locator(".found a", has_text="搜索没能打开")
    link.wait_for()
    assert faults == []
    with page.expect_navigation():
        link.click()
    assert page.locator(".everything .card a").first.is_visible()


@pytest.mark.parametrize("damage", [404, "refused", "empty"])
@pytest.mark.parametrize("script", ["engine", "find"])
def test_a_search_whose_scripts_do_not_come_leads_to_everything(phone, origin, script, damage):
    page, faults = watched(phone)
    damaged(page, f"**/assets/{script}.*.js", damage)
    page.goto(origin)
    page.fill(BOX, "到账")
    page.wait_for_timeout(300)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "search.html?q=" in page.url
    assert page.locator(".everything .card a").first.is_visible()
    page.wait_for_timeout(300)
    assert page.locator(".everything .card a").first.is_visible()
    assert faults == []


def test_an_index_with_any_damage_answers_or_says_so(phone, origin):
    page, faults = watched(phone)
    choice = random.Random(7)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    def answer(route):
        text = list(route.fetch().text())
        for _ in range(choice.choice([1, 3, 30])):
            text[choice.randrange(20, len(text) - 6)] = choice.choice(letters)
        route.fulfill(status=200, body="".join(text))

    page.route("**/search/*.js", answer)
    for query in ["到账", "POS", "wdz", "道账"] * 3:
        page.goto(origin + "search.html?q=" + query)
        page.wait_for_selector(".rest p, .hits .hit, .rest button")
    assert faults == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_page_for_unknown_addresses_does_without_its_list(phone, origin, damage):
    page, faults = watched(phone)
    damaged(page, "**/addresses.json", damage)
    page.goto(origin + "404.html")
    wait_for(page, "document.querySelector('.nearest').hidden")
    assert faults == []
