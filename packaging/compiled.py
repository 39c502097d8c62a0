#!/usr/bin/env python3
"""The engine, compiled: the same typed files through mypyc, for the wheel (`ENGINE` is what is compiled).

    python packaging/compiled.py FOLDER     a copy of the project in FOLDER with the engine compiled in it

It needs a C compiler; without compiled modules beside them, the very same files run as they are.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = (
    "calendar/worktime.py",
    *(f"schedule/{name}.py" for name in (
        "node", "layer", "rules", "late", "passes", "facts", "network", "slack", "drivers", "conflicts", "chain",
        "toward",
    )),
)  # fmt: skip
COPIED = ("roadmap_app", "resources", "tests", "packaging", "pyproject.toml")


def copy_compiled(folder: Path) -> int:
    """Copy the project into a folder and compile the engine there; 0, or the compiler's exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
        else:
            shutil.copy2(source, target)
    files = [f"roadmap_app/{name}" for name in ENGINE]
    done = subprocess.run(
        [sys.executable, "-m", "mypyc", *files], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print("\n".join(line for line in done.stdout.splitlines() if "error" in line)[-2000:], file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(copy_compiled(Path(sys.argv[1])))
