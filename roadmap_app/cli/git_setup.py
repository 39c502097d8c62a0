"""`git-setup`: teaches the git repository of this folder to merge plans, and to show them as text."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

import roadmap_app
from roadmap_app.cli import streams
from roadmap_app.cli.refused import Refused
from roadmap_app.storage.saving import write_durably

HELP = "merge and show plans in the git repository of this folder"
ATTRIBUTES = "*.roadmap -text merge=roadmap diff=roadmap"
SIGNS = ".*.roadmap.*.open"  # of windows that have a plan open


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", nargs="?", default=".", help="a folder of the repository")


def run(given: argparse.Namespace) -> int:
    top = Path(_git(given.folder, "rev-parse", "--show-toplevel"))
    settings = {
        "merge.roadmap.name": "merge plans by record and field",
        "merge.roadmap.driver": f"{program()} merge --driver %P %O %A %B",
        "diff.roadmap.textconv": f"{program()} show --textconv",
    }
    lines = []
    for name, value in settings.items():
        if _git(given.folder, "config", "--local", "--default", "", "--get", name) == value:
            lines.append(f"{name} is set already.")
        else:
            _git(given.folder, "config", "--local", name, value)
            lines.append(f"{name} is set.")
    lines.append(_attributes(top / ".gitattributes"))
    exclude = top / _git(top, "rev-parse", "--git-path", "info/exclude")
    if _added(exclude, SIGNS):
        lines.append("Signs of open windows beside plans are left out of commits.")
    streams.out("\n".join(lines) + "\n")
    return 0


def program() -> str:
    """How a shell starts this very program from any folder."""
    words = f"{shlex.quote(Path(sys.executable).as_posix())} -m roadmap_app"
    home = Path(roadmap_app.__path__[0]).resolve().parent
    return words if "site-packages" in home.parts else f"PYTHONPATH={shlex.quote(home.as_posix())} {words}"


def _attributes(path: Path) -> str:
    if not _added(path, ATTRIBUTES):
        return ".gitattributes names plans already."
    return ".gitattributes names plans now; commit it, so that it holds for everyone."


def _added(path: Path, line: str) -> bool:
    """Put a line at the end of a file; False where it holds it already."""
    try:
        data = path.read_bytes() if path.exists() else b""
        if line.encode() in data.splitlines():
            return False
        path.parent.mkdir(exist_ok=True)
        write_durably(path, data + (b"\n" if data and not data.endswith(b"\n") else b"") + line.encode() + b"\n")
    except OSError as error:
        raise Refused(f"{path} could not be written: {error.strerror}. Check its permissions.") from None
    return True


def _git(folder: str | Path, *words: str) -> str:
    """What git answers in a folder; Refused where it does not."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Refused("git is not installed, or not in the path; install it, then call this again.") from None
    if done.returncode:
        if words[0] == "rev-parse":
            raise Refused(f"{folder} is in no git repository with files; go into one, or make it with 'git init'.")
        raise Refused(f"git could not do '{words[0]}': {done.stderr.strip() or done.returncode}")
    return done.stdout.rstrip("\n")
