"""Draws the icons of a site from its icon.svg, and the picture that chats show beside a link.

Run by `make pictures`. What it writes is committed, so that a build needs no browser."""

import html
import re

from playwright.sync_api import sync_playwright

from guide import ROOT

ASSETS = ROOT / "templates/assets"
SVG = (ASSETS / "icon.svg").read_text("utf-8")
PAPER = re.search(r'<rect [^>]*fill="([^"]*)"', SVG)[1]
SETTINGS = (ROOT / "content/site.yml").read_text("utf-8")
SHARE = """<style>
body { margin: 0; display: grid; grid-template-columns: 1fr 300px; gap: 60px; align-items: center;
  box-sizing: border-box; width: 1200px; height: 630px; padding: 0 90px; color: #fff;
  background: PAPER; font: 38px/1.6 "Noto Sans CJK SC", sans-serif; line-break: strict }
h1 { margin: 0 0 24px; font-size: 112px; line-height: 1.2 }
p { margin: 0; text-wrap: balance; word-break: auto-phrase }
svg { width: 300px; height: 300px }
</style><main lang="zh-CN"><h1>TITLE</h1><p>TEXT</p></main>SVG"""


def setting(name):
    return html.escape(re.search(rf"^{name}: (.*)$", SETTINGS, re.M)[1])


def icon(page, size, name, part=1.0):
    """The icon as a square; with a part below 1 it has room around it for masks of any shape."""
    paper = PAPER if part < 1 else "none"
    style = "body { margin: 0; display: grid; place-items: center; height: 100vh }"
    style += f"body {{ background: {paper} }}"
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>{style} svg {{ width: {part:.0%}; height: {part:.0%} }}</style>{SVG}")
    page.screenshot(path=ASSETS / name, omit_background=True)


def share(page):
    text = SHARE.replace("PAPER", PAPER).replace("SVG", SVG)
    text = text.replace("TITLE", setting("title")).replace("TEXT", setting("description"))
    page.set_viewport_size({"width": 1200, "height": 630})
    page.set_content(text)
    page.screenshot(path=ROOT / "content/assets/share.png")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        icon(page, 192, "icon-192.png")
        icon(page, 512, "icon-512.png")
        icon(page, 512, "icon-maskable.png", part=0.8)
        share(page)
        browser.close()
