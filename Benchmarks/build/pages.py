"""Makes pages for benchmarks: `pages.py N FOLDER` writes a guide of N pages in Chinese with some English.

The same N and seed give the same bytes. A page has about 4 kB: front matter, headings, paragraphs,
lists, a table, code, a quotation, and links to other pages, half of them nearby. Words come in the
frequencies of natural text, so that an index has few long lists and many short ones.
"""

import pathlib
import random
import sys

HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前"
    "外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军"
)
ENGLISH = (
    "system index page search static site build cache render template parser token layout header footer link anchor query "
    "document content section article update release version branch commit merge review test thread process network socket "
    "buffer stream file folder route module library function method object value string number table record storage engine "
    "backup restore snapshot cluster latency deploy option default metric alert message queue client server proxy gateway"
).split()
PER_FOLDER = 100


def vocabulary(size):
    chance, words = random.Random(7), {}
    while len(words) < size:
        words["".join(chance.choices(HAN, k=chance.choice((2, 2, 3))))] = None
    return list(words)


HAN_WORDS = vocabulary(6_000)
HAN_WEIGHTS = [1 / (rank + 8) for rank in range(len(HAN_WORDS))]
ENGLISH_WEIGHTS = [1 / (rank + 4) for rank in range(len(ENGLISH))]
HAN_SUMS, ENGLISH_SUMS = [], []
for weights, sums in ((HAN_WEIGHTS, HAN_SUMS), (ENGLISH_WEIGHTS, ENGLISH_SUMS)):
    total = 0
    for weight in weights:
        total += weight
        sums.append(total)


class Page:
    """One page, written by a chance of its own."""

    def __init__(self, number, count, seed):
        self.chance = random.Random(f"{seed} {number}")
        self.number = number
        self.links = [self.link(count) for _ in range(8)]

    def han(self, count):
        return self.chance.choices(HAN_WORDS, cum_weights=HAN_SUMS, k=count)

    def english(self, count=1):
        return self.chance.choices(ENGLISH, cum_weights=ENGLISH_SUMS, k=count)

    def link(self, count):
        near = self.number - self.number % PER_FOLDER + self.chance.randrange(PER_FOLDER)
        target = min(near if self.chance.random() < 0.5 else self.chance.randrange(count), count - 1)
        return f"[{''.join(self.han(2))}](../{folder(target)}/p{target}.md)"

    def sentence(self, links=True):
        words = self.han(self.chance.randint(7, 16))
        kind = self.chance.random()
        if kind < 0.35:
            words[len(words) // 2] = f" {' '.join(self.english(2))} "
        elif kind < 0.45:
            words[1] = f"**{words[1]}**"
        elif kind < 0.55:
            words[2] = f" `{'_'.join(self.english(2))}` "
        if links and self.links and self.chance.random() < 0.4:
            words[-1] = self.links.pop()
        middle = len(words) // 2
        return f"{''.join(words[:middle])}，{''.join(words[middle:])}。"

    def paragraph(self, sentences):
        return "".join(self.sentence() for _ in range(sentences)) + "\n\n"

    def list(self, mark, items):
        return "".join(f"{mark} {self.sentence()}\n" for _ in range(items)) + "\n"

    def table(self):
        rows = [f"| {self.han(1)[0]} | {self.english()[0]} | {self.chance.randint(1, 999)} |" for _ in range(4)]
        return "| 名称 | name | 数 |\n| --- | --- | --: |\n" + "\n".join(rows) + "\n\n"

    def code(self):
        names = [self.english(2) for _ in range(6)]
        lines = [f"let {a} = load(\"{b}\") // {self.chance.randint(1, 99)}" for a, b in names]
        return "```swift\n" + "\n".join(lines) + "\n```\n\n"

    def text(self):
        day = f"20{10 + self.number % 16:02d}-{1 + self.number % 12:02d}-{1 + self.number % 28:02d}"
        title = f"{''.join(self.han(3))} {self.english()[0]} {self.number}"
        head = f"---\ntitle: \"{title}\"\ndescription: {''.join(self.han(8))}\ndate: {day}\n"
        parts = [head + f"tags: [{', '.join(self.english(2))}]\n---\n\n", self.paragraph(3)]
        extras = [
            lambda: self.list("-", 4), self.table, self.code, lambda: self.list("1.", 3),
            lambda: f"> {self.sentence()}\n\n",
        ]
        for place, extra in enumerate(extras):
            parts.append(f"## {''.join(self.han(3))} {place + 1}\n\n{self.paragraph(self.chance.randint(2, 4))}")
            parts.append(extra())
            if place % 2:
                parts.append(f"### {''.join(self.han(2))}\n\n{self.paragraph(2)}")
        return "".join(parts)


def folder(number):
    return f"s{number // PER_FOLDER:05d}"


def write(count, guide, seed=42):
    """Writes a guide of so many pages, and returns its folder."""
    content = pathlib.Path(guide) / "content"
    for start in range(0, count, PER_FOLDER):
        place = content / "pages" / folder(start)
        place.mkdir(parents=True, exist_ok=True)
        for number in range(start, min(start + PER_FOLDER, count)):
            (place / f"p{number}.md").write_text(Page(number, count, seed).text())
    (content / "site.yml").write_text(
        "title: 合成\nbase_url: https://example.org/\nlanguage: zh-CN\n"
    )
    (content / "index.md").write_text("---\ntitle: 首页\n---\n\n欢迎。\n")
    return pathlib.Path(guide)


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
