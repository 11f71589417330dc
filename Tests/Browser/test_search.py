"""Search: the same answers as on the command line, in a box that works however one types."""

import json
import random
import re
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import CLEW
from guide import ROOT, Watch, serve, wait_for

BOX = "form.search input"
OPTION = ".found:not([hidden]) [role=option]"


@pytest.fixture
def page(phone):
    page = phone.new_page()
    page.set_default_timeout(15_000)
    return page


@pytest.fixture(scope="module", params=["root", "below", "file"])
def anywhere(request, folder):
    """The same bytes at a domain's root, under a path, and as files."""
    if request.param == "file":
        yield folder.as_uri() + "/"
        return
    address, end = serve(folder, "/" if request.param == "root" else "/a/b/")
    yield address
    end()


def search(page, query, **options):
    return page.evaluate(
        """async ([query, options]) => {
          const { search } = await import(new URL("assets/search.js", location.href));
          return search(query, options);
        }""",
        [query, options],
    )


def type_in_box(page, text):
    page.fill(BOX, "")
    page.locator(BOX).press_sequentially(text)


def test_the_page_answers_as_the_command_line_does(page, origin):
    tests = (ROOT / "content/search-tests.yml").read_text()
    queries = re.findall(r"^  - query: (.*)$", tests, re.MULTILINE)
    queries += ["卡", "Ｔ＋１", "款項未到帳", "道账", "wdz", "wei dao zh", "t1", "9551", "没有的东西", "😀"]
    command = [CLEW, "search", "--site", str(ROOT), "--limit", "10"]
    run = subprocess.run(
        command, input="\n".join(queries) + "\n", capture_output=True, text=True, check=True
    )
    expected = [json.loads(line) for line in run.stdout.splitlines()]
    page.goto(origin)
    found = [search(page, query, limit=10) for query in queries]
    assert len(queries) > 50
    assert found == expected


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """An index of so many pages that few of the terms of a query are looked up at first, its texts
    in the pages alone; made from the lines of the guide, always the same."""
    lines = []
    for path in sorted((ROOT / "content").rglob("*.md")):
        lines += [line for line in path.read_text().splitlines() if line[:1] > "一"]
    numbers = random.Random(6)
    folder = tmp_path_factory.mktemp("large")
    (folder / "pages").mkdir()
    titles = [numbers.choice(lines)[:24].replace('"', "") for _ in range(510)]
    for number, title in enumerate(titles):
        parts = "\n\n".join(numbers.sample(lines, 10))
        parts += f"\n\n## {numbers.choice(lines)[:16]}\n\n" + "\n\n".join(numbers.sample(lines, 10))
        text = f'---\ntitle: "{title}"\n---\n\n{parts}\n'
        (folder / f"pages/{number:03}.md").write_text(text)
    queries = numbers.sample(titles, 12) + [line[5:9] for line in numbers.sample(lines, 12)]
    queries += ["怎么" + title[8:14] + title[:6] for title in numbers.sample(titles, 12)]
    queries += ["结算帐户", "jiesuan zhanghu", "jszh", "到帐时间", "款項未到帳", "T+1"]
    bench = [Path(CLEW).parent / "search-bench", folder / "pages", "--out", folder / "engine"]
    run = subprocess.run(
        bench, input="\n".join(queries) + "\n", capture_output=True, text=True, check=True, cwd=ROOT
    )
    (folder / "engine/index.html").write_text("<!doctype html><title>large</title>")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == len(queries)
    return folder / "engine", queries, found


def test_a_large_index_is_searched_alike(page, large):
    folder, queries, expected = large
    address, end = serve(folder, "/")
    page.goto(address + "index.html")
    found = [[result["url"] for result in search(page, query, limit=50)] for query in queries]
    end()
    assert found == expected
    assert sum(len(urls) > 0 for urls in found) > 36


def test_the_command_line_prints_what_is_documented():
    command = [CLEW, "search", "--site", str(ROOT), "款项未到账", "--json", "--limit", "3"]
    results = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert len(results) == 3
    keys = {"url", "title", "heading", "kind", "excerpt", "why", "score"}
    assert all(keys <= set(result) for result in results)


def test_it_works_anywhere(page, anywhere):
    watch = Watch(page, anywhere)
    page.goto(anywhere + "causes/network-failure.html")
    type_in_box(page, "顾客扣款")
    page.wait_for_selector(OPTION)
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "扣款" in page.inner_text("h1")
    assert page.url.startswith(anywhere)
    page.goto(anywhere + "search.html?q=weidaozhang")
    page.wait_for_selector(".hits mark")
    assert watch.faults == []


def test_nothing_is_fetched_before_the_box_is_touched(page, origin):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin)
    assert not [url for url in asked if "search" in url or "engine" in url or "find" in url]
    page.focus(BOX)
    wait_for(page, "Boolean(globalThis.clewSearch)")
    assert [url for url in asked if "/engine." in url]


def test_the_box_is_a_combobox_for_the_keyboard(page, origin):
    page.goto(origin)
    type_in_box(page, "手续费")
    page.wait_for_selector(OPTION)
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id") == "hit-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator("[role=option][aria-selected=true]").count() == 0
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "手续费"
    wait_for(
        page, "document.querySelector('form.search [role=status]').textContent.startsWith('找到')"
    )


def test_enter_searches_for_everything(page, origin):
    page.goto(origin)
    type_in_box(page, "费率")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.split("?")[0] == origin + "search.html"
    page.wait_for_selector(".hits .hit")
    assert page.input_value(BOX) == "费率"


def compose(page, *events):
    for name in events:
        page.eval_on_selector(BOX, f"box => box.dispatchEvent(new CompositionEvent('{name}'))")


@pytest.mark.parametrize("path", ["index.html", "search.html"])
def test_enter_that_chooses_a_character_does_not_navigate(page, origin, path):
    page.goto(origin + path)
    page.focus(BOX)
    wait_for(page, "Boolean(globalThis.clewSearch)")
    type_in_box(page, "feilv")
    page.wait_for_selector(".hit")
    compose(page, "compositionstart", "compositionupdate")
    page.keyboard.press("Enter")
    key = "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true})"
    page.eval_on_selector(BOX, f"box => box.dispatchEvent({key})")
    page.wait_for_timeout(300)
    assert page.url.split("?")[0] == origin + path
    compose(page, "compositionend")
    assert page.input_value(BOX) == "feilv"


def test_kinds_can_be_chosen_and_stay_in_the_address(page, origin):
    page.goto(origin + "search.html?q=手续费")
    page.wait_for_selector(".hits .hit")
    page.click(".kinds button:text-is('词语')")
    page.wait_for_selector(".hits .hit[href*='glossary/']")
    assert "kind=term" in page.url
    page.reload()
    page.wait_for_selector(".hits .hit")
    links = page.eval_on_selector_all(".hits .hit", "links => links.map(it => it.href)")
    assert links and all("/glossary/" in link for link in links)


def test_an_option_of_a_tree_is_found_at_its_question(page, origin):
    page.goto(origin)
    label = "打款失败／退票"
    found = next(it for it in search(page, label) if it["url"].startswith("trees/"))
    page.goto(origin + found["url"])
    assert page.locator(".options a", has_text=label).count() == 1


def test_what_matches_is_marked_and_why_is_said(page, origin):
    page.goto(origin + "search.html?q=收单机构查")
    page.wait_for_selector(".hits mark")
    assert "收单机构" in page.locator(".hits mark").first.inner_text()
    page.fill(BOX, "feilv")
    page.wait_for_selector(".hits small:text-is('按读音')")


def test_where_nothing_is_found_something_else_is_offered(page, origin):
    page.goto(origin + "search.html?q=天气预报转多云明天会不会下雨")
    page.wait_for_selector(".rest a")
    assert "没有找到" in page.inner_text(".rest")
    assert page.locator(".rest a[href$='trees/payment-not-received.html']").count() == 1


def test_results_are_accessible_in_both_schemes(page, origin):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(origin + "causes/network-failure.html")
        type_in_box(page, "手续费")
        page.wait_for_selector(OPTION)
        page.keyboard.press("ArrowDown")
        assert Axe().run(page).response["violations"] == []
        page.goto(origin + "search.html?q=手续费")
        page.wait_for_selector(".hits .hit")
        assert Axe().run(page).response["violations"] == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


def test_without_script_the_box_leads_to_everything_by_sound(contexts, origin):
    page = contexts(script=False).new_page()
    page.goto(origin)
    page.fill(BOX, "费率")
    with page.expect_navigation():
        page.press(BOX, "Enter")
    assert page.locator(".everything .card a").count() > 90
    page.close()


HOSTILE = [
    "账" * 10_000, "\u0000\u0001\u001f", "\ud800账", "账\udfff", ".*+?^${}()|[\\]", "(a+)+$" * 50,
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "😀👨‍👩‍👧‍👦🇨🇳",
    "。，！？", "   ", "\u202e\u200b\u2066账", "a账ａ帳Я日本ñ", "%00%ff", "__proto__", "constructor",
]


def test_no_query_makes_an_exception(page, origin):
    watch = Watch(page, origin)
    page.goto(origin + "search.html")
    page.focus(BOX)
    wait_for(page, "Boolean(globalThis.clewSearch)")
    for query in HOSTILE:
        answer = page.evaluate("query => clewSearch.search(query).then(it => it.length)", query)
        assert isinstance(answer, int)
        page.evaluate(
            """([box, query]) => {
              box = document.querySelector(box);
              box.value = query;
              box.dispatchEvent(new InputEvent("input"));
            }""",
            [BOX, query],
        )
    page.wait_for_timeout(300)
    assert page.locator("main img, main script").count() == 0
    assert watch.faults == []


@pytest.mark.parametrize("status", [404, 500, "html", "truncated", "refused"])
def test_a_damaged_index_is_a_plain_message(phone, origin, status):
    page = phone.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route):
        if status == "refused":
            route.abort()
        elif status == "html":
            route.fulfill(status=200, body="<!doctype html><title>login</title>")
        elif status == "truncated":
            route.fulfill(status=200, body=route.fetch().text()[:200])
        else:
            route.fulfill(status=status, body="")

    page.route("**/search/root.js", answer)
    page.goto(origin + "search.html?q=到账")
    page.wait_for_selector(".rest .notice")
    assert "搜索没能打开" in page.inner_text(".rest .notice")
    assert page.locator(".everything .card a").first.is_visible()
    assert errors == []


@pytest.mark.parametrize("damage", ["missing", "truncated", "stale"])
def test_a_damaged_chunk_is_fetched_again_or_done_without(phone, origin, damage):
    page = phone.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    asked = []

    def answer(route):
        if route.request.url.endswith("root.js"):
            return route.continue_()
        asked.append(route.request.url)
        if damage == "missing":
            return route.fulfill(status=404, body="")
        body = route.fetch().text()
        route.fulfill(body=body[: len(body) // 2] if damage == "truncated" else 'clewChunk("x","AAAA")')

    page.route("**/search/*.js", answer)
    page.goto(origin + "search.html?q=到账")
    page.wait_for_selector(".rest p")
    assert asked and errors == []


def test_after_a_deployment_the_new_index_is_read(phone, origin):
    """The root was read before the site changed: its chunks are gone, and it is read anew."""
    page = phone.new_page()
    page.goto(origin + "search.html")
    state = {"old": True}

    def root(route):
        body = route.fetch().text()
        if state["old"]:
            route.fulfill(body=body)
            state["old"] = False
        else:
            state["again"] = True
            route.fulfill(body=body)

    def chunk(route):
        if state.get("again"):
            route.continue_()
        else:
            route.fulfill(status=404, body="")

    page.route("**/search/*.js", chunk)
    page.route("**/search/root.js", root)
    page.fill(BOX, "到账")
    page.wait_for_selector(".hits .hit")
    assert state.get("again")
