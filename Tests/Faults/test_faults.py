"""What goes wrong while a site is published: whoever looks sees one complete version, the build says
what is wrong, and the next one heals. `make faults` does the first two at length."""

import fcntl
import os
import resource
import shutil
import signal
import subprocess
import time

import pytest

from kills import Campaign
from readers import Reading
from small import AT_REST, Guide, digests


@pytest.fixture
def guide(tmp_path):
    """A guide whose version 0 is published, and what its versions look like."""
    guide = Guide(tmp_path / "guide", 12)
    guide.folder.mkdir()
    guide.clean = [guide.clean_build(number, tmp_path / f"clean-{number}") for number in (0, 1)]
    guide.write(0)
    guide.build()
    guide.write(1)
    return guide


@pytest.fixture
def small_disk(tmp_path):
    """A guide on a disk of its own that holds two versions and little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a disk")
    guide = Guide(folder, 12)
    guide.clean = [guide.clean_build(number, tmp_path / f"clean-{number}") for number in (0, 1)]
    guide.write(0)
    guide.build()
    yield guide
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def is_version(guide, number):
    """Whether the output is a version in every byte, and the program says so too."""
    return digests(guide.output) == guide.clean[number] and guide.verifies().returncode == 0


def heals(guide, number=1):
    guide.write(number)
    guide.build()
    assert is_version(guide, number)
    assert set(os.listdir(guide.work)) <= AT_REST


def test_killed_builds_leave_a_complete_version(tmp_path):
    campaign = Campaign(tmp_path, pages=12, seed=os.getpid())
    for number in range(4):
        campaign.kill(number)
    assert campaign.faults == []


def test_readers_see_one_version(tmp_path):
    reading = Reading(tmp_path, pages=25)
    reading.during(publishes=3, reads=2_000)
    assert reading.faults == []


def test_a_full_disk_is_said_so_and_loses_nothing(small_disk):
    filler = small_disk.folder / "filler"
    free = os.statvfs(small_disk.folder)
    free = free.f_bavail * free.f_frsize
    small_disk.write(1)
    for left in [0, 8_192, 65_536, 131_072]:
        filler.write_bytes(bytes(max(0, free - left)))
        run = small_disk.run("build")
        filler.unlink()
        assert run.returncode == 73, left
        assert "No space left on device. Free some space and build again." in run.stderr
        assert is_version(small_disk, 0)
        assert set(os.listdir(small_disk.work)) <= AT_REST
    heals(small_disk)


def test_a_write_that_is_refused_in_the_middle_loses_nothing(guide):
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    run = guide.run("build", preexec_fn=limited)
    assert run.returncode == 73 and "File too large" in run.stderr
    assert is_version(guide, 0)
    heals(guide)


def test_an_output_that_cannot_be_written_is_said_so(small_disk):
    small_disk.write(1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.folder)], check=True)
    run = small_disk.run("build")
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk.folder)], check=True)
    assert run.returncode == 73
    assert "Read-only file system. Name an output that can be written." in run.stderr
    assert is_version(small_disk, 0)
    heals(small_disk)


@pytest.mark.parametrize(
    "name, part", [("public", 0.9), (".public.clew", 0.6), (".public.clew", 0.9), ("content", 0.4)]
)
def test_a_folder_that_vanishes_during_the_build_breaks_nothing(guide, name, part):
    start = time.monotonic()
    guide.run("build", "--output", "elsewhere")
    length = time.monotonic() - start
    process = subprocess.Popen(guide.command("build"), stderr=subprocess.PIPE, text=True)
    time.sleep(length * part)
    shutil.rmtree(guide.folder / name, ignore_errors=True)
    message = process.communicate(timeout=60)[1]
    # Removing may itself have come in the middle of the exchange: then it took a part of it.
    assert process.returncode in (0, 1, 66, 73), message
    assert process.returncode == 0 or message.strip(), "no word of why"
    if name != "public" and guide.output.exists():
        assert is_version(guide, 0) or is_version(guide, 1)
    shutil.rmtree(guide.output, ignore_errors=True)
    heals(guide)


def test_a_second_build_at_the_same_time_is_refused(guide):
    with open(guide.work / "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = guide.run("build")
    assert run.returncode == 73
    assert "Another build is publishing to this folder and holds" in run.stderr
    assert is_version(guide, 0)
    heals(guide)


def test_of_many_builds_at_once_each_publishes_or_is_refused(guide):
    builds = [
        subprocess.Popen(guide.command("build"), stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for build in builds:
        message = build.communicate(timeout=120)[1]
        refusals = ("Another build is publishing", "was changed while the build was")
        assert build.returncode == 0 or any(it in message for it in refusals), message
    assert 0 in [build.returncode for build in builds]
    assert is_version(guide, 1)
    heals(guide)


def test_the_clock_may_go_backwards(guide):
    """Everything on the disk is ten years younger than the clock says, and then older."""
    for version, years in [(1, 10), (0, -40), (1, 0)]:
        guide.write(version)
        moment = time.time() + years * 365 * 86_400
        for folder, _, files in os.walk(guide.folder):
            for name in ["."] + files:
                os.utime(os.path.join(folder, name), (moment, moment))
        guide.build()
        assert is_version(guide, version)
    before = {file: file.stat() for file in guide.output.rglob("*")}
    guide.build()
    assert {file: file.stat() for file in guide.output.rglob("*")} == before


def test_deleted_renamed_and_drafted_pages_disappear(guide, tmp_path):
    guide.build()
    pages = guide.folder / "content/pages"
    (pages / "p0.md").unlink()
    (pages / "p1.md").rename(pages / "renamed.md")
    drafted = (pages / "p2.md").read_text().replace("title: p2", "title: p2\ndraft: true")
    (pages / "p2.md").write_text(drafted)
    guide.build()
    live = digests(guide.output)
    for gone in ["p0", "p1", "p2"]:
        assert not [path for path in live if path.startswith(f"pages/{gone}.")]
    assert "pages/renamed.html" in live
    for file in guide.output.rglob("*.html"):
        assert not {"p0.html", "p2.html"} & set(file.read_text().replace('"', "/").split("/")), file
    guide.build("--output", str(tmp_path / "clean"))
    assert live == digests(tmp_path / "clean")
