#!/usr/bin/env python3
"""Set up, run, test and measure Roadmap: `python3 packaging/dev.py run|test|bench|shots|soak`.

Standard library only. The project's own environment is `.venv`, made from packaging/lock.txt; a stamp
in it tells whether it is whole, so that the second start costs a file read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "lock.txt"
STAMP = VENV / "roadmap-stamp"
SAMPLE = ROOT / "resources" / "samples" / "payments-platform-migration.roadmap"
HEADLESS = ROOT / "build" / "headless"
VERBS = {
    "run": "open the editor, on the sample plan or on FILE",
    "test": "pass the tests; further words go to pytest",
    "bench": "print the table of speeds",
    "shots": "write pictures of every view, light and dark, at 1x and 2x",
    "soak": "the long runs: kills, faults, random work",
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in VERBS:
        print(__doc__.splitlines()[0])
        for verb, what in VERBS.items():
            print(f"  {verb:6} {what}")
        return 0 if argv in (["-h"], ["--help"], ["help"]) else 2
    if sys.version_info < (3, 11):
        print(f"Roadmap needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    verb, rest = argv[0], argv[1:]
    try:
        python = environment()
        qt = system.ensure_qt(python)
    except system.Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    if qt:
        print(qt, file=sys.stderr)
    if verb == "run":
        return run(python, rest)
    if not system.has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if verb == "test":
        return test(python, system.qt_trouble(python) if qt else "", rest)
    return call([python, "-m", f"tests.{verb}", *rest])


def environment() -> str:
    """The path of the environment's Python, made or mended first where needed."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = hashlib.sha256(LOCK.read_bytes() + sys.version.encode() + str(VENV).encode()).hexdigest()
    try:
        if STAMP.read_text() == stamp and python.exists():
            return str(python)
    except OSError:
        pass  # no stamp: it was never finished
    print("Making the environment in .venv (once, about a minute) …", file=sys.stderr, flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    system.ensure_venv()
    try:
        venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, OSError) as error:
        raise system.Trouble(f"Python could not make the environment in {VENV}: {error}.") from None
    install = [
        str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
        "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK),
    ]  # fmt: skip
    done = subprocess.run(install, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if not line.startswith("WARNING")]
        raise system.Trouble("The locked packages could not be installed: " + "; ".join(lines[-3:]))
    STAMP.write_text(stamp)
    return str(python)


def test(python: str, trouble: str, rest: list[str]) -> int:
    """Pass the tests; those that need Qt are left out where it cannot be loaded (`trouble` says why)."""
    if trouble:
        print(f"Qt cannot be loaded ({trouble}): the tests that need it are left out.", file=sys.stderr)
        rest = ["-p", "no:pytest-qt", *rest]  # tests/conftest.py leaves out the rest without this plugin
    return call([python, "-m", "pytest", *rest])


def run(python: str, rest: list[str]) -> int:
    if system.has_display():
        return call([python, "-m", "roadmap_app", *(rest or [str(SAMPLE)])])
    return headless(python, Path(rest[0]) if rest else SAMPLE)


def headless(python: str, plan: Path) -> int:
    """The main job without a window: dates, workbook, picture."""
    print("There is no display, so the main job is done without a window.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    HEADLESS.mkdir(parents=True, exist_ok=True)
    dates, book, picture = (HEADLESS / f"{plan.stem}.{kind}" for kind in ("json", "xlsx", "png"))
    jobs = (
        ("Dates", dates, ["schedule", str(plan), "--json", str(dates)]),
        ("Workbook", book, ["convert", str(plan), str(book)]),
        ("Picture", picture, ["screenshot", str(plan), str(picture)]),
    )
    worst = 0
    for what, target, words in jobs:
        code = call([python, "-m", "roadmap_app", *words])
        if code in (0, 1) and target.exists():
            print(f"{what}: {target}")
        else:
            print(f"{what}: not made (see above).", file=sys.stderr)
            worst = 2
    return worst


def call(words: list[str]) -> int:
    """Run a command in the project's root; answers its exit code, 130 when interrupted."""
    try:
        return subprocess.run(words, cwd=ROOT).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
