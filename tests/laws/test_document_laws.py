"""Laws of the document: every edit can be undone, none leaves half of itself, previews are what edits give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from roadmap_app.document.document import Document
from roadmap_app.model.plan import Draft, Plan, apply, make_plan
from roadmap_app.model.records import Task
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.laws.test_schedule_laws import answers
from tests.pocket import id_of, plan
from tests.schedule.plans import edits, plans


class Fault(Exception):
    """Something that goes wrong inside an edit."""


def put_all(draft: Draft, edited: Draft) -> None:
    """Do in one draft what was done in another of the same plan."""
    for (kind, id), (_, after) in edited.changes().pairs.items():
        draft.remove(kind, id) if after is None else draft.put(after)


@given(st.data())
def test_an_edit_that_fails_leaves_nothing(data: st.DataObject) -> None:
    document = Document(data.draw(plans()))
    told: list[object] = []
    document.subscribe(told.append)
    before, schedule = document.plan, document.schedule
    with pytest.raises(Fault), document.edit("fails") as draft:
        put_all(draft, data.draw(edits(before)))
        raise Fault
    assert document.plan is before
    assert document.schedule is schedule
    assert (document.history, document.redo_history, told) == ([], [], [])


@given(st.data())
def test_a_preview_is_what_the_edit_gives(data: st.DataObject) -> None:
    document = Document(data.draw(plans()))
    before, edited = document.plan, data.draw(edits(document.plan))
    shown = document.preview(lambda draft: put_all(draft, edited))
    assert document.plan is before
    another = Document(before)  # which has seen no preview
    for each in (document, another):
        with each.edit("the same") as draft:
            put_all(draft, edited)
        assert each.plan == shown.plan
        assert answers(each.schedule) == answers(shown.schedule)


def test_what_was_previewed_is_not_worked_out_again_and_neither_is_taking_it_back() -> None:
    document = Document(plan("A 3d; B 2d after A"))
    before, schedule, id = document.plan, document.schedule, id_of(document.plan, "A")
    shown = document.preview(lambda draft: draft.change(draft.tasks[id], duration=480))
    with document.edit("Shorten") as draft:
        draft.change(draft.tasks[id], duration=480)
    assert document.schedule is shown.schedule
    document.undo()
    assert document.plan is before
    assert document.schedule is schedule
    document.redo()
    assert document.schedule is shown.schedule


@given(st.lists(st.text(max_size=4), min_size=1, max_size=6))
def test_typing_into_one_field_is_one_step(texts: list[str]) -> None:
    document = Document(plan("A 3d; B 2d after A"))
    before, id = document.plan, id_of(document.plan, "A")
    for text in texts:
        with document.edit(f"Name '{text}'", merge_key=f"name:{id}") as draft:
            draft.change(draft.tasks[id], name=text)
    assert len(document.history) <= 1
    document.undo()
    assert document.plan == before


@given(st.data())
def test_going_anywhere_in_the_history_is_undoing_or_redoing_step_by_step(data: st.DataObject) -> None:
    document = Document(data.draw(plans()))
    passed = [document.plan]
    for number in range(data.draw(st.integers(1, 4))):
        edited = data.draw(edits(document.plan))
        with document.edit(f"step {number}") as draft:
            put_all(draft, edited)
        if document.plan is not passed[-1]:
            passed.append(document.plan)
    told: list[object] = []
    document.subscribe(told.append)
    here = len(passed) - 1
    for there in data.draw(st.lists(st.integers(0, len(passed) - 1), max_size=5)):
        told.clear()
        assert document.go_to(there) == (there != here)
        assert document.plan == passed[there]
        assert len(told) == int(there != here)
        assert answers(document.schedule) == answers(compute(document.plan))
        here = there
    with pytest.raises(IndexError):
        document.go_to(len(passed))


def test_another_field_or_another_key_is_a_step_of_its_own() -> None:
    document = Document(plan("A 3d; B 2d after A"))
    for key, name in (("a", "1"), ("a", "2"), ("b", "3"), (None, "4"), (None, "5")):
        with document.edit(name, merge_key=key) as draft:
            draft.change(draft.tasks[id_of(document.plan, "B")], notes=name)
    assert document.history == ["2", "3", "4", "5"]


class Editing(RuleBasedStateMachine):
    """A person at work: edits, typing, undo, redo and saves in any order, beside a plain list of plans."""

    @initialize(plan=plans(size=6))
    def open(self, plan: Plan) -> None:
        self.document = Document(plan)
        self.past: list[Plan] = []  # plans before each step that can be undone
        self.future: list[Plan] = []
        self.saved = plan
        self.joins = False

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        before, edited = self.document.plan, data.draw(edits(self.document.plan))
        with self.document.edit("edit") as draft:
            put_all(draft, edited)
        if edited.changes():
            self.past.append(before)
            self.future.clear()
            self.joins = False

    @rule(name=st.sampled_from("abc"))
    def type(self, name: str) -> None:
        before = self.document.plan
        id = min(before.tasks)
        with self.document.edit("type", merge_key="name") as draft:
            draft.change(draft.tasks[id], name=name)
        if self.document.plan == before:
            return
        if not self.joins:
            self.past.append(before)
        elif self.document.plan == self.past[-1]:
            self.past.pop()  # typed back to what it was: no step at all
            self.joins = False
            self.future.clear()
            return
        self.future.clear()
        self.joins = True

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.document.plan)
        assert self.document.undo()
        assert self.document.plan == self.past.pop()
        self.joins = False

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.document.plan)
        assert self.document.redo()
        assert self.document.plan == self.future.pop()
        self.joins = False

    @rule()
    def save(self) -> None:
        """Redo survives it; typing after it does not join what was typed before."""
        self.saved = self.document.plan
        self.document.mark_saved("plan.roadmap", self.saved)
        self.joins = False

    @invariant()
    def everything_agrees(self) -> None:
        document = self.document
        assert (document.can_undo, document.can_redo) == (bool(self.past), bool(self.future))
        assert (len(document.history), len(document.redo_history)) == (len(self.past), len(self.future))
        assert document.is_saved == (document.plan == self.saved)
        assert document.schedule.plan is document.plan
        assert answers(document.schedule) == answers(compute(document.plan))


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=tries(60), stateful_step_count=12, deadline=None)


@given(st.data())
def test_undoing_everything_gives_the_plan_that_was_opened(data: st.DataObject) -> None:
    opened = data.draw(plans())
    document = Document(opened)
    for number in range(data.draw(st.integers(1, 4))):
        edited = data.draw(edits(document.plan))
        with document.edit(f"step {number}") as draft:
            put_all(draft, edited)
    last = document.plan
    while document.undo():
        pass
    assert document.plan == opened
    assert answers(document.schedule) == answers(compute(opened))
    while document.redo():
        pass
    assert document.plan == last


@given(st.data())
def test_listeners_can_follow_by_the_changes_alone(data: st.DataObject) -> None:
    document = Document(data.draw(plans()))
    mirror = [document.plan]
    document.subscribe(lambda told: mirror.append(apply(mirror[-1], told.changes)))
    for _ in range(3):
        edited = data.draw(edits(document.plan))
        with document.edit("step") as draft:
            put_all(draft, edited)
    document.undo()
    document.redo()
    assert mirror[-1] == document.plan


def test_one_view_that_fails_keeps_no_other_from_being_told() -> None:
    document = Document(make_plan("doc", [*plan("A 1d").records()]))
    told: list[str] = []

    def fails(update: object) -> None:
        raise Fault

    document.subscribe(fails)
    document.subscribe(lambda update: told.append(update.label))
    with pytest.raises(Fault), document.edit("Add B") as draft:
        draft.put(Task(id="b", name="B"))
    assert told == ["Add B"]
    assert document.history == ["Add B"]


# Edits inside edits


def rename(document: Document, name: str, to: str) -> None:
    with document.edit(f"Rename to {to}") as draft:
        draft.change(draft.tasks[id_of(document.plan, name)], name=to)


def undo_all(document: Document) -> None:
    while document.undo():
        pass


def test_an_edit_around_another_one_is_refused_and_the_inner_one_stands() -> None:
    document = Document(plan("A 3d; B 2d after A"))
    opened, a, b = document.plan, id_of(document.plan, "A"), id_of(document.plan, "B")
    with pytest.raises(RuntimeError, match="'Outer' began before"), document.edit("Outer") as draft:
        draft.change(draft.tasks[a], name="outer")
        with document.edit("Inner") as inner:
            inner.change(inner.tasks[b], name="inner")
    assert document.history == ["Inner"]
    assert (document.plan.tasks[a].name, document.plan.tasks[b].name) == ("A", "inner")
    undo_all(document)
    assert document.plan == opened


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_an_edit_around_an_undo_or_redo_is_refused(step: str) -> None:
    document = Document(plan("A 3d; B 2d after A"))
    rename(document, "A", "C")
    if step == "redo":
        document.undo()
    with pytest.raises(RuntimeError), document.edit("Outer") as draft:
        draft.put(Task(id="new"))
        getattr(document, step)()
    assert "new" not in document.plan.tasks
    assert document.schedule.plan is document.plan


def test_an_edit_that_changes_nothing_may_hold_another() -> None:
    document = Document(plan("A 3d; B 2d after A"))
    with document.edit("Nothing"):
        rename(document, "A", "C")
    assert document.history == ["Rename to C"]


@given(st.data())
def test_what_listeners_edit_is_told_to_all_of_them_in_order_and_undone(data: st.DataObject) -> None:
    """Views that answer a change with a change of their own: the mirrors before and after them keep up."""
    document = Document(data.draw(plans(size=5)))
    opened, left = document.plan, data.draw(st.integers(1, 3))
    mirrors: list[list[Plan]] = [[opened], [opened]]

    def answer(update: object) -> None:
        nonlocal left
        if left and update.origin == "edit":
            left -= 1
            edited = data.draw(edits(document.plan))
            with document.edit("answer") as draft:
                put_all(draft, edited)

    document.subscribe(lambda told: mirrors[0].append(apply(mirrors[0][-1], told.changes)))
    document.subscribe(answer)
    document.subscribe(answer)
    document.subscribe(lambda told: mirrors[1].append(apply(mirrors[1][-1], told.changes)))
    edited = data.draw(edits(opened))
    with document.edit("first") as draft:
        put_all(draft, edited)
    assert mirrors[0] == mirrors[1]
    assert mirrors[0][-1] == document.plan
    assert answers(document.schedule) == answers(compute(document.plan))
    undo_all(document)
    assert document.plan == opened and mirrors[0][-1] == mirrors[1][-1] == opened


def test_a_listener_that_fails_on_what_another_one_edits_stops_nothing() -> None:
    document = Document(plan("A 3d"))
    told: list[str] = []

    def answers_then_fails(update: object) -> None:
        if update.label == "Rename to B":
            rename(document, "B", "C")
            raise Fault

    document.subscribe(answers_then_fails)
    document.subscribe(lambda update: told.append(update.label))
    with pytest.raises(Fault):
        rename(document, "A", "B")
    assert told == document.history == ["Rename to B", "Rename to C"]
    rename(document, "C", "D")
    assert told == document.history
