"""Expressions that would take for ever are told by how they are written."""

from __future__ import annotations

import re
import time

import pytest

from roadmap_app.commands.expressions import risk


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("(a+)+$", "(a+)+"), ("x(a*)*b", "(a*)*"), ("(a|a)*b", "(a|a)*"), (r"(\w|\d)+x", r"(\w|\d)+"),
        ("((ab)+c?)+$", "((ab)+c?)+"), ("(?:a+){8}b", "(?:a+){8}"), (r"(\w+\s?)*$", r"(\w+\s?)*"), (".*.*x", ".*.*"),
        (r"([a-z]+)*\d", "([a-z]+)*"), ("(.|a)*b", "(.|a)*"),
    ],
)  # fmt: skip
def test_what_never_ends(source: str, told: str) -> None:
    re.compile(source)
    assert risk(source) == told


@pytest.mark.parametrize(
    "source",
    [
        "API", "a+b*", ".*foo.*bar", r"(foo|bar)+", r"\d{4}-\d{2}", r"(a+)?b", r"\(a+\)+", "[(a+)]+", "(ab)+",
        r"^(API|UI) v(\d+)$", r"(?:\d{2}:){2}", r"(.|\n)*x", "(?i)a", r"(?<=a)b+", r"(?P<n>\w)+", "a{2,5}",
    ],
)  # fmt: skip
def test_what_ends(source: str) -> None:
    re.compile(source)
    assert risk(source) == ""
    begun = time.perf_counter()
    re.search(source, "a" * 400 + "!")
    assert time.perf_counter() - begun < 1
