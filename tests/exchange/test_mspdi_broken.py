"""MS Project XML that is damaged, odd or hostile: told with its place, and survived."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.exchange.imported import Unreadable
from roadmap_app.schedule import compute
from tests.exchange.mspdi_text import after, element, messages, named, opened, project, task

GOOD = project(task(1, "Dig"), task(2, "Pour", PredecessorLink=after(1)), task(3, "Build"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"Duration": "PT-8H0M0S"}, "Duration 'PT-8H0M0S' is not a duration"),
        ({"Duration": "-PT8H0M0S"}, "is negative"),
        ({"Duration": "PT99999999999H0M0S"}, "is longer than 300 years"),
        ({"Duration": "P1Y2M3D"}, "counts years or months"),
        ({"Duration": "8h"}, "is not a duration"),
        ({"Duration": ""}, "Duration '' is not a duration"),
        ({"Duration": "PT" + "9" * 5000 + "H0M0S"}, "…' is not a duration"),
        ({"Start": "0001-01-01T00:00:00"}, "outside the years 1900 to 2200"),
        ({"Finish": "9999-12-31T23:59:59"}, "outside the years 1900 to 2200"),
        ({"Start": "99999-01-01T00:00:00"}, "is not a date"),
        ({"Start": "2027-02-30T08:00:00"}, "is not a date"),
        ({"Deadline": "soon"}, "Deadline 'soon' is not a date; it was left out"),
        ({"PercentComplete": 250}, "is not within 0 to 100; 100 was taken"),
        ({"PercentComplete": -5}, "0 was taken"),
        ({"PercentComplete": "NaN"}, "is not a number"),
        ({"PercentComplete": "1e400"}, "is not a number"),
        ({"PercentComplete": "9" * 5000}, "is not a number"),
        ({"ConstraintType": 4}, "(snet) has no date"),
        ({"ConstraintType": 12}, "is none of its kinds; asap was taken"),
        ({"Manual": "yes"}, "is neither 1 nor 0"),
        ({"OutlineLevel": 9}, "jumps to 9"),
        ({"OutlineLevel": -3}, "is -3; it was put at the top"),
        ({"UID": ""}, "has no unique id"),
        ({"UID": 1}, "is another task's"),
        ({"PredecessorLink": after(99)}, "Its predecessor, UID '99', is not in the file"),
        ({"PredecessorLink": after(2)}, "from the task to itself"),
        ({"PredecessorLink": [after(1), after(1)]}, "is there twice"),
        ({"PredecessorLink": after(1, 9)}, "Type '9' is none of its kinds; FS was taken"),
        ({"PercentComplete": [10, 20]}, "PercentComplete stands there more than once"),
    ],
)
def test_what_cannot_be_read_of_a_task_is_told_and_all_others_are_read(
    tmp_path: Path, value: dict[str, object], told: str
) -> None:
    bad = task(2, "Pour")
    bad.update(value)
    imported = opened(tmp_path, project(task(1, "Dig"), bad, task(3, "Build")))
    assert told in messages(imported)
    assert any("'Pour'" in found.where for found in imported.findings)
    assert {found.name for found in imported.plan.tasks.values()} == {"Dig", "Pour", "Build"}
    assert len(compute(imported.plan).ids) == 3


def test_two_links_of_different_kinds_between_two_tasks_are_both_read(tmp_path: Path) -> None:
    imported = opened(tmp_path, project(task(1, "Dig"), task(2, "Pour", PredecessorLink=[after(1), after(1, 3)])))
    assert sorted(link.type for link in imported.plan.links.values()) == ["FS", "SS"]
    assert not imported.findings


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    text = project(task(1, "Dig"), task(2, "Pour", Deadline="soon")).replace("<Task>", "\n<Task>")
    (found,) = opened(tmp_path, text).findings
    assert found.where == "Task UID 2 'Pour', line 3"


@pytest.mark.parametrize("text", ["2027-01-04T24:00:00", "2027-01-05T00:00:00+14:00", "2027-01-05T00:00:00Z"])
def test_odd_but_clear_dates_are_read_without_a_word(tmp_path: Path, text: str) -> None:
    imported = opened(tmp_path, project(task(1, "Dig", Deadline=text)))
    found = named(imported, "Dig").deadline
    assert found == opened(tmp_path, project(task(1, "Dig", Deadline="2027-01-05T00:00:00"))).plan.tasks[
        named(imported, "Dig").id
    ].deadline  # fmt: skip
    assert not imported.findings


def test_a_unique_id_too_large_for_a_number_still_links(tmp_path: Path) -> None:
    huge = str(10**40)
    imported = opened(tmp_path, project(task(huge, "Dig"), task(2, "Pour", PredecessorLink=after(huge))))
    (link,) = imported.plan.links.values()
    assert link.from_ == named(imported, "Dig").id and not imported.findings


def test_deep_outlines_are_cut_at_a_hundred_levels(tmp_path: Path) -> None:
    imported = opened(tmp_path, project(*(task(i, level=i) for i in range(1, 131))))
    assert max(imported.plan.outline.depth.values()) == 99
    assert "deeper than 100 levels" in messages(imported)
    assert len(imported.plan.tasks) == 130


def test_of_many_equal_findings_the_first_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    imported = opened(tmp_path, project(*(task(i, PredecessorLink=after(9999)) for i in range(1, 201))))
    assert len(imported.findings) == 51
    assert "150 more" in imported.findings[-1].message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = GOOD.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8").replace("Pour", "Gießen")
    assert named(opened(tmp_path, text.encode(encoding)), "Gießen")


def test_the_namespace_may_be_missing_or_have_a_prefix(tmp_path: Path) -> None:
    plain = GOOD.replace(' xmlns="http://schemas.microsoft.com/project"', "")
    prefixed = plain.replace("</", "</p:").replace("<", "<p:").replace("<p:/p:", "</p:").replace("<p:?", "<?")
    prefixed = prefixed.replace("<p:Project>", '<p:Project xmlns:p="http://schemas.microsoft.com/project">')
    for text in (plain, prefixed):
        assert len(opened(tmp_path, text).plan.tasks) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<svg/>", "another kind (its root is 'svg')"),
        ("<Project><PropertyGroup/></Project>", "nothing that MS Project would write"),
        (GOOD[: GOOD.index("Build")], "broken at line 1"),
        ("not xml at all", "broken at line 1"),
        (GOOD.replace("Pour", "Po\x01ur"), "broken at line 1"),
        (GOOD.replace("UTF-8", "x-klingon"), "x-klingon"),
        (
            GOOD.replace("<Project", '<!DOCTYPE Project [<!ENTITY a "b">]><Project'),
            "document type definition",
        ),
        (
            GOOD.replace("<Project", '<!DOCTYPE Project SYSTEM "evil.dtd"><Project'),
            "document type definition",
        ),
    ],
)
def test_what_gives_no_plan_is_refused_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Unreadable) as refused:
        opened(tmp_path, text)
    sentence = str(refused.value)
    assert told in sentence or (told == "x-klingon" and "encoding" in sentence)
    assert "\n" not in sentence and "Traceback" not in sentence


def test_damage_behind_the_list_of_tasks_is_told_and_what_stands_before_is_read(tmp_path: Path) -> None:
    later = element("Resources", {"Resource": [{"UID": 1, "Name": "Ann"}, {"UID": 2, "Name": "Bob"}]})
    text = project(task(1, "Dig"), later=later)
    imported = opened(tmp_path, text[: text.index("Bob")])
    assert named(imported, "Dig")
    assert [found.name for found in imported.plan.resources.values()] == ["Ann"]
    assert [found.code for found in imported.findings] == ["mspdi.broken"]


def test_elements_nested_without_end_are_left_out(tmp_path: Path) -> None:
    text = GOOD.replace("</Tasks>", "<x>" * 50_000 + "</x>" * 50_000 + "</Tasks>")
    imported = opened(tmp_path, text)
    assert len(imported.plan.tasks) == 3
    assert "mspdi.deep" in messages(imported)


def test_a_ring_of_links_is_read_and_told_by_the_schedule(tmp_path: Path) -> None:
    ring = [task(i, PredecessorLink=after(i % 500 + 1)) for i in range(1, 501)]
    imported = opened(tmp_path, project(*ring))
    schedule = compute(imported.plan)
    assert len(imported.plan.links) == 500
    assert any("loop" in found.code or "cycle" in found.code for found in schedule.problems)
