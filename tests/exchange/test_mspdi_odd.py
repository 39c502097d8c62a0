"""MS Project XML that is valid but unlike what MS Project writes: read rightly, or told."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.exchange.imported import Unreadable
from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.exchange.everything import everything
from tests.exchange.mspdi_text import after, element, messages, named, opened, project, task

NASTY = (
    "", "0", "-1", "1", "-65535", "9" * 400, "1e308", "NaN", "inf", "true", "abc", "2026-05-04T08:00:00",
    "1899-01-01T00:00:00", "9999-12-31T23:59:59", "PT8H0M0S", "P1DT2H", "-PT1H", "PT99999999999H", "P1Y", "08:00:00",
    "24:00:00", "25:61:61", "É", "٣", "²", "1.5", "0x10", "1_000", " 7 ", "\n", "-9223372036854775808",
)  # fmt: skip


@cache
def whole() -> str:
    """The file of a plan with everything."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xml"
        write(path, everything(), compute(everything()), today=0)
        return path.read_text("utf-8")


def plan_in(root: ET.Element) -> Plan:
    with TemporaryDirectory() as folder:
        imported = opened(Path(folder), ET.tostring(root, encoding="utf-8"))
    assert not imported.findings, messages(imported)
    return imported.plan


@settings(max_examples=tries(20))
@given(st.randoms(use_true_random=False))
def test_settings_and_sections_may_stand_in_any_order(random: Random) -> None:
    root = ET.fromstring(whole())
    expected = plan_in(root)
    children = list(root)
    random.shuffle(children)
    root[:] = children
    assert plan_in(root) == expected


@settings(max_examples=tries(20))
@given(st.randoms(use_true_random=False))
def test_children_of_a_record_may_stand_in_any_order(random: Random) -> None:
    root = ET.fromstring(whole())
    expected = plan_in(root)
    for record in (record for section in root for record in section):
        plain = [child for child in record if not len(child)]
        nested = [child for child in record if len(child)]  # whose order among themselves means something
        random.shuffle(plain)
        record[:] = [*plain, *nested] if random.random() < 0.5 else [*nested, *plain]
    assert plan_in(root) == expected


@settings(max_examples=tries(30))
@given(st.data())
def test_no_value_and_no_misplaced_element_stops_the_reading(data: st.DataObject) -> None:
    root = ET.fromstring(whole())
    holders = [each for each in root.iter() if len(each)]
    for _ in range(data.draw(st.integers(1, 12))):
        holder = data.draw(st.sampled_from(holders))
        if not len(holder):
            continue
        child = data.draw(st.sampled_from(list(holder)))
        match data.draw(st.sampled_from(["value", "value", "value", "gone", "twice", "other"])):
            case "value":
                child.text = data.draw(st.sampled_from(NASTY))
            case "gone":
                holder.remove(child)
            case "twice":
                holder.append(child)
            case _:
                child.tag = data.draw(st.sampled_from(holders)).tag
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xml"
        try:
            plan = opened(Path(folder), ET.tostring(root, encoding="utf-8")).plan
        except Unreadable:
            return
        write(path, plan, compute(plan), today=0)
        read(path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252"])
def test_more_encodings(tmp_path: Path, encoding: str) -> None:
    text = project(task(1, "Gießen")).replace("UTF-8", encoding.removesuffix("-le").removesuffix("-be"))
    mark = "\ufeff" if encoding.startswith("utf") else ""
    assert named(opened(tmp_path, (mark + text).encode(encoding)), "Gießen")


def test_cdata_and_references_to_characters_are_text(tmp_path: Path) -> None:
    text = project(task(1, "NAME", Notes="NOTES"))
    text = text.replace("NAME", "<![CDATA[a <b> & c]]> d&#233;&lt;").replace("NOTES", "one<![CDATA[\ntwo]]>")
    (found,) = opened(tmp_path, text).plan.tasks.values()
    assert (found.name, found.notes) == ("a <b> & c dé<", "one\ntwo")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT8H0M0S", 480), ("P1DT2H", 1560), ("PT90M", 90), ("PT29S", 0), ("PT30S", 1), ("P1W", 10080),
        ("PT0.5H", 30), ("PT1H0M59.9S", 61), ("PT0H480M0S", 480),
    ],
)  # fmt: skip
def test_durations_in_any_form(tmp_path: Path, text: str, minutes: int) -> None:
    imported = opened(tmp_path, project(task(1, "A", Duration=text)))
    assert named(imported, "A").duration == minutes
    assert not imported.findings


def test_tasks_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    rows = [task(3, "C", 2, ID=3), task(1, "A", ID=1), task(2, "B", 2, ID=2, PredecessorLink=after(3))]
    imported = opened(tmp_path, project(*rows))
    plan = imported.plan
    assert [plan.tasks[id].name for id in plan.outline.order] == ["A", "B", "C"]
    assert named(imported, "C").parent == named(imported, "A").id
    (found,) = imported.findings
    assert (found.code, found.where.split(",")[0]) == ("mspdi.order", "Task UID 1 'A'")


@pytest.mark.parametrize(
    "rows",
    [
        [task(1, "A", ID=5, OutlineNumber="1"), task(2, "B", ID=4, OutlineNumber="2")],
        [task(1, "A", ID=0), task(2, "B", ID=0)],
        [task(1, "A", ID=7), task(2, "B")],
    ],
)
def test_ids_that_the_outline_denies_or_that_are_none_change_no_order(
    tmp_path: Path, rows: list[dict[str, object]]
) -> None:
    plan = opened(tmp_path, project(*rows)).plan
    assert [plan.tasks[id].name for id in plan.outline.order] == ["A", "B"]


def test_what_is_computed_there_is_not_read(tmp_path: Path) -> None:
    rows = project(task(1, "A", TotalSlack=-4800, FreeSlack=-1, StartSlack="soon", LateStart="never", Critical="x"))
    imported = opened(tmp_path, rows)
    assert named(imported, "A").duration == 960
    assert not imported.findings


@pytest.mark.parametrize("base", [-1, 0])
def test_calendars_without_a_base_say_so_in_two_ways(tmp_path: Path, base: int) -> None:
    calendar = {"UID": 1, "Name": "A", "IsBaseCalendar": 1, "BaseCalendarUID": base}
    sections = element("Calendars", {"Calendar": [calendar]})
    imported = opened(tmp_path, project(task(1, "T", CalendarUID=-1), sections=sections))
    (found,) = imported.plan.calendars.values()
    assert found.base == "" and not imported.findings


def test_a_blank_line_with_a_level_of_nought_is_not_the_project(tmp_path: Path) -> None:
    blank: dict[str, object] = {"UID": 2, "ID": 2, "IsNull": 1, "OutlineLevel": 0}
    imported = opened(tmp_path, project(task(0, "Project", 0, Notes="N"), task(1, "A"), blank, task(3, "B")))
    assert imported.plan.project.notes == "N"
    assert [imported.plan.tasks[id].name for id in imported.plan.outline.order] == ["A", "", "B"]


def test_custom_fields_without_a_definition_have_their_usual_names_and_types(tmp_path: Path) -> None:
    values = [{"FieldID": 188743731, "Value": "x"}, {"FieldID": 188743767, "Value": "2.0"}]
    imported = opened(tmp_path, project(task(1, "A", ExtendedAttribute=values)))
    assert {field.name: field.type for field in imported.plan.fields.values()} == {"Text1": "text", "Number1": "number"}
    assert {value for _, value in named(imported, "A").fields} == {"x", 2}


def test_the_choices_of_a_field_stand_in_its_outline_code(tmp_path: Path) -> None:
    values = {"Value": [{"ValueID": 1, "Value": "low"}, {"ValueID": 2, "Value": "high"}]}
    sections = element("OutlineCodes", {"OutlineCode": {"FieldID": 188743731, "Values": values}})
    definition = {"FieldID": 188743731, "FieldName": "Text1", "Alias": "Risk"}
    sections += element("ExtendedAttributes", {"ExtendedAttribute": definition})
    rows = task(1, "A", ExtendedAttribute={"FieldID": 188743731, "Value": "low"})
    (field,) = opened(tmp_path, project(rows, sections=sections)).plan.fields.values()
    assert (field.name, field.type, field.choices) == ("Risk", "list", ("low", "high"))
