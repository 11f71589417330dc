"""The preview: an edit shows by itself, and so does what is wrong with it."""

import re
import signal
import subprocess

import pytest

from conftest import CLEW
from guide import wait_for

LATE = "---\ntitle: 没到期\nsolutions: [{solution}]\n---\n{text}\n\n" + "很长的一段。\n\n" * 200
FILES = {
    "content/site.yml": "title: 指南\nbase_url: https://a.cn/\nlanguage: zh-CN\n",
    "content/index.md": "---\ntitle: 首页\n---\n看[原因](causes/late.md)。\n",
    "content/causes/late.md": LATE.format(solution="wait", text="第一版"),
    "content/solutions/wait.md": "---\ntitle: 等一等\n---\n1. 等\n",
}


@pytest.fixture
def guide(tmp_path):
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
def preview(guide):
    """The address of a preview of the guide; it ends cleanly with Ctrl-C."""
    command = [CLEW, "serve", "--site", str(guide), "--port", "0", "--lang", "zh"]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    yield server.stdout.readline().strip()
    server.send_signal(signal.SIGINT)
    assert server.wait(10) == 0


def save(guide, text="第一版", solution="wait"):
    (guide / "content/causes/late.md").write_text(LATE.format(solution=solution, text=text))


def test_an_edit_shows_by_itself_where_the_reader_was(guide, preview, phone):
    page = phone.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(preview + "causes/late.html")
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    save(guide, text="第二版")
    page.get_by_text("第二版").wait_for(state="attached")
    wait_for(page, "scrollY === 900")
    assert faults == []


def test_words_of_the_text_change_in_place_and_all_else_loads_the_page_again(guide, preview, phone):
    page = phone.new_page()
    page.goto(preview + "causes/late.html", wait_until="networkidle")

    def edit(file, old, new, seen):
        """Whether the page that shows an edit is the one that was there before."""
        page.evaluate("document.stays = true")
        path = guide / file
        path.write_text(path.read_text().replace(old, new))
        page.get_by_text(seen, exact=True).first.wait_for(state="attached")
        wait_for(page, "document.readyState === 'complete'")
        page.wait_for_load_state("networkidle")
        return page.evaluate("document.stays === true")

    cause, solution = "content/causes/late.md", "content/solutions/wait.md"
    assert edit(cause, "第一版", "第**二**版", "第二版")
    assert edit(cause, "第**二**版\n", "第三版\n\n- 一条\n- 又一条\n", "又一条")
    assert page.locator(".prose li").count() == 2 and page.get_by_text("第二版").count() == 0
    assert not edit(cause, "- 一条", "## 小标题\n\n- 一条", "小标题")
    assert edit(cause, "title: 没到期", "title: 还没到期", "还没到期")
    assert page.title().startswith("还没到期")
    assert edit(solution, "等一等", "再等等", "再等等")
    assert edit(cause, "第三版", "第四版", "第四版")


def test_problems_lie_over_the_last_good_page_until_they_are_mended(guide, preview, phone):
    page = phone.new_page()
    page.goto(preview + "causes/late.html")
    problem = page.locator("clew-problems pre.error").first
    save(guide, text="<b onclick=alert(1)>", solution="wiat")
    problem.wait_for()
    text = problem.inner_text()
    assert "content/causes/late.md:3:13" in text and "solutions: [wiat]" in text
    assert page.get_by_text("第一版").count() == 1
    save(guide, text="第三版")
    page.get_by_text("第三版").wait_for()
    assert page.locator("clew-problems").count() == 0


def test_a_guide_that_never_was_right_shows_why_and_then_the_page(guide, phone, request):
    save(guide, solution="wiat")
    page = phone.new_page()
    page.goto(request.getfixturevalue("preview") + "causes/late.html")
    page.locator("clew-problems pre.error").first.wait_for()
    save(guide, text="对了")
    page.get_by_text("对了").wait_for()


def test_warnings_wait_folded_below_the_page(guide, preview, phone):
    page = phone.new_page()
    page.goto(preview)
    (guide / "content/solutions/unused.md").write_text("---\ntitle: 没人用\n---\n1. 等\n")
    summary = page.locator("clew-problems summary")
    summary.wait_for()
    assert re.search(r"\d+ 个警告", summary.inner_text())
    assert not page.locator("clew-problems pre").first.is_visible()
    summary.click()
    assert "content/solutions/unused.md" in page.locator("clew-problems pre").first.inner_text()
