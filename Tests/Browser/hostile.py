"""A guide whose every field carries payloads: markup, addresses and quotes that would run a script
if any of them became more than text. A case is a payload in a field; each case is written once."""

import json
import re

RUN = "pwn()"
MARKUP = [text.replace("RUN", RUN) for text in r"""
<script>RUN</script>
</script><script>RUN</script>
</title><script>RUN</script>
</style><script>RUN</script>
</textarea><script>RUN</script>
</template><script>RUN</script>
</noscript><script>RUN</script>
</pre></code><script>RUN</script>
<scr<script>ipt>RUN</scr</script>ipt>
<img src=x onerror=RUN>
<IMG SRC=x OnErRoR=RUN>
<img/src=x/onerror=RUN>
<svg onload=RUN>
<svg><script>RUN</script></svg>
<svg><animate onbegin=RUN attributeName=x dur=1s>
<svg><a xlink:href=javascript:RUN><text x=9 y=9>x</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id=x onload=RUN>#x">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=RUN&gt;">
<iframe srcdoc='<script>parent.RUN</script>'>
<iframe src=javascript:parent.RUN>
<object data=javascript:RUN>
<embed src=javascript:RUN>
<base href=//evil.example/>
<meta http-equiv=refresh content='0;url=javascript:RUN'>
<link rel=stylesheet href=data:text/css,*{x:y}>
<form action=javascript:RUN><button>x</button></form>
<button form=x formaction=javascript:RUN>x</button>
<details open ontoggle=RUN>
<video><source onerror=RUN></video>
<input autofocus onfocus=RUN>
<body onload=RUN>
<marquee onstart=RUN>
<style>@import 'javascript:RUN'</style>
<x style=animation-name:x onanimationstart=RUN>
<a href=javascript:RUN>x</a>
" onmouseover="RUN" x="
' onfocus='RUN' autofocus x='
"><img src=x onerror=RUN>
'><img src=x onerror=RUN>
`><img src=x onerror=RUN>
x onload=RUN
]]><img src=x onerror=RUN>
<![CDATA[<img src=x onerror=RUN>]]>
<!--><img src=x onerror=RUN>-->
--!><img src=x onerror=RUN>
--><script>RUN</script>
<?xml ?><img src=x onerror=RUN>
{{{RUN}}}
{{#w}}<script>RUN</script>{{/w}}
{{> sprite}}<script>RUN</script>
${RUN}
{{constructor.constructor('RUN')()}}
<%= RUN %>
#{RUN}
\u003cimg src=x onerror=RUN\u003e
&lt;img src=x onerror=RUN&gt;
&#60;img src=x onerror=RUN&#62;
%3Cimg src=x onerror=RUN%3E
＜img src=x onerror=RUN＞
");RUN;//
';RUN;//
""".strip().split("\n")]

ADDRESSES = [text.replace("RUN", RUN) for text in [
    "javascript:RUN", "JaVaScRiPt:RUN", " javascript:RUN", "java\tscript:RUN",
    "&#106;avascript:RUN", "&#x6A;avascript:RUN", "&#0000106avascript:RUN",
    "javascript&colon;RUN", "java&Tab;script:RUN", "java&NewLine;script:RUN",
    "&#1;javascript:RUN", "javascript&#58;RUN", "\\javascript:RUN", "javascript\\:RUN",
    "javascript://%0aRUN", "javascript://a.cn/%0aRUN", "javascript:%70wn()",
    "javas%63ript:RUN", "java%0ascript:RUN", "%6aavascript:RUN", "javascript%3aRUN",
    "\u00a0javascript:RUN", "\u200bjavascript:RUN", "ｊavascript:RUN", "javascript：RUN",
    "data:text/html,<script>RUN</script>", "DATA:text/html,x", "data:,x", " data:text/html,x",
    "data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=RUN>", "da&Tab;ta:text/html,x", "vbscript:RUN",
    "VbScRiPt:RUN", "vb&NewLine;script:RUN", "livescript:RUN", "mocha:RUN", "file:///etc/passwd",
    "blob:https://a.cn/x", "filesystem:https://a.cn/x", "view-source:javascript:RUN",
    "feed:javascript:RUN", "jar:javascript:RUN!/", "about:blank", "intent://x#Intent;end",
    "x-y:RUN", "javascript", "http://a.cn/\" onmouseover=\"RUN", "https://a.cn/'><script>RUN",
    "https://a.cn/\"><script>RUN</script>", "mailto:a@b.cn\" onclick=\"RUN",
    "tel:1\"><svg onload=RUN>",
]]  # yapf: disable

# What an entry holds once: several payloads stand in one value, so there are several entries.
GROUP = 16
GROUPS = [(MARKUP + ADDRESSES)[at:at + GROUP]
          for at in range(0, len(MARKUP + ADDRESSES), GROUP)]  # yapf: disable


def is_text(payload):
    """Whether YAML takes it: control characters are refused there, which is a case of its own."""
    return not re.search(r"[\x00-\x1f]", payload)


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def escaped(text):
    """As Markdown shows it letter by letter."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text.replace("\t", " "))


class HostileGuide:
    """The files of the guide by path, and its cases."""

    def __init__(self):
        self.files, self.cases = {}, set()
        self._settings()
        for number, group in enumerate(GROUPS):
            self._entries(number, [it for it in group if is_text(it)])
            self._page(number, group)
            self._tree(number, group)
            self._checklist(number, group)
        self._names()
        self._put("assets/x.png", "")

    def write(self, folder):
        for path, text in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        for file in folder.glob("content/pages/*"):
            if str(file.relative_to(folder)) not in self.files:
                file.unlink()

    def drop(self, path, line):
        """Empties a line that a rule refuses; without a line it is the file's name."""
        if line is None:
            del self.files[path]
            return
        lines = self.files[path].split("\n")
        lines[line - 1] = ""
        self.files[path] = "\n".join(lines)

    def _put(self, path, *lines):
        self.files["content/" + path] = "\n".join(lines) + "\n"

    def _all(self, field, payloads):
        self.cases |= {(field, payload) for payload in payloads}
        return payloads

    def _texts(self, field, payloads):
        """A list in YAML, each item on a line of its own."""
        return f"{field.split('.')[-1]}:\n" + "\n".join(
            "  - " + quoted(it) for it in self._all(field, payloads)
        )

    def _text(self, field, payloads):
        return f"{field.split('.')[-1]}: {quoted(' '.join(self._all(field, payloads)))}"

    def _settings(self):
        texts = [it for it in MARKUP if is_text(it)]
        value = lambda field: quoted(" ".join(self._all(field, texts)))
        self._put(
            "site.yml", f"title: {value('site.title')}",
            f"description: {value('site.description')}", "base_url: https://a.cn/",
            "budgets: {page: 10000000, scripts: 100000}", "nav:",
            *(f"  - {{title: {quoted(it)}, file: causes/}}" for it in self._all("nav", texts)),
        )  # yapf: disable
        self._put("index.md", "---", self._text("home.title", texts),
                  self._text("home.summary", texts), "start: t0", "---", "")  # yapf: disable
        groups = [f"  - [{quoted(it)}, {quoted('甲' + it)}]" for it in self._all("groups", texts)]
        spelled = self._all("spellings", texts)
        spellings = [f"  {quoted('乙' + it)}: {quoted(it)}" for it in spelled]
        self._put("synonyms.yml", "groups:", *groups, "spellings:", *spellings)
        facts = []
        for number, payload in enumerate(self._all("fact", texts)):
            it = quoted(payload)
            facts += [f"f{number}:", f"  value: {it}", f"  what: {it}", f"  note: {it}",
                      f"  source: {{title: {it}, url: 'https://a.cn/'}}"]  # yapf: disable
        for field in ("fact.what", "fact.note", "fact.source"):
            self._all(field, texts)
        self._put("facts.yml", *facts)

    def _entries(self, number, group):
        """Causes, solutions, prevention entries and terms: every field of their front matter."""
        n = number
        entries = {
            "causes": ("c", [f"solutions: [s{n}]", f"prevention: [v{n}]"],
                       ["fixed_by", "expected_time", "say"], ["symptoms", "evidence"]),
            "solutions": ("s", [f"prevention: [v{n}]"], ["who", "takes"], ["evidence"]),
            "prevention": ("v", [], ["how_often"], []),
            "glossary": ("g", [], [], ["synonyms", "misspellings"]),
        }  # yapf: disable
        for folder, (letter, fixed, texts, lists) in entries.items():
            aliases = [f"{it}/" for it in self._all("aliases", group if letter == "c" else [])]
            sources = [f"  - {{title: {quoted(it)}, url: {quoted(it)}}}"
                       for it in self._all(folder + ".sources", group)]  # yapf: disable
            tags = self._all(folder + ".tags", group)
            self._put(
                f"{folder}/{letter}{n}.md", "---",
                *(self._text(f"{folder}.{it}", group)
                  for it in ["title", "summary", "lang", *texts]),
                *(self._texts(f"{folder}.{it}", group) for it in ["keywords", *lists]),
                *(["aliases:"] if aliases else []), *("  - " + quoted(it) for it in aliases),
                "sources:", *sources, *fixed,
                "tags:", *("  - " + quoted(" ".join(tags[at:at + 4]))
                           for at in range(0, len(tags), 4)),
                "---", *self._all(folder + ".body", group),
            )  # yapf: disable

    def _body(self, group):
        """Payloads as text, escaped and not, and in every construct of Markdown, a line each."""
        forms = {
            "raw": "{p}", "shown": "{e}", "code": "`` {p} ``", "emphasis": "*{e}* **{e}** ~~{e}~~",
            "heading": "## {e}", "quote": "> [!NOTE] {e}", "item": "- {p}",
            "attributes": '## 题 {{.{c} data="{q}" onclick="{q}" style="{q}"}}',
            "link-text": "[{e}](https://a.cn/)", "link-title": '[题](https://a.cn/ "{e}")',
            "link": "[址](<{p}>)", "bare-link": "[址]({p})", "autolink": "<{p}>",
            "image-alt": "![{e}](../assets/x.png)", "image": "![图](<{p}>)",
            "image-title": '![图](../assets/x.png "{e}")', "reference": "[用][{e}]",
            "fence": "~~~{p}", "html-block": "<div>{p}</div>",
        }  # yapf: disable
        for name, form in forms.items():
            for payload in self._all("body." + name, group):
                values = {"p": payload, "e": escaped(payload),
                          "q": escaped(payload.replace('"', "'")),
                          "c": re.sub(r"\W", "-", payload)}  # yapf: disable
                yield from ("", form.format(**values), *(["~~~"] if name == "fence" else []), "")
        for place, payload in enumerate(self._all("body.definition", group)):
            definition = f'[d{place}]: <{payload}> "{escaped(payload)}"'
            yield from ("", f"[看][d{place}]", "", definition, "")
        cells = [escaped(it) for it in self._all("body.table", group)]
        yield from ("", *(f"| {it} |\n|---|\n| {it} |\n" for it in cells))
        for place, payload in enumerate(self._all("body.footnote", group)):
            yield from ("", f"注[^{place}]", "", f"[^{place}]: {payload}")

    def _page(self, number, group):
        facts = [f"[{escaped(it)}][fact:f{MARKUP.index(it)}]"
                 for it in group if it in MARKUP]  # yapf: disable
        self._put(f"pages/p{number}.md", "# " + escaped(" ".join(self._all("page.h1", group))), "",
                  *self._body(group), "", *facts)  # yapf: disable

    def _tree(self, number, group):
        texts = [it for it in group if is_text(it)]
        label = " ".join(escaped(it) for it in self._all("tree.label", group))
        options = [f"- [{escaped(it)}](#o)" for it in self._all("tree.option", group)]
        # A brace would begin other attributes.
        waits = self._all("tree.recheck", [it for it in group if not set("{}") & set(it)])
        recheck = escaped(" ".join(waits).replace('"', "'"))
        scenarios = [f"  - {{name: {quoted(it)}, answers: {{q: 不确定}}, outcome: o}}"
                     for it in self._all("tree.scenario", texts)]  # yapf: disable
        self._put(
            f"trees/t{number}.md", "---", self._text("tree.title", texts),
            self._text("tree.summary", texts), self._texts("tree.keywords", texts), "start: q",
            "scenarios:", *scenarios, "---", "",
            f"## {label}？ {{#q}}", "", *options, "- [不确定](#o)", "- [等一等](#w)", "",
            f"## {label} {{#w .wait recheck=\"{recheck}\" workdays=1}}", "",
            "- [好了](#o)", "- [再来](#q)", "",
            f"## {label} {{#o .outcome urgency=now}}", "", f"[因](../causes/c{number}.md)", "",
            *(f"\n{it}\n" for it in self._all("tree.body", group)),
        )  # yapf: disable

    def _checklist(self, number, group):
        texts = [it for it in group if is_text(it)]
        items = []
        for payload in self._all("checklist.item", group):
            items += [f"- [ ] {escaped(payload)}", "", f"  为什么：{escaped(payload)}", ""]
        names = self._all("checklist.field", group)
        items += [f"- [ ] {escaped(name)}：\\_\\_\\_\\_\n" for name in names]
        message = [f"```message {' '.join(self._all('message.title', group))}".replace("`>", ">"),
                   *self._all("message.text", group), "```"]  # yapf: disable
        slots = [f"\n```message\n{{{name}}}\n```\n" for name in self._all("message.slot", group)]
        self._put(f"checklists/l{number}.md", "---", self._text("checklist.title", texts),
                  self._text("checklist.summary", texts), "---", "", "## 组", "",
                  *items, "", *message, *slots)  # yapf: disable

    def _names(self):
        """Files of pages and assets, whose names are free; a slash would part folders."""
        for payload in MARKUP[::3]:
            name = payload.replace("/", "∕").replace("\\", "∖")
            self.cases.add(("page.name", payload))
            self._put(f"pages/{name}.md", "# 名", "", "## 一", "", "字", "", "## 二", "", "字")
