"""Sentences: the words that tell, what is left out, and words with other endings."""

from __future__ import annotations

import pytest

from roadmap_app.model import sentences


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("who drives GA?", ["drives", "ga"]),
        ("make these five tasks follow each other", ["follow", "other"]),
        ("Shift 'API freeze' by 2 weeks", ["shift", "api", "freeze", "weeks"]),
        ("the task", ["the", "task"]),
        ("  ", []),
    ],
)
def test_what_tells(asked: str, words: list[str]) -> None:
    assert sentences.telling(asked) == words


@pytest.mark.parametrize(
    ("asked", "kept", "out"),
    [
        ("shift the test phase, except the audit", ["shift", "test", "phase"], ["audit"]),
        ("shift test", ["shift", "test"], []),
        ("butter but not bread", ["butter"], ["bread"]),
    ],
)
def test_what_is_left_out(asked: str, kept: list[str], out: list[str]) -> None:
    assert tuple(map(sentences.telling, sentences.parted(asked))) == (kept, out)


@pytest.mark.parametrize(
    ("asked", "known", "met"),
    [
        ("drives", "driving", True), ("driv", "driving", True), ("weeks", "week", True), ("other's", "other", True),
        ("was", "waste", True), ("is", "it", False), ("drives", "arrives", False), ("week", "day", False),
    ],
)  # fmt: skip
def test_endings_say_nothing(asked: str, known: str, met: bool) -> None:
    assert sentences.meets(asked, [known]) is met


def test_the_whole_name_counts_one_more() -> None:
    assert sentences.subject(["ga", "late"], ["ga"]) == 2
    assert sentences.subject(["ga", "late"], ["ga", "launch"]) == 1
    assert sentences.subject(["ga"], []) == 0
