"""The program is linked with jemalloc, which nothing in its sources calls: a linker that thinks it is not
needed would leave it out, and nobody would notice but by the clock."""

import os
import subprocess

from small import CLEW


def test_jemalloc_is_the_allocator_and_takes_our_settings():
    environment = {**os.environ, "MALLOC_CONF": "stats_print:true"}
    run = subprocess.run([CLEW, "--version"], env=environment, capture_output=True, text=True, check=True)
    assert "jemalloc statistics" in run.stderr
    assert "opt.dirty_decay_ms: 200 " in run.stderr
