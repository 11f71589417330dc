"""Prints the whole guide to guide.pdf, with links, an outline and page numbers. Run by `make pdf`."""

import pathlib
import sys

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from guide import CHROMIUM, ROOT

NUMBER = """numbers => document.querySelectorAll(".guide-contents a").forEach((link) => {
  link.dataset.page = numbers[link.hash.slice(1)] ?? "";
})"""


def pages(file):
    """The number of the page on which each anchor stands."""
    reader = PdfReader(file)
    found = reader.named_destinations.items()
    return {name[1:]: reader.get_destination_page_number(place) + 1 for name, place in found}


def print_guide(browser, folder, target):
    """Browsers cannot number the lines of a table of contents, so the guide is printed until the
    numbers that were found are those that it shows."""
    page = browser.new_page()
    page.goto((folder / "print.html").as_uri())
    numbers, shown = {}, None
    while numbers != shown:
        shown = numbers
        page.evaluate(NUMBER, shown)
        page.pdf(path=target, format="A4", outline=True, tagged=True)
        numbers = pages(target)
    page.close()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        file = ROOT / "guide.pdf"
        print_guide(chromium, pathlib.Path(sys.argv[1]).resolve(), file)
        print(f"{file.name}: {len(PdfReader(file).pages)} pages, {file.stat().st_size // 1024} kB")
        chromium.close()
