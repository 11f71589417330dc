"""Measures builds of this repository's guide: `make bench`.

Cold and no-change builds run in turn, so that a machine that drifts slows both. Printed are medians
of wall time, processor time and peak memory.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

CLEW = sys.argv[1]
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 11


def measured(output):
    """Wall seconds, processor seconds and peak megabytes of one build."""
    start = time.monotonic()
    process = subprocess.Popen([CLEW, "build", "--quiet", "--output", output])
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"the build failed with status {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    cold, unchanged = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            output = os.path.join(folder, "public")
            cold.append(measured(output))
            unchanged.append(measured(output))
    print(f"{'medians of ' + str(RUNS):<16}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}")
    for name, figures in (("cold", cold), ("no change", unchanged)):
        wall, cpu, peak = (statistics.median(column) for column in zip(*figures))
        print(f"{name:<16}{wall:>8.2f}{cpu:>8.2f}{peak:>9.0f}")


main()
