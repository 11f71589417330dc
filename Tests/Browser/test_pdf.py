"""The whole guide on paper, as `make pdf` makes it."""

import re
import subprocess

import pytest
from pypdf import PdfReader

from guide import Page
from pdf import pages, print_guide


@pytest.fixture(scope="module")
def file(browser, folder, tmp_path_factory):
    file = tmp_path_factory.mktemp("pdf") / "guide.pdf"
    print_guide(browser, folder, file)
    return file


@pytest.fixture(scope="module")
def texts(file):
    """The text of each page."""
    result = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True)
    assert result.returncode == 0
    return result.stdout.split("\f")[:-1]


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_every_page_has_its_number(texts):
    for number, text in enumerate(texts, 1):
        assert text.strip().endswith(f"{number} / {len(texts)}")


def test_the_table_of_contents_names_every_entry_with_its_page(folder, file, texts):
    anchors = Page((folder / "print.html").read_text("utf-8")).links
    place = pages(file)
    start = next(number for number, text in enumerate(texts) if text.strip().startswith("目录"))
    table = squeezed("".join(texts[start:start + 2]))
    entries = re.findall(
        r'<h[23] id="((?:kind|page|cause|solution|prevention|checklist|tree|term)-[^"]*)">([^<]*)<',
        (folder / "print.html").read_text("utf-8"),
    )
    assert len(entries) > 100
    for anchor, title in entries:
        assert "#" + anchor in anchors
        shown = squeezed(title)
        assert shown in squeezed(texts[place[anchor] - 1]), title
        # Titles that take two lines are cut by the other column.
        if len(shown) < 15:
            assert re.search(re.escape(shown) + f"{place[anchor]}(?!/)", table), title


def test_its_links_lead_to_its_pages_or_out_of_it(file):
    reader = PdfReader(file)
    known = reader.named_destinations
    inside, outside = [], []
    for page in reader.pages:
        for link in (item.get_object() for item in page.get("/Annots", [])):
            if "/Dest" in link:
                inside.append(link["/Dest"])
            else:
                outside.append(link["/A"]["/URI"])
    assert len(inside) > 500 and [name for name in inside if name not in known] == []
    assert [address for address in outside if not address.startswith("https://")] == []


def test_its_outline_names_the_kinds_and_their_entries(file):
    def titles(items):
        for item in items:
            yield from titles(item) if isinstance(item, list) else [item.title]

    assert {"原因", "排查", "网络故障：刷卡时断线或超时"} <= set(titles(PdfReader(file).outline))
