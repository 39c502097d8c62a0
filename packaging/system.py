"""What the machine must have beside Python: Qt's shared libraries, a font, the venv module.

Where they are missing, root on a Debian-like system gets them installed; anybody else is told the one
command that does it.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Library that Qt loads -> names of the Debian package that holds it (12, then 13).
LIBRARIES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
}
FONT_PACKAGE = "fonts-noto-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
MARK = "roadmap-qt-checked"  # in .venv: the check that costs a quarter of a second is done once


class Trouble(Exception):
    """Set-up cannot go on; the text is one sentence for the person."""


def has_display() -> bool:
    """True where a window can be shown. The offscreen platform counts as none."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure_qt(python: str) -> str:
    """Install what Qt needs, or answer a sentence that says what is missing; "" where all is there."""
    mark = Path(python).parent.parent / MARK
    if sys.platform != "linux" or mark.exists():
        return ""
    packages = missing_packages()
    if packages:
        sentence = install(packages, "Qt's system libraries and a font")
        if sentence:
            return sentence
    mark.touch()
    return ""


def qt_trouble(python: str) -> str:
    """Why Qt cannot be loaded, in the words of the system; "" where it can."""
    words = [python, "-c", "import PySide6.QtGui, PySide6.QtWidgets"]
    done = subprocess.run(words, capture_output=True, text=True)
    return (done.stderr.strip().splitlines() or ["no reason given"])[-1] if done.returncode else ""


def missing_packages() -> list[str]:
    """Debian packages for what is not there; of several names the first one is meant."""
    wanted = ["|".join(names) for library, names in LIBRARIES.items() if not _loads(library)]
    if not _has_font():
        wanted.append(FONT_PACKAGE)
    return wanted


def ensure_venv() -> None:
    """Debian ships Python without ensurepip; without it no environment can be made."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    sentence = install([f"python3.{sys.version_info.minor}-venv|python3-venv"], "Python's venv module")
    if sentence:
        raise Trouble(sentence)


def install(packages: list[str], what: str) -> str:
    """Install with apt as root; answers "" or the sentence that tells the one command to run."""
    apt = shutil.which("apt-get")
    names = [package.split("|")[-1] for package in packages]
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(names)}"
    if not apt:
        return f"{what} are missing; install the packages that hold them (on Debian: {' '.join(names)})."
    if os.geteuid() != 0:
        return f"{what} are missing. This command installs them: sudo sh -c '{command}'"
    print(f"Installing {what} with apt: {' '.join(names)} …", file=sys.stderr, flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-qq"], env=environ, **quiet)
    chosen = [_available(package.split("|")) for package in packages]
    done = subprocess.run(
        [apt, "install", "-y", "-qq", "--no-install-recommends", *chosen], env=environ, **quiet
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return f"{what} could not be installed ({reason}). Run as root: {command}"
    return ""


def _available(names: list[str]) -> str:
    """The first of several names that the package lists know."""
    for name in names:
        known = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True).stdout
        if "Candidate:" in known and "Candidate: (none)" not in known:
            return name
    return names[-1]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    """The font that the window is drawn for."""
    names = ("NotoSans-Regular", "NotoSans[")
    for folder in FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[to]tf"):
            if path.name.startswith(names):
                return True
    return False
