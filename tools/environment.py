"""Make the virtual environment in `.venv` and install a locked list into it, unless that was done already.

Run by the system's Python with nothing installed: `python3 tools/environment.py requirements.txt [COVERED…]`.
A stamp named after the content of the list says that it is installed; the lists named after the first are
covered by it and stamped too.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def stamp(requirements: str) -> Path:
    """The file that exists once this very list is installed."""
    digest = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()[:16]
    return VENV / "stamps" / f"{Path(requirements).stem}-{digest}"


def make_venv() -> None:
    """Create the environment, or say in a sentence why it cannot be."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Kaodian needs Python 3.11 or newer and found {found}; run `make PYTHON=/path/to/python3.11 …`."
        )
    print(f"Making the virtual environment in {VENV.name} …", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        sys.exit("Python cannot make a virtual environment; on Debian, install the package python3-venv.")


def count_packages(requirements: str) -> int:
    """How many packages the list pins."""
    lines = (ROOT / requirements).read_text("utf-8").splitlines()
    return sum("==" in line and not line.startswith((" ", "#")) for line in lines)


def install(requirements: str) -> None:
    """Install the list with its hashes, telling how far it is."""
    total, seen, tail = count_packages(requirements), 0, []
    print(f"Installing the {total} packages of {requirements} …", flush=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "--progress-bar", "off", "--require-hashes", "-r", requirements]
    environ = {key: value for key, value in os.environ.items() if key not in {"PYTHONHOME", "PYTHONPATH"}}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        for line in process.stdout or ():
            tail = [*tail, line.rstrip()][-15:]
            if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
                seen += 1
                if seen % 10 == 0:
                    print(f"  {min(seen, total)} of {total}", flush=True)
    if process.returncode:
        print("\n".join(tail), file=sys.stderr)
        sys.exit(f"The packages of {requirements} could not be installed; the last lines above say why.")


def main(wanted: str, *covered: str) -> None:
    """Bring the environment up to date with the wanted list."""
    if stamp(wanted).exists():
        return
    if not (VENV / "bin" / "pip").exists():
        make_venv()
    install(wanted)
    for requirements in (wanted, *covered):
        mark = stamp(requirements)
        mark.parent.mkdir(exist_ok=True)
        for old in mark.parent.glob(f"{Path(requirements).stem}-????????????????"):
            old.unlink()
        mark.touch()


if __name__ == "__main__":
    main(*sys.argv[1:])
