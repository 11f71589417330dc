"""The same bytes wherever, whenever and by whomever a guide is built."""

import subprocess
import sys

from conftest import CLEW
from guide import ROOT

sys.path.insert(0, str(ROOT / "Benchmarks"))

from environments import ENVIRONMENTS, differences  # noqa: E402


def test_sixteen_environments_give_the_same_bytes(tmp_path):
    """A guide with an entry of every kind; a second build touches no file."""
    guide = tmp_path / "guide"
    subprocess.run([CLEW, "init", str(guide)], check=True, capture_output=True)
    assert len(ENVIRONMENTS) == 16
    assert differences(CLEW, guide) == {}
