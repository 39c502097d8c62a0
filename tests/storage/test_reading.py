"""Reading what is left of a plan file."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.model.findings import Unreadable
from roadmap_app.model.ids import stable_id
from roadmap_app.model.records import Project
from roadmap_app.storage import planfile
from roadmap_app.storage.planfile import Loaded, decode
from tests.storage.files import codes, file, link, only, read, task

GOOD = file(task(10), task(11), task(12))
LINES = GOOD.splitlines(keepends=True)
IDS = [stable_id(number) for number in (10, 11, 12)]


def where(loaded: Loaded) -> list[str]:
    return [finding.where for finding in loaded.findings]


def test_a_good_file_has_no_findings() -> None:
    loaded = decode(GOOD)
    assert list(loaded.plan.tasks) == IDS and loaded.plan.doc == stable_id(0)
    assert not loaded.findings and not loaded.damaged and not loaded.read_only and loaded.is_whole
    assert loaded.records == 4


def test_a_line_edited_by_hand_is_set_aside_and_named() -> None:
    loaded = decode(GOOD.replace(b"Task 11", b"Task XI"))
    assert list(loaded.plan.tasks) == [IDS[0], IDS[2]]
    assert only(loaded).code == "file.seal" and only(loaded).where == "line 4"
    assert b"Task XI" in loaded.damaged[0].raw and not loaded.is_whole


def test_seals_in_capitals_are_good_but_told_among_others() -> None:
    capitals = b"".join(line[:-11] + line[-11:-3].upper() + line[-3:] for line in LINES)
    assert not decode(capitals).findings
    mixed = b"".join([*LINES[:2], LINES[2][:-11] + LINES[2][-11:-3].upper() + LINES[2][-3:], *LINES[3:]])
    assert len(decode(mixed).plan.tasks) == 3
    assert codes(decode(mixed)) == ["file.seal_case"] or LINES[2][-11:-3].isdigit()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD.replace(b"\n", b"\r\n"), "file.line_ends"),
        (GOOD.replace(b"\n", b"\r\n", 2), "file.line_ends"),
        (b"\xef\xbb\xbf" + GOOD, "file.bom"),
        (GOOD[:-1], "file.end"),
        (b"".join(LINES[:-1]), "file.end"),
        (b"".join([LINES[0], LINES[-1], *LINES[1:-1]]), "file.end"),
        (b"".join(LINES[1:]), "file.header"),
        (GOOD.replace(b'"v":[1,0]', b'"v":"1.0"'), "file.seal"),
        (GOOD + b"garbage\n", "file.seal"),
        (GOOD + bytes(4096), "file.seal"),
        (b"".join([*LINES[:3], LINES[2], *LINES[3:]]), "file.twice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_damage_that_loses_no_record_is_told_and_all_records_are_read(data: bytes, code: str) -> None:
    loaded = decode(data)
    assert list(loaded.plan.tasks) == IDS
    assert code in codes(loaded)


def test_blank_lines_are_no_problem() -> None:
    loaded = decode(GOOD.replace(b"\n", b"\n\n"))
    assert list(loaded.plan.tasks) == IDS
    assert only(loaded).code == "file.blank" and not only(loaded).problem


def test_records_in_another_order_are_told_as_no_problem() -> None:
    loaded = decode(b"".join([*LINES[:2], LINES[4], LINES[2], LINES[3], LINES[5]]))
    assert len(loaded.plan.tasks) == 3
    assert only(loaded).code == "file.order" and not only(loaded).problem and only(loaded).where == "line 4"


def test_a_cut_file_opens_as_far_as_it_goes() -> None:
    loaded = decode(GOOD[: GOOD.index(b"Task 12")])
    assert list(loaded.plan.tasks) == IDS[:2]
    assert codes(loaded) == ["file.seal", "file.end"] and not loaded.is_whole


def test_of_two_records_with_one_id_the_first_stands() -> None:
    loaded = read(task(10, name="First"), task(10, name="Second"))
    assert loaded.plan.tasks[IDS[0]].name == "First"
    assert codes(loaded) == ["file.twice"] and b"Second" in loaded.damaged[0].raw


def test_unknown_needs_open_read_only() -> None:
    loaded = read(task(10), header={"needs": ["x-quantum-links"]})
    assert loaded.read_only and len(loaded.plan.tasks) == 1
    assert "x-quantum-links" in only(loaded).message


def test_a_later_minor_version_opens_and_a_later_major_one_does_not() -> None:
    assert not codes(read(task(10), header={"v": [1, 99]}))
    with pytest.raises(Unreadable, match="newer version"):
        read(task(10), header={"v": [2, 0]})


def test_a_merge_of_git_opens_with_mine_and_keeps_theirs() -> None:
    marks = [LINES[2], b"=======\n", file(task(10, name="Theirs")).splitlines(keepends=True)[2]]
    data = b"".join([*LINES[:2], b"<<<<<<< HEAD\n", *marks, b">>>>>>> other\n", *LINES[3:]])
    loaded = decode(data)
    assert loaded.read_only and list(loaded.plan.tasks) == IDS
    assert loaded.plan.tasks[IDS[0]].name == "Task 10" and b"Theirs" in loaded.damaged[0].raw
    assert "file.conflict" in codes(loaded)


def test_a_plan_without_project_record_has_the_usual_settings_under_a_stable_id() -> None:
    data = b"".join([LINES[0], *LINES[2:]])
    loaded = decode(data)
    assert loaded.plan.project == Project(id=stable_id(0)) == decode(data).plan.project
    assert only(loaded).code == "plan.project" and not only(loaded).problem and loaded.records == 3


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\nxxxx", "picture"),
        (b"PK\x03\x04junk", "workbook"),
        (b"<Project/>", "XML"),
        (GOOD.decode().encode("utf-16"), "UTF-16"),
        (b"Dear all,\n\nthe plan is attached.\n", "no record"),
        (bytes(6 << 20), "no record"),
    ],
)
def test_what_is_no_plan_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        decode(data, "x.roadmap")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        planfile.load(str(tmp_path))
    with pytest.raises(Unreadable, match="There is no file"):
        planfile.load(str(tmp_path / "nowhere.roadmap"))
    with pytest.raises(Unreadable, match="NUL"):
        planfile.load("a\0b")


# The plan as a whole


def test_references_to_nothing_are_told_with_their_line() -> None:
    loaded = read(task(10, team=stable_id(99), parent=stable_id(98)), link(20, 10, 97))
    assert codes(loaded) == ["plan.reference"] * 3
    assert where(loaded) == ["line 3", "line 3", "line 4"]


def test_a_circle_of_parents_and_an_own_parent_are_told() -> None:
    loaded = read(
        task(10, parent=stable_id(11)), task(11, parent=stable_id(10)), task(12, parent=stable_id(12)), task(13)
    )
    assert codes(loaded) == ["plan.parents", "plan.parents"]


def test_a_link_to_itself_is_told() -> None:
    assert codes(read(task(10), link(20, 10, 10))) == ["plan.self_link"]


def test_a_hundred_levels_are_well_and_one_more_is_told() -> None:
    def levels(count: int) -> Loaded:
        rows = [task(10 + n, **({"parent": stable_id(9 + n)} if n else {})) for n in range(count)]
        return read(*rows)

    assert not codes(levels(100))
    assert codes(levels(101)) == ["plan.depth"]
