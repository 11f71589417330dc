"""What readers do: walk a tree, go back, copy, tick, print."""

import json
import subprocess
import time

import pytest

from guide import OUTCOME, PAGES, WALK, Watch

REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"


def walk(page, answers=WALK):
    for answer in answers:
        with page.expect_navigation():
            page.click(f".options a:text-is('{answer}')")


def shown_answers(page):
    return page.locator(".answers:not([hidden]) li strong").all_inner_texts()


# Served anywhere


def test_from_home_to_an_outcome(phone, anywhere):
    page = phone.new_page()
    watch = Watch(page, anywhere)
    page.goto(anywhere + "index.html")
    page.click(".start a")
    walk(page)
    assert page.inner_text("h1") == OUTCOME
    assert shown_answers(page) == WALK
    assert watch.faults == []


def test_every_kind_works_anywhere(contexts, anywhere):
    page = contexts().new_page()
    watch = Watch(page, anywhere)
    for path in PAGES.values():
        if path != "404.html":
            page.goto(anywhere + path)
    assert watch.faults == []
    page.close()


NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("private") } });
}"""


def expect_text(page, text, seconds=30):
    end = time.monotonic() + seconds
    while page.inner_text("main") != text and time.monotonic() < end:
        page.wait_for_timeout(20)
    assert page.inner_text("main") == text


def test_every_kind_works_in_private_and_on_the_way_back(phone, origin):
    page = phone.new_page()
    watch = Watch(page, origin)
    page.add_init_script(NO_STORAGE)
    shown = []
    for path in PAGES.values():
        # The page for unknown addresses looks for neighbours when it is there.
        page.goto(origin + path, wait_until="networkidle")
        shown.append(page.inner_text("main"))
    for text in reversed(shown[:-1]):
        page.go_back()
        expect_text(page, text)
    for text in shown[1:]:
        page.go_forward()
        expect_text(page, text)
    assert watch.faults == []


def test_from_home_to_an_outcome_without_script(contexts, origin):
    page = contexts(script=False).new_page()
    page.goto(origin)
    page.click(".start a")
    walk(page)
    assert page.inner_text("h1") == OUTCOME
    page.close()


def test_from_home_to_an_outcome_by_keyboard(phone, origin):
    page = phone.new_page()
    page.goto(origin)

    def follow(text):
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.textContent.trim()")
            visible = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            )
            assert visible, focused
            if focused == text:
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                return
        raise AssertionError(f"the keyboard does not reach {text}")

    for text in ["开始排查", *WALK]:
        follow(text)
    assert page.inner_text("h1") == OUTCOME


# The answers so far


def tree(origin, node):
    return f"{origin}trees/payment-not-received/{node}.html"


def started(phone, origin):
    page = phone.new_page()
    page.goto(origin + "trees/payment-not-received.html")
    return page


def test_answers_survive_back_forward_and_reload(phone, origin):
    page = started(phone, origin)
    walk(page, WALK[:5])
    page.go_back()
    assert shown_answers(page) == WALK[:4]
    page.go_forward()
    assert shown_answers(page) == WALK[:5]
    page.reload()
    assert shown_answers(page) == WALK[:5]


def test_a_changed_answer_keeps_the_later_ones(phone, origin):
    page = started(phone, origin)
    walk(page)
    page.click(".answers li:nth-child(2) a")
    assert page.inner_text("h1") == "小票上的交易类型是哪一种？"
    assert page.inner_text(".options a:has(.kept)").startswith("消费／扫码收款")
    page.click(".options a:text-is('不确定')")
    assert page.inner_text("h1") == OUTCOME
    assert shown_answers(page) == [WALK[0], "不确定", *WALK[2:]]


def test_an_answer_that_no_longer_exists_is_said_so(phone, origin):
    page = started(phone, origin)
    walk(page, WALK[:5])
    before, mark = page.url.rsplit("a-first.", 1)
    page.goto("about:blank")
    page.goto(before + "a-first.zzz" + mark[mark.index("*"):])
    assert shown_answers(page) == WALK[:2]
    assert "现在没有了" in page.inner_text(".answers .notice")
    page.click(".answers .notice a")
    assert page.inner_text("h1") == "这笔是对方让你刷的激活费、押金或服务费吗？"
    assert shown_answers(page) == WALK[:2]


@pytest.mark.parametrize("fragment", ["#a=", "#a=%00.<b>*..", "#a=a-due.x&k=*&t=//evil", "#main"])
def test_a_meddled_address_does_no_harm(phone, origin, fragment):
    page = phone.new_page()
    watch = Watch(page, origin)
    page.goto(tree(origin, "a-payout") + fragment)
    assert page.locator(".options a").count() == 6
    assert all("evil" not in link for link in hrefs(page))
    assert watch.faults == []


def hrefs(page):
    return page.eval_on_selector_all(".options a", "links => links.map((link) => link.href)")


def test_every_step_may_run_twice(phone, origin):
    page = started(phone, origin)
    walk(page, WALK[:5])
    before = page.inner_html("body")
    page.evaluate("run()")
    assert page.inner_html("body") == before


# Copying


def test_a_message_is_copied_and_selected(phone, origin):
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = phone.new_page()
    page.goto(origin + PAGES["cause"])
    text = page.inner_text(".message-text")
    page.click(".message button")
    page.wait_for_selector(".message [role=status]:has-text('已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.evaluate("getSelection().toString()") == text


@pytest.mark.parametrize("clipboard", [REFUSED, "delete Navigator.prototype.clipboard"])
def test_a_refused_copy_selects_the_text_and_says_so(phone, origin, clipboard):
    page = phone.new_page()
    page.add_init_script(clipboard)
    page.goto(origin + PAGES["cause"])
    page.click(".message button")
    page.wait_for_selector(".message [role=status]:has-text('没能自动复制')")
    assert page.evaluate("getSelection().toString()") == page.inner_text(".message-text")


def test_a_page_that_did_not_help_offers_a_line(phone, origin):
    page = started(phone, origin)
    page.add_init_script(REFUSED)
    walk(page, WALK[:5])
    page.click("text=没帮上忙")
    line = page.inner_text(".page-tools pre")
    assert "trees/payment-not-received/a-payout.html" in line and "2026-" in line
    assert "打款" not in line and WALK[4] in line
    page.wait_for_selector(".page-tools [role=status]:has-text('长按')")


# Checklists


def filled(phone, origin):
    page = phone.new_page()
    page.goto(origin + PAGES["checklist"])
    page.fill("input[name=商户号]", "123456789012345")
    page.fill("input[name=交易日期]", "2026-11-20")
    page.check("#ev-slip input")
    return page


def ticked(page):
    done, total = page.inner_text(".progress [role=status]").split(" / ")
    assert int(total) == page.locator(".item").count()
    return int(done)


def test_a_checklist_remembers(phone, origin):
    page = filled(phone, origin)
    assert ticked(page) == 1
    page.reload()
    assert page.is_checked("#ev-slip input")
    message = page.inner_text(".message-text")
    assert "商户号：123456789012345" in message and "2026年11月20日" in message
    assert "123456" not in page.url


def test_a_checklist_can_be_cleared_and_restored(phone, origin):
    page = filled(phone, origin)
    page.click("text=清空")
    assert ticked(page) == 0
    assert page.evaluate("Object.keys(localStorage)") == []
    page.click("text=撤销清空")
    assert page.input_value("input[name=商户号]") == "123456789012345"


def test_a_checklist_forgets_after_a_week(phone, origin):
    page = filled(phone, origin)
    page.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem("clew:checklist:evidence"));
          kept.saved -= 7 * 24 * 3600 * 1000 + 1;
          localStorage.setItem("clew:checklist:evidence", JSON.stringify(kept));
        }"""
    )
    page.reload()
    assert page.input_value("input[name=商户号]") == ""
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize(
    "value",
    ["{", "null", "7", '{"saved":1}', json.dumps({"saved": 9e15, "value": {"ticks": {}}})],
)
def test_a_poisoned_memory_is_an_empty_one(phone, origin, value):
    page = phone.new_page()
    watch = Watch(page, origin)
    page.add_init_script(f"localStorage.setItem('clew:checklist:evidence', {json.dumps(value)})")
    page.goto(origin + PAGES["checklist"])
    assert ticked(page) == 0
    assert watch.faults == []


def test_odd_shapes_in_the_memory_do_no_harm(phone, origin):
    page = phone.new_page()
    watch = Watch(page, origin)
    page.add_init_script(
        """localStorage.setItem('clew:checklist:evidence', JSON.stringify(
          { saved: Date.now(), value: { ticks: 'x', fields: { 商户号: ['<b>'] } } }))"""
    )
    page.goto(origin + PAGES["checklist"])
    assert page.input_value("input[name=商户号]") == ""
    assert watch.faults == []


def test_a_checklist_works_without_storage(phone, origin):
    page = phone.new_page()
    watch = Watch(page, origin)
    page.add_init_script(NO_STORAGE)
    page.goto(origin + PAGES["checklist"])
    page.fill("input[name=商户号]", "1")
    assert "商户号：1" in page.inner_text(".message-text")
    assert "不让保存" in page.inner_text(".note")
    assert watch.faults == []


def test_the_answers_reach_the_message(phone, origin):
    page = started(phone, origin)
    walk(page)
    page.goto(origin + PAGES["checklist"])
    assert WALK[5] in page.inner_text(".slot[data-slot=排查经过]")


# The table of contents


def test_the_section_in_view_is_marked(contexts, origin):
    page = contexts(1280).new_page()
    page.goto(origin + PAGES["cause"])
    page.evaluate("document.querySelector('#recognise').scrollIntoView()")
    page.wait_for_selector(".contents a[aria-current=true]:text-is('怎么认出它')")
    page.close()


# Paper


def printed(page, tmp_path):
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True)
    assert text.returncode == 0
    return text.stdout


def test_a_checklist_prints_as_a_form(phone, origin, tmp_path):
    text = printed(filled(phone, origin), tmp_path)
    assert "123456789012345" in text and "终端号" in text
    assert "清空" not in text and "复制" not in text.split("发给客服")[0]


def test_a_cause_prints_its_text(phone, origin, tmp_path):
    page = phone.new_page()
    page.goto(origin + PAGES["cause"])
    text = printed(page, tmp_path)
    assert "网络故障" in text and "现在做什么" in text
    assert "没帮上忙" not in text and "下一篇" not in text
