"""One open plan. Every change of it is an edit with a name; views are told what changed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roadmap_app.document import history as past
from roadmap_app.document import shifted
from roadmap_app.document.history import History, Step
from roadmap_app.model.changes import ChangeSet, compose, invert
from roadmap_app.model.plan import Draft, Plan, apply
from roadmap_app.schedule import Schedule, compute, update

if TYPE_CHECKING:
    from roadmap_app.storage.saving import NotSaved


@dataclass(frozen=True)
class Update:
    """What a view needs to follow an edit. `origin` tells edit, undo and redo apart."""

    before: Plan
    after: Plan
    changes: ChangeSet
    label: str
    origin: str
    schedule_before: Schedule
    schedule: Schedule


@dataclass(frozen=True)
class Preview:
    """What an edit would give. Nothing of it is stored."""

    plan: Plan
    schedule: Schedule
    changes: ChangeSet


def now() -> int:
    """The present, in minutes since 1970-01-01T00:00 UTC."""
    return int(time.time()) // 60


Label = str | Callable[[Preview], str]  # a step's name, or how to name it once it is known what it gives


class Document:
    """The plan, its schedule and one history."""

    def __init__(self, plan: Plan, path: str | None = None, *, today: int | None = None) -> None:
        self._now = plan, compute(plan)  # one value: a preview may be worked out in another thread
        self._before_step = self.schedule  # what the last step began with
        self._history = History()
        self._saved_plan: Plan | None = plan  # None: what was saved is gone
        self._alike: tuple[Plan, Plan | None, bool] = (plan, plan, True)  # two plans, and whether they are the same
        self._listeners: list[Callable[[Update], None]] = []
        self._last: Update | None = None  # the change that led to the plan as it is
        self._tried: tuple[Plan, Preview] | None = None  # the last preview, and the plan that it was of
        self._untold: deque[Update] = deque()
        self._telling = False
        self.path = path
        self.today = today
        self.read_only = False
        self.saving = False
        self.save_again: Callable[[], object] | None = None  # what was asked for while it was being saved
        self.not_saved: NotSaved | None = None  # why the last save failed

    @property
    def plan(self) -> Plan:
        return self._now[0]

    @property
    def schedule(self) -> Schedule:
        return self._now[1]

    @property
    def history(self) -> list[str]:
        """Labels of what can be undone, oldest first."""
        return [step.label for step in self._history.done]

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be undone, oldest first, with what each step changed and when it was made."""
        return self._history.done

    @property
    def redo_history(self) -> list[str]:
        """Labels of what can be redone, the next one last."""
        return [step.label for step in self._history.undone]

    @property
    def can_undo(self) -> bool:
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.undone)

    # Edits ----------------------------------------------------------------------------------------

    @contextmanager
    def edit(
        self,
        label: Label,
        *,
        merge_key: str | None = None,
        amend: bool = False,
        origin: str = "edit",
        in_hand: Iterable[str] = (),
    ) -> Iterator[Draft]:
        """Change the plan through a draft. An error inside leaves everything as it was and goes on up.

        Edits of one `merge_key` in a row become one step; one that amends is part of the last. A draft that
        changes nothing adds no step. A label that is asked for is told what the whole step gives; how many tasks
        follow those that it changes or has in hand is put behind it.
        RuntimeError where the plan was changed meanwhile, by another edit inside this one: the draft knows
        nothing of that change and would undo it; the inner edit stands, and this one leaves nothing.
        """
        draft = Draft(self.plan)
        yield draft
        changes = draft.changes()
        if not changes:
            return
        if draft.origin is not self.plan:
            named = f"the edit '{label}'" if isinstance(label, str) else "an edit"
            raise RuntimeError(f"{named} began before another change of the plan, and cannot be made on top")
        tried = self._tried
        if tried and tried[0] is self.plan and tried[1].changes == changes:  # what was previewed is taken
            after, schedule = tried[1].plan, tried[1].schedule
        else:
            after = draft.plan
            schedule = update(self.schedule, after, changes)
        join = past.joins(self._history, merge_key) or (amend and self.can_undo and not self.can_redo)
        whole = compose(self._history.done[-1].changes, changes) if join else changes
        if not join:
            self._before_step = self.schedule
        if not isinstance(label, str):
            label = label(Preview(after, schedule, whole))
        label = shifted.named(label, self._before_step, schedule, whole, in_hand)
        self._history = past.push(self._history, Step(label, whole, merge_key, now()), join=join)
        self._become(after, schedule, changes, label, origin)

    def made_last(self, kind: str, id: str) -> bool:
        """True where the last step made this record, so that what follows at once may amend it."""
        last = self._history.done[-1].changes.pairs if self.can_undo and not self.can_redo else {}
        return (kind, id) in last and last[kind, id][0] is None

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        if not self._history.done:
            return False
        self._history, step = past.undo(self._history)
        self._step(invert(step.changes), step.label, "undo")
        return True

    def withdraw(self) -> None:
        """Undo the last step and forget it: there is nothing to redo. IndexError where there is none."""
        self._history, step = past.undo(self._history)
        self._history = past.History(self._history.done)
        self._step(invert(step.changes), step.label, "undo")

    def redo(self) -> bool:
        """Do the step again that was undone last; False where there is none."""
        if not self._history.undone:
            return False
        self._history, step = past.redo(self._history)
        self._step(step.changes, step.label, "redo")
        return True

    @property
    def undone(self) -> tuple[Step, ...]:
        """What can be redone, the next one last."""
        return self._history.undone

    def go_to(self, done: int) -> bool:
        """Undo or redo as one change until so many steps are done; False where that is so already.

        IndexError where there are not so many.
        """
        before, back = len(self._history.done), done < len(self._history.done)
        if not 0 <= done <= before + len(self._history.undone):
            raise IndexError(f"there are {before + len(self._history.undone)} steps, not {done}")
        history, changes, label = self._history, ChangeSet(), ""
        while len(history.done) != done:
            history, step = past.undo(history) if back else past.redo(history)
            changes, label = compose(changes, invert(step.changes) if back else step.changes), step.label
        if history is self._history:
            return False
        self._history = history
        self._go(changes, label, "undo" if back else "redo")
        return True

    def take(self, steps: Sequence[Step]) -> None:
        """Make steps that another session made on this plan, as one change that can be undone step by step.

        Misfit where the first of them does not start at this plan.
        """
        changes = ChangeSet()
        for step in steps:
            changes = compose(changes, step.changes)
        if steps:
            after = apply(self.plan, changes)
            self._before_step = self.schedule
            self._history = History((*self._history.done, *steps))
            self._become(after, update(self.schedule, after, changes), changes, steps[-1].label, "take")

    def note(self, changes: ChangeSet, label: str) -> None:
        """Change what is no step of the history and cannot be undone, such as the log of saves."""
        if changes:
            self._go(changes, label, "note")

    def preview(self, change: Callable[[Draft], object]) -> Preview:
        """What `change` would give; the document stays as it is. Refusals go on up."""
        base, schedule = self._now
        draft = Draft(base)
        change(draft)
        changes = draft.changes()
        if not changes:
            return Preview(base, schedule, changes)
        plan = draft.plan
        preview = Preview(plan, update(schedule, plan, changes), changes)
        self._tried = base, preview
        return preview

    def _step(self, changes: ChangeSet, label: str, origin: str) -> None:
        """One step there or back. Where it takes the last change back, plan and dates are still known."""
        last = self._last
        if last and invert(last.changes) == changes:
            self._become(last.before, last.schedule_before, changes, label, origin)
        else:
            self._go(changes, label, origin)

    def _go(self, changes: ChangeSet, label: str, origin: str) -> None:
        after = apply(self.plan, changes)
        self._become(after, update(self.schedule, after, changes), changes, label, origin)

    def _become(self, after: Plan, schedule: Schedule, changes: ChangeSet, label: str, origin: str) -> None:
        told = Update(self.plan, after, changes, label, origin, self.schedule, schedule)
        self._now, self._last, self._tried = (after, schedule), told, None
        self._untold.append(told)
        if not self._telling:
            self._tell()

    def _tell(self) -> None:
        """Tell every view of every change, in their order: one that a view makes is told after its own."""
        errors = []
        self._telling = True
        try:
            while self._untold:
                told = self._untold.popleft()
                for listener in tuple(self._listeners):
                    try:
                        listener(told)
                    except Exception as error:  # every view is told before the first error goes up
                        errors.append(error)
        finally:
            self._telling = False
        if errors:
            raise errors[0]

    def subscribe(self, listener: Callable[[Update], None]) -> Callable[[], None]:
        """Be told of every change after it is made, in order; answers the way to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # Saving ---------------------------------------------------------------------------------------

    @property
    def is_saved(self) -> bool:
        """True while the plan is what the file holds."""
        plan, saved, alike = self._alike
        if plan is not self.plan or saved is not self._saved_plan:
            alike = self.plan is self._saved_plan or self.plan == self._saved_plan
            self._alike = self.plan, self._saved_plan, alike
        return alike

    def mark_lost(self) -> None:
        """Note that no file holds the plan any more."""
        self._saved_plan = None

    def mark_saved(self, path: str, plan: Plan) -> None:
        """Note that `plan`, a snapshot of this document, is on disk at `path`. Redo survives it."""
        self.path = path
        self._saved_plan = plan
        self.not_saved = None
        if self._history.done:  # typing after a save is a step of its own
            last = self._history.done[-1]
            joined = (*self._history.done[:-1], replace(last, key=None))
            self._history = History(joined, self._history.undone)
