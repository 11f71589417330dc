"""Builds a guide in sixteen environments: `make bench-environments`.

The first build is the measure; every other one must leave the same bytes under the same names. A
build without a change must leave every file of the output as it is, with its inode and its times.

    python3 Benchmarks/environments.py .build/release/clew [GUIDE]
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TIME = "1767225600"


class Environment:
    """How a build differs from the first one."""

    def __init__(self, name, folder="guide", arguments=(), prefix=(), umask=0o022, copy=None, **env):
        self.name = name
        self.folder = folder
        self.arguments = list(arguments)
        self.prefix = list(prefix)
        self.umask = umask
        self.copy = copy or copied
        self.env = env


def copied(guide, target):
    """The files as they are."""
    for part in ("content", "templates"):
        if (guide / part).is_dir():
            shutil.copytree(guide / part, target / part)


def in_another_order(guide, target):
    """The same files, made in another order: so a folder lists them in another one."""
    files = sorted(path for part in ("content", "templates") for path in (guide / part).rglob("*"))
    random.Random(1).shuffle(files)
    for path in files:
        if path.is_file():
            copy = target / path.relative_to(guide)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def with_other_times(guide, target):
    """The same files, from another century."""
    copied(guide, target)
    for number, path in enumerate(sorted(target.rglob("*"))):
        os.utime(path, (86_400 * number, 86_400 * number))


def read_only(guide, target):
    """The same files, which may only be read."""
    copied(guide, target)
    for path in target.rglob("*"):
        if path.is_file():
            path.chmod(0o444)


def nobody(guide, target):
    """The same files, which belong to somebody else."""
    copied(guide, target)
    for path in [target, *target.rglob("*")]:
        os.chown(path, 65534, 65534)
    for path in target.parents:
        if path.is_relative_to(tempfile.gettempdir()) and str(path) != tempfile.gettempdir():
            path.chmod(0o755)


IS_ROOT = os.geteuid() == 0

ENVIRONMENTS = [
    Environment("the first"),
    Environment("a folder with blanks and Han", folder="指南 的/文件夹"),
    Environment("a deep folder", folder="/".join(["a"] * 30)),
    Environment(
        "another user",
        prefix=["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if IS_ROOT else [],
        copy=nobody if IS_ROOT else None),
    Environment("umask 077", umask=0o077),
    Environment("umask 000", umask=0o000),
    Environment("a zone east of all", TZ="Pacific/Kiritimati"),
    Environment("a zone west of all", TZ="Etc/GMT+12", LC_ALL="C"),
    Environment("a Turkish locale", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8"),
    Environment("one thread", arguments=["--jobs", "1"]),
    Environment("eight threads", arguments=["--jobs", "8"]),
    Environment("one processor", prefix=["taskset", "1"]),
    Environment("files in another order", copy=in_another_order),
    Environment("other file times", copy=with_other_times),
    Environment("a fixed hash seed, read-only files", copy=read_only,
                SWIFT_DETERMINISTIC_HASHING="1"),
    Environment("another day, no home", SOURCE_DATE_EPOCH="1893456000", HOME="/nonexistent"),
]


def built(clew, guide, environment, root):
    """The output of a build: bytes by name. Fails where a second build touches anything."""
    folder = pathlib.Path(root) / environment.folder
    folder.mkdir(parents=True)
    environment.copy(guide, folder)
    variables = {"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8",
                 "SOURCE_DATE_EPOCH": TIME}
    command = [*environment.prefix, str(clew), "build", "--quiet", *environment.arguments]

    def run():
        result = subprocess.run(
            command, cwd=folder, env=variables | environment.env, capture_output=True, text=True,
            umask=environment.umask)
        if result.returncode != 0:
            raise SystemExit(f"{environment.name}: {result.stderr[-2000:]}")

    run()
    before = touched(folder / "public")
    run()
    if touched(folder / "public") != before:
        raise SystemExit(f"{environment.name}: a build without a change touched the output")
    return {
        str(path.relative_to(folder / "public")): path.read_bytes()
        for path in sorted((folder / "public").rglob("*")) if path.is_file()
    }


def touched(folder):
    """What shows that a file was written: its inode and its times."""
    status = {path: path.stat() for path in [folder, *folder.rglob("*")]}
    return {path: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path, s in status.items()}


def differences(clew, guide, environments=ENVIRONMENTS, report=lambda text: None):
    """The files that differ from those of the first environment, by environment."""
    first, found = None, {}
    for environment in environments:
        with tempfile.TemporaryDirectory() as root:
            output = built(clew, pathlib.Path(guide), environment, root)
        first = first or output
        names = sorted(
            name for name in first.keys() | output.keys() if first.get(name) != output.get(name))
        if names:
            found[environment.name] = names
        report(f"{environment.name:<36}{len(output):>6} files  {'DIFFERS' if names else 'the same'}")
    return found


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parents[1]
    found = differences(
        pathlib.Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else here,
        report=lambda text: print(text, flush=True))
    for name, files in found.items():
        print(f"{name}: {', '.join(files[:5])}")
    sys.exit(1 if found else 0)
