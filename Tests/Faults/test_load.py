"""Publishing under load behind a real nginx, briefly: `make load` does it at length."""

import os
import pathlib
import tempfile

from load import Load


def test_no_answer_fails_or_mixes_versions_while_the_site_is_published():
    # Not below a folder that only this user may enter: nginx reads as a user of its own.
    with tempfile.TemporaryDirectory(prefix="clew-load-") as folder:
        os.chmod(folder, 0o755)
        load = Load(pathlib.Path(folder), pages=15, prefix="/help/")
        answers, opened, _, faults = load.run(seconds=5, publishes=3)
        load.host.end()
    assert faults == []
    assert answers > 100 and opened > 30
