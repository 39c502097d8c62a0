"""What hangs on a task: risks, assignments, addresses; one column of many tasks; the settings of the plan."""

from __future__ import annotations

import pytest

from roadmap_app.analysis import checks, linked
from roadmap_app.commands import Refusal, assignments, hyperlinks, links, many, project, risks
from roadmap_app.commands.columns.column import Ask, Entry
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Resource, Risk
from roadmap_app.schedule import compute
from tests.pocket import START, id_of
from tests.pocket import plan as pocket

ANN = Resource(id="p" * 16, name="Ann")


def set_many(plan: Plan, names: str, column: str, typed: str) -> Plan:
    draft = Draft(plan)
    many.set_all(draft, compute(plan), [id_of(plan, name) for name in names.split()], column, typed, START)
    return draft.plan


def test_many_share_a_value_or_are_told_apart() -> None:
    plan = pocket("A 3d; B 3d; C 1d")
    schedule, ids = compute(plan), [id_of(plan, name) for name in "ABC"]
    assert many.common(plan, schedule, ids[:2], "duration", START) == "3d"
    assert many.common(plan, schedule, ids, "duration", START) is None
    assert many.common(plan, schedule, ids, "start", START, edit=True) == "2026-05-04"


def test_many_take_a_value_all_or_none() -> None:
    plan = pocket("S { A 3d }; B 3d")
    assert {task.priority for task in set_many(plan, "A B S", "priority", "900").tasks.values()} == {900}
    with pytest.raises(Refusal, match=r"^1 of 2 tasks cannot take it: The duration of 'S' comes from its 1 task"):
        set_many(plan, "S B", "duration", "4d")
    with pytest.raises(Refusal, match=r"^'x' is not a duration"):
        set_many(plan, "A B", "duration", "x")


def put_risk(plan: Plan, id: str, column: str, typed: str) -> Plan:
    draft = Draft(plan)
    take = risks.COLUMNS[column].take
    assert take is not None
    take(Entry(draft, compute(plan), id, START), typed)
    return draft.plan


def test_a_risk_has_a_number_and_ends_with_its_last_task() -> None:
    plan = pocket("A 3d; B 1d", Risk(id="r" * 16, code="R-07", name="Old", probability=90, tasks=()))
    draft = Draft(plan)
    made = risks.add(draft, id_of(plan, "A"), "  Vendor \n slips ")
    assert (draft.risks[made].code, draft.risks[made].name) == ("R-08", "Vendor slips")
    draft.change(draft.risks[made], tasks=(id_of(plan, "A"), id_of(plan, "B")))
    risks.detach(draft, made, id_of(plan, "A"))
    assert draft.risks[made].tasks == (id_of(plan, "B"),)
    risks.detach(draft, made, id_of(plan, "B"))
    assert made not in draft.risks
    with pytest.raises(Refusal, match="what may go wrong"):
        risks.add(draft, id_of(plan, "A"), " ")


@pytest.mark.parametrize(
    ("column", "typed", "member", "value", "shown"),
    [
        ("probability", "30 %", "probability", 30, "30"),
        ("status", "closed", "status", "closed", "Closed"),
        ("impact_min", "2d", "impact_min", 960, "2d"),
        ("impact_min", "", "impact_min", 0, ""),
        ("owner", "ann", "owner", ANN.id, "Ann"),
        ("strategy", "red", "strategy", "reduce", "Reduce"),
        ("due", "8 may", "due", START + 4 * 1440 + 540, "8 May"),
    ],
)
def test_members_of_a_risk_are_typed_and_shown(
    column: str, typed: str, member: str, value: object, shown: str
) -> None:
    plan = pocket("A 3d", ANN, Risk(id="r" * 16, name="Rain", impact_min=480, impact_max=4800))
    after = put_risk(plan, "r" * 16, column, typed)
    assert getattr(after.risks["r" * 16], member) == value
    assert risks.COLUMNS[column].shown(Ask(after, compute(after), "r" * 16, START)) == shown


def test_a_risk_refuses_what_cannot_be() -> None:
    plan = pocket("A 3d", Risk(id="r" * 16, name="Rain", impact_max=480))
    for column, typed, said in (
        ("impact_min", "5d", "longer than the most"), ("owner", "Bob", "no person or team"),
        ("status", "x", "no status"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=said):
            put_risk(plan, "r" * 16, column, typed)


def test_assignments_are_named_shared_and_measured() -> None:
    plan = pocket("A 3d", ANN)
    draft, task = Draft(plan), id_of(plan, "A")
    made = assignments.add(draft, task, "ann 50%")
    assert assignments.units(draft.assignments[made]) == "50 %"
    assignments.set_units(draft, made, "1.5x")
    assignments.set_work(draft, made, "16")
    assert (draft.assignments[made].units, draft.assignments[made].work) == (1_500_000, 960)
    assert assignments.work(draft.plan, draft.assignments[made]) == "16h"
    assignments.set_work(draft, made, "")
    assert draft.assignments[made].work is None
    new = assignments.add(draft, task, "Zoe")
    assert draft.resources[draft.assignments[new].resource].type == "person"
    for typed, said in (("Ann", "works on it already"), ("", "Type the name")):
        with pytest.raises(Refusal, match=said):
            assignments.add(draft, task, typed)
    with pytest.raises(Refusal, match="not a share of a day"):
        assignments.set_units(draft, made, "lots")


@pytest.mark.parametrize(
    ("typed", "label", "address"),
    [
        ("https://example.org/a?b=c", "", "https://example.org/a?b=c"),
        ("Design doc: www.example.org", "Design doc", "https://www.example.org"),
        ("Ann ann@example.org", "Ann", "mailto:ann@example.org"),
    ],
)
def test_addresses_are_completed(typed: str, label: str, address: str) -> None:
    plan = pocket("A 3d")
    draft, task = Draft(plan), id_of(plan, "A")
    hyperlinks.add(draft, task, typed)
    (made,) = draft.tasks[task].hyperlinks
    assert (made.label, made.url) == (label, address)
    assert hyperlinks.unsafe(made.url) == ""
    hyperlinks.set_label(draft, task, 0, "Page")
    hyperlinks.remove(draft, task, 0)
    assert draft.tasks[task].hyperlinks == ()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "\\\\host", "data:text/html,x", ""])
def test_other_addresses_are_not_opened(address: str) -> None:
    assert "is not opened" in hyperlinks.unsafe(address)


def put_project(plan: Plan, column: str, typed: str) -> Plan:
    draft = Draft(plan)
    take = project.COLUMNS[column].take
    assert take is not None
    take(Entry(draft, compute(plan), "", START), typed)
    return draft.plan


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        ("start", "11 may", "11 May"), ("minutes_per_day", "7.5h", "7.5"), ("default_start", "9", "09:00"),
        ("week_start", "sun", "Sunday"), ("currency", "usd", "USD"), ("milestone", "2", "M"), ("milestone", "", ""),
        ("schedule_from", "from finish", "From finish"), ("status_date", "8 may", "8 May"),
        ("days_per_month", "21", "21"),
    ],
)  # fmt: skip
def test_settings_of_the_plan_are_typed_and_shown(column: str, typed: str, shown: str) -> None:
    plan = pocket("A 3d; M 0d after A")
    after = put_project(plan, column, typed)
    ask = Ask(after, compute(after), "", START)
    assert project.COLUMNS[column].shown(ask) == shown
    assert project.label(after, column, ask)


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("start", "", "starts on a day"), ("finish", "8 may", "comes from the tasks"),
        ("minutes_per_day", "25", "hours"),
        ("default_finish", "7", "begins before it ends"), ("calendar", "Lunar", "no calendar"),
        ("milestone", "Nowhere", "No task is called"), ("currency", "Galactic credits", "not a currency"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(column: str, typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        put_project(pocket("A 3d"), column, typed)


def test_links_tell_what_they_drive_and_how_much_room_they_have() -> None:
    plan = pocket("A 3d; B 1d; C 2d after A, B; D 1d after C FS+1d")
    schedule, c = compute(plan), id_of(plan, "C")
    into = linked.predecessors(plan, schedule, c)
    told = [(plan.tasks[each.other].name, each.drives, each.slack) for each in into]
    assert told == [("A", True, 0), ("B", False, 960)]
    (out,) = linked.successors(plan, schedule, c)
    assert (plan.tasks[out.other].name, out.drives) == ("D", True)


@pytest.mark.parametrize(
    ("typed", "type"), [("FS", "FS"), ("ss", "SS"), ("Finish to finish", "FF"), ("start-to-finish", "SF")]
)
def test_kinds_of_links_are_read(typed: str, type: str) -> None:
    assert links.type_of(typed) == type


def test_an_unknown_kind_of_link_is_refused() -> None:
    with pytest.raises(Refusal, match="not a type of link"):
        links.type_of("XX")


def test_advice_about_one_task_is_what_all_advice_says_of_it() -> None:
    plan = pocket("A 3d deadline 2026-05-05; B 2d; C 1d after A")
    schedule = compute(plan)
    everything = checks.findings(plan, schedule, START)
    for id in plan.tasks:
        assert checks.findings_of(plan, schedule, START, id) == tuple(each for each in everything if each.id == id)
