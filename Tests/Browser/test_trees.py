"""Decision trees and the messages that their answers end in, driven by the recorded paths."""

import datetime
import re
import subprocess
from html.parser import HTMLParser

import pytest

from conftest import CLEW
from guide import PAGES, ROOT, Watch, serve

MAIN = "payment-not-received"
TREES = sorted(path.name.split(".")[0] for path in (ROOT / "content/trees").glob("*.paths.txt"))
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
SELECTED = "getSelection().toString()"


def paths(tree):
    """Every path of a tree: the answers as (node, label), and the outcome."""
    text = (ROOT / f"content/trees/{tree}.paths.txt").read_text("utf-8")
    found = []
    for line in text.splitlines():
        way, outcome = line.split(" ⇒ ")
        found.append(([tuple(step.split("=", 1)) for step in way.split(" › ")], outcome))
    return found


def shortest(tree):
    """A shortest path to each outcome."""
    found = {}
    for answers, outcome in sorted(paths(tree), key=lambda path: len(path[0])):
        found.setdefault(outcome, [label for _, label in answers])
    return found


LONGEST = max(paths(MAIN), key=lambda path: len(path[0]))
LABELS = [label for _, label in LONGEST[0]]
# The first, one in the middle, and the last: each costs several pages.
SOME = [0, len(LABELS) // 2, len(LABELS) - 1]


class Node(HTMLParser):
    """What a page says about how many questions are left."""

    def __init__(self, text):
        super().__init__()
        self.text, self.is_left = None, False
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        self.is_left = ("class", "left") in pairs

    def handle_data(self, data):
        if self.is_left and self.text is None:
            self.text = data

    @property
    def left(self):
        """How many questions follow this one; nothing for a page that asks none."""
        if self.text is None or "最后一个" in self.text:
            return self.text and 0
        return int(re.search(r"\d+", self.text)[0])


def choose(page, label):
    with page.expect_navigation(wait_until="load"):
        page.click(f".options a:text-is('{label}')")


def shown(page):
    return page.locator(".answers:not([hidden]) li strong").all_inner_texts()


def node_of(page):
    return page.locator("[data-node]").first.get_attribute("data-node")


def at(origin, node, tree=MAIN):
    return f"{origin}trees/{tree}/{node}.html"


def walked(context, origin, labels=LABELS):
    page = context.new_page()
    page.goto(f"{origin}trees/{MAIN}.html")
    for label in labels:
        choose(page, label)
    return page


# From home to each outcome


@pytest.mark.parametrize("script", [True, False])
def test_each_outcome_is_reached_from_home_by_clicking(contexts, origin, script):
    """Every branch once: the answers are those that were clicked, on the way there and back."""
    page = contexts(script=script).new_page()
    page.goto(origin)
    with page.expect_navigation():
        page.click(".start a")
    branches = {}
    for outcome, labels in shortest(MAIN).items():
        branch = branches
        for label in labels:
            branch = branch.setdefault(label, {})
        branch["outcome"] = outcome
    reached = []

    def right(answers):
        # Without script the answers are known where one way leads here; elsewhere its questions
        # are listed.
        known = shown(page)
        if not script and answers and not known:
            return answers[-1] in page.locator(".came-from .muted").all_text_contents()
        return known == answers

    def visit(branch, answers):
        for label, rest in branch.items():
            if label == "outcome":
                assert node_of(page) == rest
                reached.append(rest)
                continue
            choose(page, label)
            assert right([*answers, label]), page.url
            visit(rest, [*answers, label])
            page.go_back()
            assert right(answers), page.url

    visit(branches, [])
    assert sorted(reached) == sorted({outcome for _, outcome in paths(MAIN)})
    page.close()


def test_a_reload_and_a_shared_link_show_the_answers(contexts, browser, origin):
    page = contexts().new_page()
    page.goto(origin)
    links = {}
    for outcome, labels in [*list(shortest(MAIN).items())[::14], (LONGEST[1], LABELS)]:
        page.goto(f"{origin}trees/{MAIN}.html")
        for label in labels:
            choose(page, label)
        page.reload()
        assert (node_of(page), shown(page)) == (outcome, labels)
        links[page.url] = labels
    page.close()
    # Somebody else's phone.
    other = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    page = other.new_page()
    for link, labels in links.items():
        page.goto("about:blank")
        page.goto(link)
        assert shown(page) == labels
    other.close()


def test_each_answer_can_be_changed_and_the_later_ones_stay(contexts, origin):
    page = walked(contexts(), origin)
    for place in SOME:
        node, label = LONGEST[0][place]
        with page.expect_navigation():
            page.click(f".answers li:nth-child({place + 1}) a")
        assert node_of(page) == node
        assert shown(page) == LABELS[:place]
        kept = page.locator(".options a:has(.kept)")
        assert kept.count() == 1 and kept.inner_text().startswith(label)
        with page.expect_navigation():
            kept.click()
        assert (node_of(page), shown(page)) == (LONGEST[1], LABELS)
    page.close()


def test_an_old_link_says_which_answer_is_gone(contexts, origin):
    page = walked(contexts(), origin)
    link = page.url
    for place in SOME:
        node, _ = LONGEST[0][place]
        old = re.sub(rf"(?<=[=*]){node}\.\w+", f"{node}.gone", link)
        assert old != link
        page.goto("about:blank")
        page.goto(old)
        assert shown(page) == LABELS[:place]
        assert "现在没有了" in page.inner_text(".answers .notice")
        with page.expect_navigation():
            page.click(".answers .notice a")
        assert (node_of(page), shown(page)) == (node, LABELS[:place])
    page.close()


# How many questions are left


@pytest.mark.parametrize("tree", TREES)
def test_the_number_of_questions_left_never_rises(folder, tree):
    known = {}

    def left(node):
        if node not in known:
            file = folder / f"trees/{tree}/{node}.html"
            known[node] = Node(file.read_text("utf-8")).left
        return known[node]

    first = Node((folder / f"trees/{tree}.html").read_text("utf-8")).left
    for answers, outcome in paths(tree):
        asked = [left(node) for node, _ in answers]
        counts = [count for count in asked if count is not None]
        assert counts == sorted(counts, reverse=True), answers
        # It is a promise: never fewer than there are.
        assert all(count >= len(counts) - place - 1 for place, count in enumerate(counts))
        assert counts[0] + 1 == first
        assert left(outcome) is None
    longest = max(len(answers) for answers, _ in paths(tree))
    assert longest == first


# Messages


def test_the_result_of_a_tree_is_copied_as_it_is_shown(phone, origin):
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = walked(phone, origin)
    questions = page.locator(".answers li span").all_inner_texts()
    page.click(".take-away button:text('复制')")
    page.wait_for_selector(".take-away [role=status]:has-text('已复制')")
    text = page.text_content(".take-away pre")
    for question, label in zip(questions, LABELS, strict=True):
        assert f"{question} → {label}\n" in text
    assert text.splitlines()[1] == page.inner_text("h1")
    assert text.endswith("\n" + page.url)
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.evaluate(SELECTED) == text


def filled(page, origin):
    """A checklist with a value in every field; returns the values by name."""
    page.goto(origin + PAGES["checklist"])
    values = {}
    for number, field in enumerate(page.locator(".field input").all()):
        kind = field.get_attribute("type")
        name = field.get_attribute("name")
        values[name] = "2026-11-20" if kind == "date" else f"{number} <b>&amp; “值” 　{{商户号}}"
        field.fill(values[name])
    assert len(values) > 8
    return values


def test_a_message_holds_the_answers_and_the_fields_byte_for_byte(phone, origin):
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = walked(phone, origin)
    questions = page.locator(".answers li span").all_inner_texts()
    steps = [f"{question} → {label}" for question, label in zip(questions, LABELS, strict=True)]
    way = "\n".join([*steps, "→ " + page.inner_text("h1")])
    values = filled(page, origin)
    source = (ROOT / "content/checklists/evidence.md").read_text("utf-8")
    expected = re.search(r"```message\n(.*?)\n```", source, re.DOTALL)[1]
    for name, value in {**values, "排查经过": way}.items():
        value = "2026年11月20日" if value == "2026-11-20" else value.strip()
        # What a reader enters is text, never a slot.
        expected = expected.replace("{" + name + "}", value.replace("{", "\0"))
    expected = expected.replace("\0", "{")
    text = page.text_content(".message-text")
    assert text.rstrip("\n") == expected
    page.click(".message button")
    page.wait_for_selector(".message [role=status]:has-text('已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize("place", ["outcome", "checklist"])
def test_where_copying_is_refused_the_text_is_selected(phone, origin, place):
    phone.add_init_script(REFUSED)
    page = walked(phone, origin)
    if place == "outcome":
        area, text = ".take-away", ".take-away pre"
    else:
        filled(page, origin)
        area, text = ".message", ".message-text"
    page.click(f"{area} button:text('复制')")
    page.wait_for_selector(f"{area} [role=status]:has-text('没能自动复制')")
    assert page.evaluate(SELECTED).rstrip("\n") == page.inner_text(text).rstrip("\n")
    assert LABELS[-1] in page.evaluate(SELECTED)


# By keyboard


def tab_to(page, selector):
    """Moves the focus on until it is at an element, and sees that it can be seen all the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        element, found, visible = page.evaluate(
            """(selector) => [document.activeElement.outerHTML.slice(0, 80),
              document.activeElement.matches(selector),
              getComputedStyle(document.activeElement).outlineStyle !== 'none'
              // Chromium marks the parts of a date itself.
              || document.activeElement.type === 'date']""",
            selector,
        )
        assert visible, element
        if found:
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_tree_is_walked_changed_and_copied_by_keyboard(phone, origin):
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = phone.new_page()
    page.goto(f"{origin}trees/charged-but-pos-failed.html")

    def follow(selector):
        tab_to(page, selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    follow(".options a")
    follow(".options li:nth-child(2) a")
    assert node_of(page) == "b-reversal"
    follow(".answers li:nth-child(2) a")
    assert node_of(page) == "b-pos"
    follow(".options a")
    assert page.inner_text("h1").startswith("其实成功了")
    tab_to(page, ".take-away button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".take-away [role=status]:has-text('已复制')")


def test_a_checklist_is_filled_and_copied_by_keyboard(phone, origin):
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = phone.new_page()
    page.goto(origin + PAGES["checklist"])
    tab_to(page, ".item [type=checkbox]")
    page.keyboard.press("Space")
    assert page.inner_text(".progress [role=status]").startswith("1 / ")
    tab_to(page, ".field input[name=商户号]")
    page.keyboard.type("123456789012345")
    tab_to(page, ".message button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".message [role=status]:has-text('已复制')")
    assert "商户号：123456789012345" in page.evaluate("navigator.clipboard.readText()")


# Waiting


def waiting(context, origin, today):
    page = context.new_page()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(today + "T09:00:00"))
    watch = Watch(page, origin)
    page.goto(at(origin, "o-a-wait"))
    return page, watch


@pytest.mark.parametrize(
    "today, expected",
    [
        ("2026-11-23", "2026年11月24日"),  # a Monday
        ("2026-11-20", "2026年11月23日"),  # a Friday: over the weekend
        ("2026-09-30", "2026年10月8日"),  # over the National Day
        ("2026-10-08", "2026年10月9日"),
        ("2026-10-09", "2026年10月10日"),  # a Saturday that is worked
        ("2026-02-13", "2026年2月14日"),  # and before the Spring Festival
        ("2026-02-14", "2026年2月24日"),
    ],
)
def test_a_wait_tells_the_next_working_day(contexts, origin, today, expected):
    page, watch = waiting(contexts(), origin, today)
    assert page.inner_text(".again [role=status]").startswith(expected)
    assert page.is_hidden(".again .notice")
    assert "2026-12-31" in page.inner_text(".again")
    assert watch.faults == []
    page.close()


def test_a_wait_says_where_the_list_of_holidays_ends(contexts, origin):
    page, _ = waiting(contexts(), origin, "2026-12-31")
    assert page.inner_text(".again [role=status]").startswith("2027年1月1日")
    assert page.is_visible(".again .notice")
    page.fill(".again input", "2026-12-30")
    assert page.inner_text(".again [role=status]").startswith("2026年12月31日")
    assert page.is_hidden(".again .notice")
    page.fill(".again input", "")
    assert page.inner_text(".again [role=status]") == ""
    assert page.is_hidden(".again [download]")
    page.close()


def test_a_wait_goes_into_the_calendar(contexts, origin):
    page, watch = waiting(contexts(), origin, "2026-11-20")
    with page.expect_download() as download:
        page.click(".again [download]")
    assert download.value.suggested_filename == "clew.ics"
    text = open(download.value.path(), "rb").read().decode("utf-8")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    events = text.replace("\r\n ", "").split("\r\n")
    assert events[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and events[-1] == ""
    for line in [
        "DTSTART;VALUE=DATE:20261123",
        "DTEND;VALUE=DATE:20261124",
        "SUMMARY:" + page.inner_text("h1"),
        "DESCRIPTION:" + page.url,
        "TRIGGER:PT9H",
    ]:
        assert line in events, events
    assert watch.faults == []
    page.close()


def test_a_wait_shows_the_day_as_text_where_nothing_can_be_downloaded(browser, origin):
    context = browser.new_context(locale="zh-CN", user_agent="Mozilla/5.0 MicroMessenger/8.0")
    page, _ = waiting(context, origin, "2026-11-20")
    assert page.inner_text(".again [role=status]").startswith("2026年11月23日")
    assert page.is_hidden(".again [download]")
    context.close()


def test_a_wait_is_a_rule_in_words_without_script(contexts, origin):
    page = contexts(script=False).new_page()
    page.goto(at(origin, "o-a-wait"))
    assert "下一个工作日" in page.inner_text(".again")
    assert page.is_hidden(".again input") and page.is_hidden(".again [download]")
    page.close()


LOOP = """---
title: 等一等再看
start: due
scenarios:
  - {name: 到了, answers: {due: 到了}, outcome: over}
---

## 到了吗？ {#due}

- [到了](#over)
- [没到](#look)
- [不确定](#look)

## 再看一眼后台 {#look}

- [还没有](#later)
- [不确定](#later)
- [有了](#over)

## 过两天再看 {#later .wait recheck="后天" days=2}

- [还没到](#due)
- [到了](#over)

## 到了 {#over .outcome}

没事了，[首页](../index.md)。
"""


@pytest.fixture(scope="module")
def loop(tmp_path_factory):
    """A guide whose only tree goes round through a wait."""
    root = tmp_path_factory.mktemp("loop")
    content = root / "content"
    (content / "trees").mkdir(parents=True)
    (content / "site.yml").write_text("title: 指南\n")
    (content / "index.md").write_text("---\ntitle: 首页\n---\n")
    (content / "trees/loop.md").write_text(LOOP)
    command = [CLEW, "build", "--site", str(root), "--output", str(root / "public")]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    address, end = serve(root / "public")
    yield address
    end()


def test_a_wait_is_the_way_round_a_loop(phone, loop):
    page = phone.new_page()
    page.clock.set_fixed_time(datetime.datetime(2026, 12, 30, 9))
    watch = Watch(page, loop)
    page.goto(loop + "trees/loop.html")
    choose(page, "没到")
    choose(page, "还没有")
    assert page.inner_text(".again [role=status]").startswith("2027年1月1日")
    assert shown(page) == ["没到", "还没有"]
    choose(page, "还没到")
    # The same question again: it is not an answer to itself.
    assert (node_of(page), shown(page)) == ("due", [])
    choose(page, "到了")
    assert (node_of(page), shown(page)) == ("over", ["到了"])
    assert watch.faults == []
