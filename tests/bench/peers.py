"""``make bench-peers``: our answer over HTTP beside Anki's local get and answer, in turns.

Anki is AGPL and no dependency: it is installed into an environment of its own, and its script is a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from statistics import median

from tests.bench.measures import emit, flush_ms
from tests.bench.serving import ROOT
from tests.bench.studying import site

PEERS = ROOT / "var" / "peers"
ANSWERS, ROUNDS, LEARNERS = 40, 5, 6


def anki_python() -> Path:
    """The Python of an environment with Anki, made when there is none."""
    python = PEERS / "anki" / "bin" / "python"
    if (
        subprocess.run([python, "-c", "import anki.collection"], capture_output=True, check=False).returncode
        if python.exists()
        else True
    ):
        venv.create(PEERS / "anki", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "anki"], check=True)
    return python


def report(home: Path) -> None:
    """Rounds in turns, and the ratio of the medians."""
    command = [
        anki_python(),
        "-I",
        ROOT / "tests" / "bench" / "anki_peer.py",
        str(ANSWERS * (ROUNDS + 2) * 2),
    ]
    with (
        site(home / "study", {}, learners=LEARNERS) as ours,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=home) as anki,
    ):
        assert anki.stdin
        assert anki.stdout
        anki.stdout.readline()
        ours.round(1, ANSWERS)
        pairs = []
        for _ in range(ROUNDS):
            anki.stdin.write(f"{ANSWERS}\n")
            anki.stdin.flush()
            theirs = median(map(float, anki.stdout.readline().split()))
            pairs.append((median(ours.round(1, ANSWERS).seconds), theirs))
        anki.stdin.close()
    # Both end in an fsync: on a disk that others keep busy, waiting for it hides what either of them computes.
    emit("fsync of a page", flush_ms(home), "ms", load_of_the_machine=round(os.getloadavg()[0], 1))
    emit("Anki get and answer, local", 1000 * median(two for _, two in pairs), "ms")
    emit("answer over HTTP beside Anki", 1000 * median(one for one, _ in pairs), "ms")
    ratios = [one / two for one, two in pairs]
    emit(
        "our HTTP answer to Anki's local get and answer",
        median(ratios),
        "times",
        target="<= 12",
        rounds=[round(ratio, 2) for ratio in ratios],
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="kaodian-peers-") as folder:
        os.environ["KAODIAN_HOME"] = folder
        report(Path(folder))
