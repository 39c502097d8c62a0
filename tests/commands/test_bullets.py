"""Lists as mails and documents have them."""

from __future__ import annotations

import pytest

from roadmap_app.commands import bullets, tables


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("- Dig\n- Pour", "0Dig 0Pour"),
        ("* Dig\n  * Pour\n  * Wait\n* Ship", "0Dig 1Pour 1Wait 0Ship"),
        ("1. Dig\n   a) no mark\n2. Pour", None),
        ("1. Dig\n   1) Pour\n2. Ship", "0Dig 1Pour 0Ship"),
        ("\u2022\tDig\no\tPour\n", "0Dig 0Pour"),  # as word processors write it
        ("- [ ] Dig\n- [x] Pour", "0Dig 0Pour"),
        ("Dig\n\tPour\n\t\tWait\nShip", "0Dig 1Pour 2Wait 0Ship"),  # an outline by tabs
        ("\tDig\n\tPour", None),  # an empty column, and another
        ("Dig\t\n\tPour", None),
        ("Dig\n  Pour", None),  # a table of one column tells its levels itself
        ("Dig\t3d\nPour\t2d", None),
        ("- Dig\t3d\n- Pour\t2d", None),
        ("- Dig", None),
        ("-5\n-3", None),
        ("", None),
    ],
)
def test_lists_are_told_from_tables(text: str, then: str | None) -> None:
    found = bullets.read(text)
    assert (found and " ".join(f"{line.level}{line.text}" for line in found)) == then


def test_a_list_is_read_as_cells_at_their_levels() -> None:
    rows = tables.read_text("- Dig\n\n  - Pour\n")
    assert [(cell.text, cell.level) for (cell,) in rows] == [("Dig", 0), ("Pour", 1)]
