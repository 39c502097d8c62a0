"""The long runs: `python3 packaging/dev.py soak [NAME ...] [--short]`; without a name, all of them.

Each prints what it did and what it found, and the exit code is 1 when anything was found. The attackers of
`../shared/faults` judge the shell and the saves from outside; the laws run on many more examples than in the
tests, with fresh seeds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FAULTS = ROOT.parent / "shared" / "faults"
CHILD = ("--child", "tests.save_child:saves")

LONG = {
    "kills": ((str(FAULTS / "kill_saves.py"), *CHILD, "--rounds", "500"),),
    "edits": (("-m", "tests.soak.edits", "--rounds", "500"),),
    "faults": (
        ("-m", "tests.soak.full_disk", "--times", "50"),
        ("-m", "tests.soak.writers", "--saves", "50", "--kills", "200"),
        (str(FAULTS / "syscall_faults.py"), *CHILD, "--saves", "12", "--points", "170"),
    ),
    "damage": (("-m", "tests.soak.damage", "--times", "1000"),),
    "hostile": (
        (str(FAULTS / "make_hostile.py"), "{folder}"),
        (
            str(FAULTS / "run_hostile.py"), "{folder}", "--only", "^(roadmap|xml)/", "--slow", "3", "--command",
            f"{sys.executable} -m roadmap_app convert {{input}} {{out}}",
        ),
    ),
    "monkey": (("-m", "tests.soak.monkey", "--minutes", "10"),),
    "sync": (("-m", "tests.soak.syncing", "--runs", "200"),),
    "git": (("-m", "tests.soak.branches", "--pairs", "40"),),
    "laws": (
        (
            "-m", "pytest", "tests/laws", "tests/storage/test_conflicts.py", "tests/schedule/test_oracle.py",
            "-p", "no:randomly",
        ),
    ),
}  # fmt: skip
SHORT = {"500": "20", "12": "2", "170": "4", "10": "0.2", "40": "5", "1000": "20", "50": "10", "200": "10"}


def main(words: list[str]) -> int:
    short = "--short" in words
    names = [word for word in words if not word.startswith("-")] or list(LONG)
    unknown = [name for name in names if name not in LONG]
    if unknown:
        print(f"There is no long run '{unknown[0]}'; there are {', '.join(LONG)}.", file=sys.stderr)
        return 2
    return max([run(name, short) for name in names])


def run(name: str, short: bool) -> int:
    """Do one long run; 0 when nothing was found, 1 when something was."""
    commands = LONG[name]
    if any(words[0].startswith(str(FAULTS)) for words in commands) and not FAULTS.is_dir():
        print(f"{name}: left out, the shared tools are not beside this checkout")
        return 0
    begun = time.monotonic()
    worst = 0
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ROADMAP_TIMES": "2" if short else "40"}
    with tempfile.TemporaryDirectory() as folder:
        for words in commands:
            given = [SHORT.get(word, word) if short else word for word in words]
            given = [word.replace("{folder}", folder) for word in given]
            code = subprocess.run([sys.executable, *given], cwd=ROOT, env=settings).returncode
            worst = max(worst, 1 if code else 0)
    told = "something was found" if worst else "nothing found"
    print(f"{name}: {told}, {time.monotonic() - begun:.0f} s", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
