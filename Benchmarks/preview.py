"""Measures the preview: from a save to the new page in Chromium, median of 20 edits.

    .venv/bin/python Benchmarks/preview.py .build/release/clew [--guide FOLDER] [--beside PAGES] [--title]

The guide is copied, so the edits leave it alone; `--beside` adds pages of Benchmarks/build/pages.py to
it. The edits are new words at the end of a text, which the preview puts into the page that is shown; with
`--title` they are another title, with which the page is loaded again. The clock starts when the file is
written. The page itself says when it holds the new words and when they are painted, by the clock of the
machine, so that the time in which Playwright asks is no part of it.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

EDITS = 20
FILE, PAGE = "content/causes/network-failure.md", "causes/network-failure.html"
BENCHMARKS = pathlib.Path(__file__).parent

# Runs in every page before its own scripts.
CLOCK = """
globalThis.times = {};
const now = () => performance.timeOrigin + performance.now();
new MutationObserver(() => {
  const word = document.querySelector("main")?.textContent.match(/第\\d+次修改/)?.[0];
  if (!word || word === times.word) return;
  Object.assign(times, { word, words: now() });
  // What runs behind the next frame runs after it was painted.
  requestAnimationFrame(() => setTimeout(() => (times.painted = now())));
}).observe(document, { childList: true, subtree: true });
"""


def edited(browser, address, file, has_title):
    """For each save, milliseconds until each of the page's times."""
    text = file.read_text()
    page = browser.new_page()
    page.add_init_script(CLOCK)
    page.goto(address + PAGE)
    for number in range(EDITS):
        word = f"第{number}次修改"
        time.sleep(1)
        start = time.time() * 1000
        file.write_text(text.replace("title: ", f"title: {word}", 1) if has_title else f"{text}\n{word}\n")
        page.locator("main").get_by_text(word).first.wait_for(state="attached", timeout=120_000)
        page.wait_for_timeout(500)
        times = page.evaluate("times")
        assert times["word"] == word, times
        yield {name: times[name] - start for name in ("words", "painted")}


def measured(options, folder):
    server = subprocess.Popen(
        [options.clew, "serve", "--site", folder, "--port", "0", "--quiet"],
        stdout=subprocess.PIPE, text=True,
    )
    try:
        address = server.stdout.readline().strip()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox", "--disable-gpu"],
            )
            times = list(edited(browser, address, folder / FILE, options.title))
            browser.close()
            return times
    finally:
        server.terminate()
        server.wait(60)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("clew")
    parser.add_argument("--guide", type=pathlib.Path, default=pathlib.Path("."))
    parser.add_argument("--beside", type=int, default=0)
    parser.add_argument("--title", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ("content", "templates"):
            shutil.copytree(options.guide / name, folder / name)
        if options.beside:
            pages = folder / "pages"
            subprocess.run(
                [sys.executable, BENCHMARKS / "build/pages.py", str(options.beside), pages], check=True
            )
            shutil.copytree(
                pages / "content/pages", folder / "content/pages", dirs_exist_ok=True
            )
            # So large a guide has no page that holds all of it, which the guide has published.
            (folder / "content/addresses.lock").unlink()
        times = measured(options, folder)
    print(f"{EDITS} edits, {options.beside} pages beside the guide; milliseconds after the save")
    for name in ("words", "painted"):
        one = [edit[name] for edit in times]
        print(f"{name}: median {statistics.median(one):.0f}, {min(one):.0f} to {max(one):.0f}")


main()
