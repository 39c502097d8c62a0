"""What the program says when it cannot do something: whole sentences, as people write them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_house import ROOT

ERRORS = ("Refusal", "Unreadable", "Unwritable", "Refused", "Unsettled")
TWICE = re.compile(r"(?<!\.)\.\.(?!\.)|[,;:]\.|\.[,;]|[!?]\.|  +\S| [,;]| \.(?!\w)")


def said() -> Iterator[tuple[str, str]]:
    """Each literal text that an error is raised with, `{}` for what is put in, with where it stands."""
    for path in sorted(Path(ROOT, "roadmap_app").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if any(f"{name}(" in text for name in ERRORS) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                words = literal(node.args[0])
                if words is not None:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", words


def literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def test_refusals_are_whole_sentences() -> None:
    found = list(said())
    assert len(found) > 150
    assert not [(where, words) for where, words in found if not words.endswith((".", "{}"))]
    begins = ("'", "{", "git ", "--")
    assert not [(where, words) for where, words in found if not (words[0].isupper() or words.startswith(begins))]
    assert not [(where, words) for where, words in found if TWICE.search(words)]
