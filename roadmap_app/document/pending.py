"""Edits that are tried on a document before they are taken: each shows at once what it gives, and none is stored.

The steps are kept as what was done, not as records: they are done anew on a plan that changes meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roadmap_app.commands import Refusal
from roadmap_app.document.document import Document, Label, Preview
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Draft, Plan, diff


@dataclass(frozen=True)
class Try:
    """One step: its name, what it does, and the plan after it."""

    label: str
    change: Callable[[Draft], object]
    plan: Plan


class Pending:
    """Steps on top of a document's plan, with undo and redo of their own."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._base = document.plan
        self._done: list[Try] = []
        self._undone: list[Try] = []

    @property
    def plan(self) -> Plan:
        """The plan as it would be."""
        return self._done[-1].plan if self._done else self._base

    @property
    def labels(self) -> list[str]:
        """The names of the steps, oldest first."""
        return [step.label for step in self._done]

    @property
    def undone(self) -> list[str]:
        """The names of what can be done again, the next one last."""
        return [step.label for step in self._undone]

    @property
    def changes(self) -> ChangeSet:
        """What all steps together change."""
        return diff(self._base, self.plan)

    def do(self, label: str, change: Callable[[Draft], object]) -> bool:
        """Add a step; False where it changes nothing. A Refusal goes on up and leaves nothing behind."""
        step = _tried(self.plan, label, change)
        if step is None:
            return False
        self._done.append(step)
        self._undone.clear()
        return True

    def undo(self) -> str:
        """Take the last step back and answer its name; "" where there is none."""
        if not self._done:
            return ""
        self._undone.append(self._done.pop())
        return self._undone[-1].label

    def redo(self) -> str:
        """Do again what was undone last and answer its name; "" where there is nothing."""
        if not self._undone:
            return ""
        step = self._undone.pop()
        self._done.append(step)
        return step.label

    def clear(self) -> None:
        """Forget all steps."""
        self._base = self._document.plan
        self._done.clear()
        self._undone.clear()

    def follow(self) -> list[str]:
        """Do the steps anew on the document as it is now; answers the refusals of those that can't be done any more."""
        steps, refusals = tuple(self._done), []
        self.clear()
        for step in steps:
            try:
                self.do(step.label, step.change)
            except Refusal as refusal:
                refusals.append(str(refusal))
        return refusals

    def preview(self) -> Preview:
        """What the document would be with all steps."""
        return self._document.preview(self._put)

    def take(self, label: Label) -> bool:
        """Make all steps one edit of the document; False where they come to nothing."""
        if not self.changes:
            self.clear()
            return False
        with self._document.edit(label) as draft:
            self._put(draft)
        self.clear()
        return True

    def _put(self, draft: Draft) -> None:
        for (kind, id), (_, after) in self.changes.pairs.items():
            if after is None:
                draft.remove(kind, id)
            else:
                draft.put(after)


def _tried(plan: Plan, label: str, change: Callable[[Draft], object]) -> Try | None:
    draft = Draft(plan)
    change(draft)
    return Try(label, change, draft.plan) if draft.changes() else None
