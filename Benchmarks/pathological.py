"""Builds a small guide with one hostile file, again and again: `make bench-hostile`.

For every file: processor seconds and peak memory of `clew build`, and whether it was built or which
rule refused it by name. It fails where one takes more than 2 s or 300 MB, or where the message does
not name the file. The first cases are those of cmark's own test/pathological_tests.py.
"""

import multiprocessing
import os
import re
import subprocess
import sys
import tempfile

CLEW = os.path.abspath(sys.argv[1])
NAMES = sys.argv[2:]
SECONDS, MEGABYTES = 2.0, 300


HAN = "".join(chr(0x4E00 + number) for number in range(60))


def page(text):
    """A page with this body."""
    return "content/pages/hostile.md", text


def head(yaml):
    """A page with this front matter."""
    return page("---\n" + yaml + "\n---\n")


def colliding_labels(count):
    """Labels that cmark's old hash table kept in one list."""
    def value(text):
        result = 0
        for character in text:
            result = (result * 33 + ord(character)) & 0xFFFFFFFF
        return result

    found, number = [], 0
    while len(found) < count:
        label = str(number)
        if value(label) % 16 == 0:
            found.append(label)
        number += 1
    return "".join(f"[{label}]: /url\n\n[{found[0]}]\n\n" for label in found)


def tree(nodes, options=1):
    """A decision tree, one long way."""
    parts = ["---\ntitle: t\nstart: n0\n---\n"]
    for number in range(nodes):
        parts.append(f"\n## q{number} {{#n{number}}}\n\n")
        parts += [f"- [a{option}](#n{number + 1})\n" for option in range(options)]
    return "content/trees/hostile.md", "".join(parts)


CMARK = {
    "nested strong emph": lambda: page("*a **a " * 65000 + "b" + " a** a*" * 65000),
    "many emph closers with no openers": lambda: page("a_ " * 65000),
    "many emph openers with no closers": lambda: page("_a " * 65000),
    "many link closers with no openers": lambda: page("a]" * 65000),
    "many link openers with no closers": lambda: page("[a" * 65000),
    "mismatched openers and closers": lambda: page("*a_ " * 50000),
    "cmark issue 389": lambda: page("*a " * 20000 + "_a*_ " * 20000),
    "openers and closers multiple of 3": lambda: page("a**b" + "c* " * 50000),
    "link openers and emph closers": lambda: page("[ a_" * 50000),
    "pattern [ (]( repeated": lambda: page("[ (](" * 80000),
    "pattern ![[]() repeated": lambda: page("![[]()" * 160000),
    "hard link/emph case": lambda: page("**x [a*b**c*](d)"),
    "nested brackets": lambda: page("[" * 50000 + "a" + "]" * 50000),
    "nested block quotes": lambda: page("> " * 50000 + "a"),
    "deeply nested lists": lambda: page("".join("  " * x + "* a\n" for x in range(1000))),
    "U+0000 in input": lambda: page("abc\0de\0"),
    "backticks": lambda: page("".join("e" + "`" * x for x in range(1, 1400))),
    "backticks, 50 MB": lambda: page("".join("e" + "`" * x for x in range(1, 10000))),
    "unclosed links A": lambda: page("[a](<b" * 50000),
    "unclosed links B": lambda: page("[a](b" * 50000),
    "unclosed comments": lambda: page("</" + "<!--" * 240000),
    "empty lines in deep lists": lambda: page("- " * 30000 + "x" + "\n" * 30000),
    "empty lines in deep lists in a quotation": lambda: page(
        "> " + "- " * 30000 + "x\n" + ">\n" * 30000),
    "emph in deep blockquote": lambda: page(">" * 100000 + "a*" * 100000),
    "reference collisions": lambda: page(colliding_labels(20000)),
    "many references": lambda: page(
        "".join(f"[{x}]: u\n" for x in range(1, 50000)) + "[0] " * 50000),
    "many references, 10 MB": lambda: page(
        "".join(f"[{x}]: u\n" for x in range(1, 50000 * 16)) + "[0] " * 50000),
}

DEBIAN = {
    "items above 16,000 empty lines": lambda: page("- " * 16000 + "\n" * 16000),
    "items in a quotation": lambda: page("> " + "- " * 16000),
    "16,000 images": lambda: page("![[]()" * 16000),
    "100,000 images": lambda: page("![[]()" * 100000),
    "90 items above 300,000 empty lines": lambda: page("- " * 90 + "a" + "\n" * 300000),
    "a long reference": lambda: page("[a]: " + "u" * 200000 + "\n\n" + "[a] " * 50000),
    "references to non-characters": lambda: page("&#xFFFE;&#xFFFF;&#x1FFFE;&#xFDD0;&#0; " * 20000),
}

SIZES = {
    "100 MB of text": lambda: page("a" * 100_000_000),
    "100 MB of lines": lambda: page("a\n" * 50_000_000),
    "100 MB of settings": lambda: ("content/facts.yml", "a" * 100_000_000),
    "100 MB of addresses": lambda: ("content/addresses.lock", "a\n" * 50_000_000),
    "100 MB of paths": lambda: ("content/trees/go.paths.txt", "a\n" * 50_000_000),
    "a 100 MB template": lambda: ("templates/page.mustache", "a" * 100_000_000),
    "a 100 MB picture": lambda: ("content/assets/a.png", "\0" * 100_000_000),
    "a 50 MB picture": lambda: ("content/assets/a.png", "\0" * 50_000_000),
    "1 MB in one line": lambda: page("钱" * 333_000),
    "1 MB in one word": lambda: page("a" * 999_000),
    "1 MB of words": lambda: page("a b " * 249_000),
    "1 MB of Han in lines": lambda: page("钱没到账\n" * 76_000),
    "1 MB of spaces": lambda: page(" " * 999_000),
    "1 MB of line breaks": lambda: page("\n" * 999_000),
    "1 MB of tabs": lambda: page("a" + "\t" * 999_000),
}

DEPTHS = {
    "100,000 quotations": lambda: page("> " * 100000),
    "100,000 items": lambda: page("- " * 100000),
    "a staircase of 900 items": lambda: page("".join("  " * x + "- a\n" for x in range(900))),
    "100,000 emphases": lambda: page("*a " * 100000 + "b" + "*" * 100000),
    "100,000 brackets": lambda: page("[" * 100000 + "](a)" * 100000),
    "100,000 footnotes in footnotes": lambda: page(
        "[^0]\n\n" + "".join(f"[^{x}]: [^{x + 1}]\n" for x in range(50000))),
    "bold in brackets": lambda: page("**（" * 60000 + "甲" + "）**" * 60000),
    "100,000 levels of YAML": lambda: head("a: " + "[" * 20000),
    "100,000 levels of YAML blocks": lambda: head("- " * 20000),
    "a deep folder": lambda: ("content/pages/" + "a/" * 100 + "b.md", "a"),
}

NUMBERS = {
    "20,000 columns": lambda: page("|" + "a|" * 20000 + "\n|" + "-|" * 20000 + "\n|" + "b|" * 20000),
    "20,001 columns, no rows": lambda: page("|" + "a|" * 20001 + "\n|" + "-|" * 20001),
    "200 columns of 2,000 rows": lambda: page("|a" * 200 + "\n" + "|-" * 200 + "\n" + "|b\n" * 20000),
    "100,000 rows": lambda: page("|a|\n|-|\n" + "|b|\n" * 100000),
    "10,000 tables": lambda: page("|a|\n|-|\n|b|\n\n" * 10000),
    "100,000 headings": lambda: page("# a\n" * 100000),
    "100,000 headings alike": lambda: page("#\n" * 100000),
    "100,000 headings, each with an id": lambda: page(
        "".join(f"# {{#a{x}}}\n" for x in range(80000))),
    "100,000 footnotes": lambda: page(
        "".join(f"[^{x}]" for x in range(40000)) + "\n\n"
        + "".join(f"[^{x}]: a\n" for x in range(40000))),
    "100,000 references to one footnote": lambda: page("[^a]" * 100000 + "\n\n[^a]: b\n"),
    "100,000 definitions alike": lambda: page("[^a]\n\n" + "[^a]: b\n" * 100000),
    "100,000 items in a list": lambda: page("- a\n" * 100000),
    "100,000 loose items": lambda: page("- a\n\n" * 100000),
    "100,000 tasks": lambda: page("- [ ] a\n" * 100000),
    "100,000 links": lambda: page("[a](b.md)" * 100000),
    "100,000 images without a file": lambda: page("![](b.png)" * 90000),
    "100,000 addresses": lambda: page("www.a.cn " * 100000),
    "100,000 attributes": lambda: page("# a {" + "a=b " * 200000 + "}\n"),
    "100,000 lines of code": lambda: page("```swift\n" + "let a = \"b\" // c\n" * 50000 + "```\n"),
    "code that nothing ends": lambda: page("```swift\n" + "/*" * 400000),
    "code of quotation marks": lambda: page("```yaml\n" + "\"'`" * 300000),
    "markup in Markdown": lambda: page("<b>a</b>" * 100000),
    "raw blocks": lambda: page("<div>\n\n" * 100000),
    "entities": lambda: page("&amp;" * 190000),
    "100,000 thematic breaks": lambda: page("***\n" * 200000),
    "strikethrough": lambda: page("~a ~~a~~ " * 100000),
    "bold that needs repair": lambda: page("**甲：**乙" * 50000),
    "bold that cannot be repaired": lambda: page("**甲：" * 50000),
    "100,000 control characters": lambda: page("\1" * 100000),
    "100,000 odd bytes": lambda: ("content/pages/hostile.md", b"\xff" * 100000),
    "a tree of 10,000 nodes": lambda: tree(10000),
    "a tree of 1,000 options": lambda: tree(30, options=1000),
    "100,000 keys in front matter": lambda: head("".join(f"k{x}: 1\n" for x in range(100000))),
    "64 kB of keys": lambda: head("".join(f"k{x}: 1\n" for x in range(6000))),
    "64 kB of keywords": lambda: head("keywords: [" + "a, " * 21000 + "]"),
    "64 kB of tags": lambda: head("tags: [" + ", ".join(f"t{x}" for x in range(8500)) + "]"),
    "64 kB of aliases": lambda: head("aliases: [" + ", ".join(f"t{x}" for x in range(8500)) + "]"),
    "1 MB of facts": lambda: (
        "content/facts.yml",
        "".join(f"k{x}: {{value: a, source: {{title: b, url: 'https://c.cn'}}}}\n"
                for x in range(15000))),
    "100,000 keys in facts": lambda: ("content/facts.yml", "".join(f"k{x}: 1\n" for x in range(90000))),
    "100,000 keys in settings": lambda: (
        "content/site.yml", "title: a\n" + "".join(f"k{x}: 1\n" for x in range(90000))),
    "1 MB of synonyms": lambda: ("content/synonyms.yml", "groups:\n" + "- [a, b]\n" * 100000),
    "spellings that double each other": lambda: (
        "content/synonyms.yml",
        "spellings:\n" + "".join(
            f"  {a}: {b}{b}\n" for a, b in zip("首" + HAN, HAN))),
    "1 MB of holidays": lambda: ("content/holidays.yml", "years:\n" + "- {year: 2026}\n" * 60000),
    "1 MB of search tests": lambda: (
        "content/search-tests.yml", "tests:\n" + "- {query: a, expect: index}\n" * 33000),
    "100,000 recorded addresses": lambda: (
        "content/addresses.lock", "".join(f"a{x}.html\n" for x in range(100000))),
}

YAML = {
    "an alias bomb": lambda: head(
        "a: &a [x, x]\n" + "".join(f"k{x}: &b{x} [*a, *a, *a, *a, *a, *a]\n" for x in range(40))),
    "a bomb of nested aliases": lambda: head(
        "a0: &a0 [x]\n"
        + "".join(f"a{x + 1}: &a{x + 1} [*a{x}, *a{x}]\n" for x in range(60))),
    "merge keys": lambda: head("a: &a {b: c}\n" + "<<: *a\n" * 10000),
    "one scalar of 64 kB": lambda: head("title: \"" + "a" * 63000 + "\""),
    "escapes": lambda: head("title: \"" + "\\x41" * 15000 + "\""),
    "quotation marks that nothing closes": lambda: head("title: \"" + "a\n\n" * 20000),
    "20,000 comments": lambda: head("# a\n" * 15000),
    "flow collections": lambda: head("a: " + "{b: [" * 15 + "]}" * 15 + "\nc: " + "[{}, " * 6000 + "]"),
    "colons": lambda: head("a: b" + ":" * 60000),
    "question marks": lambda: head("? " * 30000),
    "tags": lambda: head("a: " + "!" * 60000),
    "anchors": lambda: head("a: " + "&a " * 20000),
    "block scalars": lambda: head("a: |\n" + "  b\n" * 15000),
    "documents": lambda: head("--- a\n" * 10000),
}

TEMPLATES = {
    "100,000 tags in a template": lambda: ("templates/page.mustache", "{{title}}" * 100000),
    "100,000 sections": lambda: (
        "templates/page.mustache", "{{#title}}" * 100000 + "{{/title}}" * 100000),
    "a template that includes itself": lambda: ("templates/page.mustache", "{{> page}}"),
    "a partial that includes itself twice": lambda: (
        "templates/search-form.mustache", "{{> search-form}}{{> search-form}}"),
    "100,000 open tags": lambda: ("templates/page.mustache", "{{" * 100000),
}

CASES = CMARK | DEBIAN | SIZES | DEPTHS | NUMBERS | YAML | TEMPLATES

GUIDE = {
    "content/site.yml": "title: 指南\nbudgets: {page: 100000000}\n",
    "content/index.md": "---\ntitle: 首页\n---\n",
    "content/pages/other.md": "# 别的\n",
}


def written(folder, path, content):
    """Writes a file, and tells its path."""
    target = os.path.join(folder, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path


def written_apart(folder, case):
    """The same in a process of its own: what a child may use at its peak is told with what its
    parent used before, so the parent stays small."""
    with multiprocessing.Pool(1) as pool:
        return pool.apply(write_case, (folder, case))


def write_case(folder, case):
    return written(folder, *CASES[case]())


def measured(case):
    """Processor seconds, peak megabytes, the rule or `built`, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as errors:
        for name, text in GUIDE.items():
            written(folder, name, text)
        path = written_apart(folder, case)
        process = subprocess.Popen(
            [CLEW, "build", "--lang", "en", "--color", "never", "--site", "."],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    if status == 0:
        outcome, faults = "built", []
    else:
        # Errors behind the first two hundred findings are counted and not shown.
        codes = re.findall(r"^error: .*\[([a-z0-9-]+)\]$", text, re.MULTILINE)
        codes += re.findall(r"\[([a-z0-9-]+)\]$", text, re.MULTILINE)
        unread = re.findall(r"cannot be read: .*", text)
        outcome = (codes or unread or [f"status {status}"])[0]
        known = os.waitstatus_to_exitcode(status) in (1, 66)
        faults = [] if known and path[:60] in text else ["refused without the name of the file"]
    faults += [f"over {SECONDS} s"] if seconds > SECONDS else []
    faults += [f"over {MEGABYTES} MB"] if megabytes > MEGABYTES else []
    return seconds, megabytes, outcome, faults


def main():
    bad = 0
    print(f"{'case':<44}{'CPU s':>7}{'MB':>6}  outcome")
    for name in CASES:
        if NAMES and not any(part in name for part in NAMES):
            continue
        seconds, megabytes, outcome, faults = measured(name)
        bad += bool(faults)
        mark = "  ← " + ", ".join(faults) if faults else ""
        print(f"{name:<44}{seconds:>7.2f}{megabytes:>6.0f}  {outcome}{mark}", flush=True)
    print(f"{len(CASES)} cases, {bad} at fault" if not NAMES else f"{bad} at fault")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
