"""Draws docs/screenshot.png: four pages side by side, as on phones. Run by `make picture`."""

import pathlib
import sys

from playwright.sync_api import sync_playwright

from guide import CHROMIUM, PAGES, ROOT, serve

PHONES = ["home", "question", "outcome", "cause"]
FRAME = '<iframe src="{}" width="360" height="740"></iframe>'
STYLE = """body { display: flex; gap: 24px; margin: 0; padding: 24px; background: #d8d5cc }
iframe { border: 0; border-radius: 22px; background: #fff }"""


def draw(folder, target):
    origin, end = serve(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--hide-scrollbars"]
        )
        size = {"width": len(PHONES) * 384 + 24, "height": 788}
        page = browser.new_page(viewport=size, locale="zh-CN")
        # A page of the same origin, so that the frames may be shown in it.
        page.goto(origin + "robots.txt")
        frames = "".join(FRAME.format(origin + PAGES[kind]) for kind in PHONES)
        page.set_content(f"<style>{STYLE}</style>{frames}", wait_until="load")
        page.screenshot(path=target)
        browser.close()
    end()


if __name__ == "__main__":
    draw(pathlib.Path(sys.argv[1]), ROOT / "docs/screenshot.png")
