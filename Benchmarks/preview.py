"""Measures the preview: from a save to the reloaded page in Chromium, median of 20 edits.

    .venv/bin/python Benchmarks/preview.py .build/release/clew [FOLDER OF THE GUIDE]

The guide is copied, so the edits leave it alone. The clock starts after the write and stops when the
reloaded page holds the new words.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

CLEW = sys.argv[1]
ROOT = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".")
EDITS = 20
FILE, PAGE = "content/causes/network-failure.md", "causes/network-failure.html"


def edited(browser, address, file):
    """Milliseconds from each save to the reloaded page."""
    text = file.read_text()
    page = browser.new_page()
    page.goto(address + PAGE)
    times = []
    for number in range(EDITS):
        word = f"第{number}次修改"
        time.sleep(0.5)
        start = time.monotonic()
        file.write_text(f"{text}\n{word}\n")
        page.get_by_text(word).wait_for(state="attached", timeout=120_000)
        times.append((time.monotonic() - start) * 1000)
    return times


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content", "templates"):
            shutil.copytree(ROOT / name, pathlib.Path(folder) / name)
        command = [CLEW, "serve", "--site", folder, "--port", "0", "--quiet"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            address = server.stdout.readline().strip()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                    args=["--no-sandbox", "--disable-gpu"],
                )
                times = sorted(edited(browser, address, pathlib.Path(folder) / FILE))
                browser.close()
        finally:
            server.terminate()
            server.wait(10)
    print(f"save to reloaded page, {EDITS} edits: median {statistics.median(times):.0f} ms,")
    print(f"fastest {times[0]:.0f} ms, slowest {times[-1]:.0f} ms")


main()
