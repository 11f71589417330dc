"""Kills builds at random moments: `make faults`.

A small guide is built again and again, in two versions in turn, and most builds are killed with
signal 9: half of them at any moment of their run, half of them while they publish, which is looked
for in the work folder. After each, the output must be one complete version, `clew verify` must
agree, the next build must put the right version in place and leave nothing behind, and a rollback
must bring back what was there before it.
"""

import argparse
import collections
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from small import AT_REST, Guide, digests


class Campaign:
    """Kills builds of one guide and counts what they leave."""

    def __init__(self, folder, pages, seed):
        self.random = random.Random(seed)
        self.guide = Guide(folder, pages)
        clean = [self.guide.clean_build(n, self.guide.folder / f"clean-{n}") for n in (0, 1)]
        self.clean = {0: clean[0], 1: clean[1]}
        self.moments = collections.Counter()
        self.faults = []
        self.length = self._length()

    def _length(self):
        """How long a build takes that has everything to publish."""
        times = []
        for version in (0, 1, 0, 1):
            self.guide.write(version)
            start = time.monotonic()
            self.guide.build()
            times.append(time.monotonic() - start)
        return sorted(times)[len(times) // 2]

    def version(self):
        """The version that the output is, "none", or what is wrong with it."""
        live = digests(self.guide.output)
        if live is None:
            return "none"
        for version, files in self.clean.items():
            if live == files:
                return version
        if all(live.get(path) in {it.get(path) for it in self.clean.values()} for path in live):
            return "mixed or incomplete"
        return "torn"

    def kill(self, number):
        """One killed build, and what follows it."""
        if number % 25 == 24:
            self._remove()
        before = self.version()
        target = 1 if before == 0 else 0
        self.guide.write(target)
        moment = self._killed(number)
        self.moments[moment] += 1
        after = self.version()
        self._expect(after in (before, target), number, f"{moment}: the output is {after}")
        if after != "none":
            verified = self.guide.verifies()
            self._expect(verified.returncode == 0, number, f"{moment}: {verified.stdout}")
        self._heal(number, moment, after)

    def _remove(self):
        """Everything goes, so that the next build is the first."""
        for folder in (self.guide.output, self.guide.work):
            shutil.rmtree(folder, ignore_errors=True)

    def _killed(self, number):
        """Starts a build, kills it, and tells how far it came."""
        process = subprocess.Popen(self.guide.command("build"), stderr=subprocess.DEVNULL)
        if number % 2:
            time.sleep(self.random.uniform(0, self.length * 1.1))
        else:
            self._wait_for_publishing(process)
            time.sleep(self.random.expovariate(1 / 0.02))
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            return "after its end"
        names = set(os.listdir(self.guide.work)) if self.guide.work.exists() else set()
        if "next" in names:
            return "while it wrote the new version"
        if names - AT_REST:
            return "around the exchange"
        return "before or after publishing"

    def _wait_for_publishing(self, process):
        """Until the new version is being written, or, every other time, is ready."""
        signs = ("next", "ready-") if self.random.random() < 0.5 else ("ready-",)
        while process.poll() is None:
            try:
                names = os.listdir(self.guide.work)
            except FileNotFoundError:
                names = []
            if any(name.startswith(signs) for name in names):
                return
            time.sleep(0.0002)

    def _heal(self, number, moment, live):
        """The next build and a rollback."""
        target = 1 if live == 0 else 0
        self.guide.write(target)
        run = self.guide.run("build")
        self._expect(run.returncode == 0, number, f"{moment}: not healed: {run.stderr}")
        self._expect(self.version() == target, number, f"{moment}: healed to {self.version()}")
        names = set(os.listdir(self.guide.work))
        self._expect(names <= AT_REST, number, f"{moment}: left behind: {names - AT_REST}")
        if live == "none":
            return
        run = self.guide.run("rollback")
        self._expect(run.returncode == 0, number, f"{moment}: no rollback: {run.stderr}")
        self._expect(self.version() == live, number, f"{moment}: rolled back to {self.version()}")

    def _expect(self, is_so, number, fault):
        if not is_so:
            self.faults.append(f"kill {number}, {fault}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clew-kills-") as folder:
        campaign = Campaign(folder, options.pages, options.seed)
        try:
            for number in range(options.kills):
                campaign.kill(number)
        except KeyboardInterrupt:
            print("ended early")
    for moment, count in sorted(campaign.moments.items()):
        print(f"{count:6} killed {moment}")
    print(*campaign.faults, sep="\n", end="\n" if campaign.faults else "")
    print(f"{campaign.moments.total()} kills, {len(campaign.faults)} faults")
    sys.exit(1 if campaign.faults else 0)


if __name__ == "__main__":
    main()
