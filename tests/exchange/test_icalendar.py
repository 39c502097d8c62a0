"""Tasks as events of a calendar: what stands in them, and that no text can break out of its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.exchange import formats
from roadmap_app.exchange.icalendar import escaped, folded
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import compute
from tests.pocket import id_of, plan


def events(path: Path, made: Plan) -> list[dict[str, str]]:
    """The events of a written file, with folded lines joined."""
    assert formats.write(path, made, compute(made), today=0) == ()
    data = path.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name, value)
    return found


def test_tasks_and_milestones_are_events_and_summaries_are_not(tmp_path: Path) -> None:
    made = plan("Phase { A 3d; M 0d after A }")
    first, second = events(tmp_path / "plan.ics", made)
    assert (first["SUMMARY"], first["CATEGORIES"]) == ("A", "Phase")
    assert "DTEND" in first and "DTEND" not in second
    assert first["UID"] != second["UID"] and id_of(made, "A") in first["UID"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85"])
def test_no_text_begins_a_line(tmp_path: Path, end: str) -> None:
    name = f"Dig{end}BEGIN:VALARM"
    draft = Draft(plan("A 3d"))
    draft.change(draft.tasks[id_of(draft.plan, "A")], name=name, notes=name)
    events(tmp_path / "plan.ics", draft.plan)
    assert not any(line.startswith("BEGIN:VALARM") for line in (tmp_path / "plan.ics").read_text("utf-8").splitlines())


def test_signs_of_the_format_are_escaped_and_letters_are_never_cut() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    line = "SUMMARY:" + "日本語😀" * 40
    assert folded(line).replace(b"\r\n ", b"").decode() == line
