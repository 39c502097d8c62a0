"""The history of a task: which steps touched it, and what they did to it."""

from __future__ import annotations

from roadmap_app.commands import dates, links
from roadmap_app.document import told
from roadmap_app.document.document import Document
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Log, Risk
from tests.pocket import id_of
from tests.pocket import plan as pocket


def told_of(document: Document, name: str) -> list[tuple[str, tuple[str, ...]]]:
    id = id_of(document.plan, name)
    stages = told.backwards(document.steps, document.plan, document.schedule)
    return [(each.label, each.lines) for stage in stages if (each := told.of_task(stage, id))]


def test_a_step_tells_what_it_did_to_a_task_and_what_it_shifted() -> None:
    document = Document(pocket("A 3d; B 2d after A; C 1d"))
    a, c = id_of(document.plan, "A"), id_of(document.plan, "C")
    with document.edit("Longer") as draft:
        dates.set_duration(draft, a, 5 * 480)
    with document.edit("Done") as draft:
        draft.change(draft.tasks[c], percent=50)
    assert told_of(document, "A") == [
        ("Longer (1 task shifted)", ("finish Wed 6 May → Fri 8 May (+2 d)", "duration 3d → 5d"))
    ]
    assert told_of(document, "B") == [
        ("Longer (1 task shifted)", ("start Thu 7 May → Mon 11 May (+2 d)", "finish Fri 8 May → Tue 12 May (+2 d)"))
    ]
    assert told_of(document, "C") == [("Done", ("percent complete 0 % → 50 %",))]


def test_a_constraint_is_told_in_words() -> None:
    document = Document(pocket("A 3d"))
    with document.edit("Hold") as draft:
        draft.change(draft.tasks[id_of(document.plan, "A")], constraint="fnlt")
    assert told_of(document, "A") == [("Hold", ("constraint as soon as possible → finish no later than",))]


def test_tags_are_told_one_by_one() -> None:
    document = Document(pocket("A 3d"))
    with document.edit("Tag") as draft:
        draft.change(draft.tasks[id_of(document.plan, "A")], tags=("later", "API"))
    assert told_of(document, "A") == [("Tag", ("tags none → 'later', 'API'",))]


def test_links_and_risks_of_a_task_are_its_history_too() -> None:
    document = Document(pocket("A 3d; B 2d"))
    a, b = id_of(document.plan, "A"), id_of(document.plan, "B")

    def both(draft: Draft) -> None:
        links.add(draft, a, b)
        draft.put(Risk(id="r" * 16, name="Vendor slips", tasks=(a,)))

    with document.edit("Link") as draft:
        both(draft)
    ((_, of_a),) = told_of(document, "A")
    assert of_a == ("Added link from 'A' to 'B'.", "Added risk 'Vendor slips'.")
    ((_, of_b),) = told_of(document, "B")
    assert of_b[-1] == "Added link from 'A' to 'B'."


def test_going_back_ends_at_the_plan_that_was_opened() -> None:
    document = Document(pocket("A 3d; B 2d after A"))
    opened, schedule = document.plan, document.schedule
    for days in (4, 5, 6):
        with document.edit(f"{days}") as draft:
            dates.set_duration(draft, id_of(opened, "A"), days * 480)
    last = list(told.backwards(document.steps, document.plan, document.schedule))[-1]
    assert last.before == opened
    assert [last.schedule_before.finish(id) for id in opened.tasks] == [schedule.finish(id) for id in opened.tasks]
    assert told.of_step(last) == ("Task 'A': duration changed from 3d to 4d.",)


def test_saves_tell_of_a_task_by_its_name() -> None:
    log = Log(id="l" * 16, at=29_000_000, who="Ann", labels=("Move 'A' +3 d", "Move 'B' +1 d"))
    plan = pocket("A 3d; B 2d", log)
    assert [(each.label, each.lines) for each in told.saves_of(plan, "A")] == [("Saved by Ann", ("Move 'A' +3 d",))]
    assert [each.lines for each in told.saves(plan)] == [log.labels]


def test_steps_know_when_they_were_made() -> None:
    document = Document(pocket("A 3d"))
    with document.edit("Rename", merge_key="k") as draft:
        draft.change(draft.tasks[id_of(document.plan, "A")], name="B")
    document.mark_saved("", document.plan)
    (step,) = document.steps
    assert step.at is not None
    assert step.key is None


def test_the_baseline_is_a_sentence() -> None:
    plan = pocket("A 3d")
    assert told.since_baseline(plan, 960, 4 * 480) == "Since the baseline: start +2 d, finish +4 d."
    assert told.since_baseline(plan, 0, 0) == "As in the baseline."
    assert told.since_baseline(plan, None, 0) == ""
