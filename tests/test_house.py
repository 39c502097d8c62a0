"""The rules of the house, held by tools."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 450

WITHOUT_QT = """
import importlib, pkgutil, sys

class No:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in ('PySide6', 'shiboken6'):
            raise ImportError('Qt is absent: ' + name)

sys.meta_path.insert(0, No())
import roadmap_app
found = 0
for module in pkgutil.walk_packages(roadmap_app.__path__, 'roadmap_app.'):
    if module.name.split('.')[1] not in ('app', '__main__'):
        importlib.import_module(module.name)
        found += 1
print(found)
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("-m", "ruff", "check", "."), id="ruff finds nothing"),
        pytest.param(("-m", "mypy"), id="the types hold"),
    ],
)
def test_tools(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_imports_go_one_way() -> None:
    done = run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "KEPT" in done.stdout


def test_everything_below_the_window_works_without_qt() -> None:
    done = run("-c", WITHOUT_QT)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 40


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def test_no_module_outgrows_one_reason() -> None:
    long = {p.name: n for p in tracked("roadmap_app/*.py") if (n := len(p.read_text().splitlines())) > LONGEST}
    assert not long


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    named = re.compile(r"/home/\w+/|/Users/\w+/|pypi\.org|files\.pythonhosted|" + re.escape(f"{ROOT.parent}/"))
    texts = [p for p in tracked() if p.suffix in (".py", ".md", ".toml", ".txt", ".json", ".roadmap", "")]
    found = [p.name for p in texts if p.name != Path(__file__).name and named.search(p.read_text(encoding="utf-8"))]
    assert not found


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 packaging/dev.py run" in text
    assert "python3 packaging/dev.py test" in text


def test_the_map_names_every_room() -> None:
    text = (ROOT / "roadmap_app" / "README.md").read_text(encoding="utf-8")
    rooms = [p.name for p in (ROOT / "roadmap_app").iterdir() if p.is_dir() and (p / "__init__.py").exists()]
    assert rooms
    assert [room for room in rooms if f"`{room}/`" not in text] == []
