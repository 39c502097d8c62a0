"""KNOWN.md stays true: it lists every difference that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.corpus import shared
from tests.corpus.scores import differing_dates, differing_slack

pytestmark = pytest.mark.skipif(not shared.present(), reason=shared.ABSENT)

KNOWN = (Path(__file__).parent / "KNOWN.md").read_text("utf-8")
DATES, SLACK = KNOWN.split("\n## Slack", 1)


def rows(text: str) -> set[tuple[str, ...]]:
    """The cells of the table lines of a part of KNOWN.md, without heads and the reasons behind."""
    lines = re.findall(r"^\| `(.+) \|$", text, re.MULTILINE)
    return {tuple(cell.strip(" `") for cell in re.split(r" \| | \.\. ", line)) for line in lines}


def test_every_date_that_differs_is_listed_with_its_reason() -> None:
    assert rows(DATES) == {row for folder in shared.FOLDERS for row in differing_dates(folder)}


def test_every_file_whose_slack_differs_is_listed_with_its_reason() -> None:
    assert rows(SLACK) == {row for folder in shared.FOLDERS for row in differing_slack(folder)}
