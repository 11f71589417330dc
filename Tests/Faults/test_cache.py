"""What a build leaves for the next one: whatever becomes of it, the next output is the one of a build
from nothing."""

import os
import random
import shutil
import subprocess

import pytest

from small import Guide, digests


@pytest.fixture
def guide(tmp_path):
    guide = Guide(tmp_path / "guide", 12)
    guide.folder.mkdir()
    guide.write(0)
    guide.build()
    return guide


def cache(guide):
    return guide.folder / ".clew/cache"


def edit(guide, number):
    page = guide.folder / f"content/pages/p{number % 12}.md"
    page.write_text(page.read_text() + f"\n第 {number} 次改动。\n")


def is_as_from_nothing(guide, tmp_path, number):
    clean = tmp_path / f"clean-{number}"
    guide.build("--no-cache", "--output", str(clean))
    return digests(guide.output) == digests(clean)


def damage(file, chance):
    """Makes something of a file that a disk, a power cut or a person may make of it."""
    data = bytearray(file.read_bytes())
    kind = chance.randrange(6)
    if kind == 0 and data:
        del data[chance.randrange(len(data)) :]
    elif kind == 1 and data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 2:
        start = chance.randrange(len(data) + 1)
        data[start : start + 4096] = bytes(min(4096, len(data) - start))
    elif kind == 3:
        data += bytes(chance.randrange(256) for _ in range(100))
    file.unlink()
    if kind == 4:
        file.mkdir()
    elif kind != 5:
        file.write_bytes(data)


def test_a_damaged_cache_costs_time_only(guide, tmp_path):
    chance = random.Random(8)
    for number in range(30):
        files = sorted(file for file in cache(guide).glob("[!.]*") if file.name != "lock")
        damage(chance.choice(files), chance)
        edit(guide, number)
        guide.build()
        assert is_as_from_nothing(guide, tmp_path, number), number
        shutil.rmtree(tmp_path / f"clean-{number}")
        for file in cache(guide).iterdir():
            if file.is_dir():
                file.rmdir()


def test_a_build_killed_while_it_keeps_values_harms_none(guide, tmp_path):
    for number in range(6):
        edit(guide, number)
        process = subprocess.Popen(guide.command("build"), stderr=subprocess.DEVNULL)
        try:
            process.wait(0.05 * number)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        guide.build()
        assert is_as_from_nothing(guide, tmp_path, number), number


def test_a_cache_that_cannot_be_written_is_done_without(guide, tmp_path):
    shutil.rmtree(guide.folder / ".clew")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    os.symlink(elsewhere, guide.folder / ".clew")
    edit(guide, 1)
    guide.build()
    assert is_as_from_nothing(guide, tmp_path, 1)
    assert list(elsewhere.iterdir()) == []


def test_no_cache_neither_reads_nor_writes_one(guide):
    before = digests(cache(guide))
    edit(guide, 1)
    guide.build("--no-cache")
    assert digests(cache(guide)) == before
    shutil.rmtree(guide.folder / ".clew")
    edit(guide, 2)
    guide.build("--no-cache")
    assert not (guide.folder / ".clew").exists()


def test_a_small_disk_is_left_to_the_site(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a disk")
    guide = Guide(disk, 12)
    try:
        guide.write(0)
        for number in range(3):
            edit(guide, number)
            guide.build()
            assert is_as_from_nothing(guide, tmp_path, number)
        assert {file.name for file in cache(guide).iterdir()} == {".gitignore", "lock"}
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
