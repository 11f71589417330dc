#!/usr/bin/env python3
"""recombine.py FOLDER N OUT: N pages from the sections of the pages in FOLDER.

FOLDER has html/p/ID.html and markdown/p/ID.md, page by page the same text. OUT gets the same two
folders, and queries.jsonl: titles, pieces of text of two to four characters, and strings that occur
nowhere, each with the pages that hold it. The same arguments give the same bytes.
"""

import json
import random
import re
import sys
from pathlib import Path

HEADING = {
    "html": re.compile(r"(?=^<h[23][ >])", re.MULTILINE),
    "markdown": re.compile(r"(?=^#{2,3} )", re.MULTILINE),
}
HAN = re.compile(r"[\u4e00-\u9fff]{6,}")


def sections(folder):
    """The titles, and the sections as pairs of HTML and Markdown."""
    titles, pool = [], []
    for path in sorted((folder / "markdown/p").glob("*.md")):
        markdown = path.read_text()
        html = (folder / "html/p" / f"{path.stem}.html").read_text()
        body = html[html.index("</h1>") + 5 : html.index("</main>")]
        titles.append(re.search(r'^title: "(.*)"$', markdown, re.MULTILINE).group(1))
        left = HEADING["html"].split(body)
        right = HEADING["markdown"].split(markdown.split("---\n", 2)[2])
        if len(left) == len(right):
            pool += [(a, b) for a, b in zip(left, right) if len(b) > 60]
    return titles, pool


def write(out, number, title, parts):
    name = f"{number:05}"
    html = (
        f'<!doctype html>\n<html lang="zh-cn"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head>\n<body><main data-pagefind-body>\n<h1>{title}</h1>\n"
        + "\n".join(part[0] for part in parts)
        + "</main></body></html>\n"
    )
    (out / "html/p" / f"{name}.html").write_text(html)
    text = f'---\ntitle: "{title}"\n---\n\n' + "\n".join(part[1] for part in parts)
    (out / "markdown/p" / f"{name}.md").write_text(text)
    return text


def queries(numbers, titles, texts, count=60):
    pages = [f"/p/{number:05}.html" for number in range(len(titles))]
    for title in numbers.sample(sorted(set(titles)), count):
        found = [page for page, own in zip(pages, titles) if own == title]
        yield {"set": "title", "kind": "known", "query": title, "relevant": found}
    pieces, absent = set(), set()
    while len(pieces) < count:
        run = numbers.choice(HAN.findall(numbers.choice(texts)) or [""])
        length = numbers.randint(2, 4)
        if len(run) > length:
            start = numbers.randrange(len(run) - length)
            pieces.add(run[start : start + length])
    for piece in sorted(pieces):
        found = [page for page, text in zip(pages, texts) if piece in text]
        yield {"set": "substr", "kind": "known", "query": piece, "relevant": found}
    whole = "\n".join(texts)
    while len(absent) < count:
        piece = "".join(numbers.choice(HAN.findall(numbers.choice(texts)) or ["的"])[0] for _ in "abc")
        if piece not in whole:
            absent.add(piece)
    for piece in sorted(absent):
        yield {"set": "absent", "kind": "none", "query": piece, "relevant": []}


def main():
    folder, count, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    for kind in HEADING:
        (out / kind / "p").mkdir(parents=True, exist_ok=True)
    numbers = random.Random(count)
    heads, pool = sections(folder)
    titles, texts = [], []
    for number in range(count):
        title = f"{numbers.choice(heads)}：{numbers.choice(heads)}"
        titles.append(title.replace("&", "和").replace("<", "").replace('"', "").replace("\\", ""))
        parts = numbers.sample(pool, numbers.randint(4, 13))
        texts.append(write(out, number, titles[-1], parts))
    with (out / "queries.jsonl").open("w") as file:
        for query in queries(numbers, titles, texts):
            file.write(json.dumps(query, ensure_ascii=False) + "\n")


main()
