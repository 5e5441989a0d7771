"""``make bench``: one JSON line per measure, on notes of the project's own."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench.measures import report

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    with tempfile.TemporaryDirectory(prefix="kaodian-bench-") as home:
        os.environ["KAODIAN_HOME"] = home
        report(Path(home))
