import os
import subprocess

import pytest
from playwright.sync_api import sync_playwright

from guide import CHROMIUM, ROOT, serve

# Keeping the guide on the device has tests of its own; elsewhere it would only cost time.
ONLINE_ONLY = "delete Navigator.prototype.serviceWorker"
CLEW = os.environ.get("CLEW", str(ROOT / ".build/debug/clew"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The guide of this repository, built once."""
    output = tmp_path_factory.mktemp("site") / "public"
    command = [CLEW, "build", "--site", str(ROOT), "--output", str(output)]
    subprocess.run(command, check=True, capture_output=True)
    return output


@pytest.fixture(scope="session")
def single_file(tmp_path_factory):
    """The guide as one page."""
    file = tmp_path_factory.mktemp("single") / "guide.html"
    command = [CLEW, "build", "--site", str(ROOT), "--single-file", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file


@pytest.fixture(scope="session")
def origin(folder):
    address, end = serve(folder)
    yield address
    end()


@pytest.fixture(scope="session", params=["root", "below", "file"])
def anywhere(request, folder):
    """The same bytes at a domain's root, under a path, and as files."""
    if request.param == "file":
        yield folder.as_uri() + "/"
        return
    address, end = serve(folder, "/" if request.param == "root" else "/a/b/")
    yield address
    end()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser):
    """Browser contexts by their options, kept for the whole run: opening one takes longer than
    opening a page."""
    known = {}

    def context(width=360, script=True):
        key = (width, script)
        if key not in known:
            known[key] = browser.new_context(
                viewport={"width": width, "height": 740},
                java_script_enabled=script,
                locale="zh-CN",
                reduced_motion="reduce",
            )
            known[key].add_init_script(ONLINE_ONLY)
        return known[key]

    return context


@pytest.fixture
def phone(browser):
    """A phone of its own: nothing kept from other tests."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="zh-CN", reduced_motion="reduce"
    )
    context.add_init_script(ONLINE_ONLY)
    yield context
    context.close()
