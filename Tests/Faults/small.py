"""A small guide in as many versions as one likes, and what builds of it leave on the disk."""

import hashlib
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLEW = os.environ.get("CLEW", str(ROOT / ".build/debug/clew"))
MANIFEST = "clew-manifest.json"
# What the work folder of an output holds while no build is at work.
AT_REST = {"lock", "previous", "earlier", "record", "spare"}


class Guide:
    """Pages that all say their version and show a picture and a style sheet of that version.

    One page is only in the versions whose number is even, another only in the odd ones."""

    def __init__(self, folder, pages):
        self.folder, self.pages = pathlib.Path(folder), pages
        self.output = self.folder / "public"
        self.work = self.folder / ".public.clew"

    def write(self, version):
        """Makes the content that of a version."""
        for name in ("content", "templates"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        text = f"版本 v{version}。\n\n![图](../assets/picture.svg)\n"
        self._file("content/site.yml", "title: 指南\nbase_url: https://a.cn/\nlanguage: zh-CN\n")
        self._file("content/index.md", f"---\ntitle: 首页\n---\n版本 v{version}。\n")
        for page in [f"p{number}" for number in range(self.pages)] + [f"only-{version % 2}"]:
            self._file(f"content/pages/{page}.md", f"---\ntitle: {page}\n---\n{text}")
        picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>'
        self._file("content/assets/picture.svg", f"{picture}v{version}</title></svg>\n")
        style = (ROOT / "templates/assets/style.css").read_text()
        self._file("templates/assets/style.css", f"{style}\n.v{version} {{ color: red }}\n")

    def _file(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def command(self, command, *options):
        return [CLEW, command, "--quiet", "--lang", "en", "--site", str(self.folder), *options]

    def run(self, command, *options, **how):
        return subprocess.run(
            self.command(command, *options), capture_output=True, text=True, **how
        )

    def build(self, *options):
        """A build that must succeed."""
        run = self.run("build", *options)
        assert run.returncode == 0, run.stderr
        return run

    def clean_build(self, version, output):
        """What a version looks like where nothing was before."""
        self.write(version)
        self.build("--no-cache", "--output", str(output))
        return digests(output)

    def verifies(self):
        command = [CLEW, "verify", "--quiet", "--lang", "en", str(self.output)]
        return subprocess.run(command, capture_output=True, text=True)


def digest(data):
    return hashlib.sha256(data).hexdigest()


def digests(folder):
    """Every file of a folder by its path, as a hash of its bytes; None where there is no folder."""
    folder = pathlib.Path(folder)
    if not folder.exists():
        return None
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): digest(file.read_bytes()) for file in files}
