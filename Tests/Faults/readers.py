"""Reads the output while it is published again and again: `make faults`.

Some readers ask for paths, as a web server does: each file must be whole and there. Others open the
folder and read through it, as a copy does: all that they read must be of one version.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

from small import Guide, digest

# How many files a reader reads through one opened folder.
AT_ONCE = 20


class Reading:
    """Readers at work, and what they found wrong."""

    def __init__(self, folder, pages, readers=4):
        self.guide = Guide(folder, pages)
        clean = [self.guide.clean_build(n, self.guide.folder / f"clean-{n}") for n in (0, 1)]
        self.clean = clean
        self.common = sorted(path for path in clean[0] if path in clean[1])
        self.guide.build()
        self.reads, self.faults, self.isOver = [0] * readers, [], False

    def during(self, publishes, reads):
        """Publishes so many times, and goes on until so many files were read."""
        readers = [
            threading.Thread(target=self._read, args=(number,))
            for number in range(len(self.reads))
        ]
        for reader in readers:
            reader.start()
        published = 0
        while published < publishes or sum(self.reads) < reads:
            self.guide.write(published % 2)
            self.guide.build()
            published += 1
            # A reader who has opened a folder may take its time until the publish after next.
            time.sleep(0.2)
        self.isOver = True
        for reader in readers:
            reader.join()
        return published

    def _read(self, number):
        choice = random.Random(number)
        while not self.isOver:
            if number % 2:
                self._by_path(choice.choice(self.common))
                self.reads[number] += 1
            else:
                self._through_folder(choice)
                self.reads[number] += AT_ONCE

    def _by_path(self, path):
        try:
            data = (self.guide.output / path).read_bytes()
        except OSError as error:
            return self.faults.append(f"{path}: {error}")
        if digest(data) not in {clean[path] for clean in self.clean}:
            self.faults.append(f"{path}: torn")

    def _through_folder(self, choice):
        folder = os.open(self.guide.output, os.O_RDONLY | os.O_DIRECTORY)
        try:
            names = choice.sample(self.common, AT_ONCE)
            found = {}
            for name in names:
                with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
                    found[name] = digest(file.read())
        except OSError as error:
            return self.faults.append(f"through the folder: {error}")
        finally:
            os.close(folder)
        if not any(all(clean[it] == found[it] for it in names) for clean in self.clean):
            self.faults.append(f"through the folder: mixed or torn: {names}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reads", type=int, default=50_000)
    parser.add_argument("--publishes", type=int, default=20)
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clew-readers-") as folder:
        reading = Reading(folder, options.pages)
        published = reading.during(options.publishes, options.reads)
    print(*reading.faults[:20], sep="\n", end="\n" if reading.faults else "")
    print(f"{sum(reading.reads)} reads, {published} publishes, {len(reading.faults)} torn or missing")
    sys.exit(1 if reading.faults else 0)


if __name__ == "__main__":
    main()
