"""The arrangement of one window's rows: what it found when it was applied, and how that follows edits."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmap_app.analysis.facets import FACETS, Facet, Facts
from roadmap_app.analysis.filtering import Readers, compiled
from roadmap_app.analysis.filters import FilterError
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.states import Test
from roadmap_app.analysis.totals import Totals, totals
from roadmap_app.commands import fields
from roadmap_app.commands.columns.column import Ask, Column
from roadmap_app.commands.read import readers
from roadmap_app.commands.typed import parse_duration
from roadmap_app.model.text import hyphened
from roadmap_app.model.time import from_iso
from roadmap_app.scene import arranged
from roadmap_app.scene.arranged import GROUP, PLAIN, Applied, Arrangement
from roadmap_app.scene.rows import RowList, rows_after, visible_rows

if TYPE_CHECKING:
    from roadmap_app.app.workspace import Workspace
    from roadmap_app.document.document import Update
    from roadmap_app.model.plan import Plan

FEW = 64  # rows beyond which making all anew takes no longer


class Arranging:
    """Belongs to one document of a workspace, which asks it for the rows and tells it of edits."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.arrangement: Arrangement = PLAIN
        self.applied = Applied()
        self._unfolded: frozenset[str] = frozenset()  # summaries that a filter opened
        self._plain: tuple[RowList, Plan, frozenset[str], bool] | None = None  # as they are, and of what
        self._facts: Facts | None = None
        self._tests: dict[str, Test] = {}
        self._totals: dict[str, Totals] = {}
        self._totals_of: tuple[object, object] = (None, None)

    # Asking ---------------------------------------------------------------------------------------

    @property
    def facts(self) -> Facts:
        """What filters, sorts and groups read of the document as it is now."""
        workspace = self._workspace
        schedule = workspace.document.schedule
        known = self._facts
        standing = workspace.standing if workspace.preview is None else Standing(schedule)
        same = known is not None and known.schedule is schedule
        if known is None or not same or (workspace.preview is None and known.standing is not standing):
            more = _column_facets(workspace.today)
            known = self._facts = Facts(workspace.document.plan, schedule, standing, workspace.today, more)
            self._tests = {}
        return known

    @property
    def readers(self) -> Readers:
        return readers(self._workspace.document.plan.project, self._workspace.today)

    def test(self, filter: str) -> Test:
        """Whether a filter finds a task; one that cannot be read finds none."""
        facts = self.facts
        if filter not in self._tests:
            try:
                self._tests[filter] = compiled(filter, facts, self.readers)
            except FilterError:
                self._tests[filter] = lambda id: False
        return self._tests[filter]

    def refusal(self, filter: str) -> str:
        """Why a filter cannot be read; "" where it can."""
        try:
            compiled(filter, self.facts, self.readers)
        except FilterError as error:
            return str(error)
        return ""

    def count(self) -> tuple[int, int]:
        """(found, all): tasks that the filter finds, of how many; summaries count where they are found."""
        tasks = self._workspace.document.plan.tasks
        found = self.applied.found
        return (len(tasks) if found is None else sum(id in tasks for id in found)), len(tasks)

    def above(self, id: str) -> frozenset[str]:
        """What a task lies in on screen: the summaries above it, or its group."""
        if self.applied.groups is not None:
            return frozenset(group.id for group in self.applied.groups if id in group.members)
        return frozenset(self._workspace.document.plan.outline.ancestors(id))

    def group_of(self, row: int) -> arranged.Group | None:
        """The group that a row of the screen is in, or is the head of; None where there are none."""
        rows = self._workspace.rows.rows
        for number in range(min(row, len(rows) - 1), -1, -1):
            if rows[number].kind == "group":
                return next((each for each in self.applied.groups or () if each.id == rows[number].id), None)
        return None

    def totals(self, group: str) -> Totals:
        """The figures of a group, by its row's id, as shown; a drag changes them."""
        workspace = self._workspace
        made_of = (workspace.schedule, self.applied)
        if not all(map(operator.is_, made_of, self._totals_of)):
            self._totals_of, self._totals = made_of, {}
        if group not in self._totals:
            members = [id for id in workspace.rows.groups.get(group, ()) if id in workspace.schedule]
            self._totals[group] = totals(workspace.plan, workspace.schedule, members)
        return self._totals[group]

    # Applying -------------------------------------------------------------------------------------

    def apply(self, arrangement: Arrangement) -> frozenset[str]:
        """Find what an arrangement shows; answers what is folded then. FilterError, and nothing done, where its
        filter cannot be read.

        A filter opens the summaries that hide what it finds; when it goes, they are folded again.
        """
        workspace, facts = self._workspace, self.facts
        arrangement = arranged.known(arrangement, facts.facets)
        tasks, outline = facts.plan.tasks, facts.plan.outline
        words = arrangement.filter.strip()
        found = frozenset(filter(test, tasks)) if (test := self._read(words)) else None
        rank = arranged.ranked(facts, arrangement.sort)
        groups = arranged.grouped(facts, arrangement.group, found, rank) if arrangement.group else None
        collapsed = workspace.collapsed | {id for id in self._unfolded if id in tasks}
        if arrangement.group != self.arrangement.group:
            collapsed = frozenset(id for id in collapsed if not id.startswith(GROUP))
        self._unfolded = frozenset()
        if found is not None and collapsed:
            self._unfolded = collapsed & {up for id in found for up in outline.ancestors(id)}
        self.arrangement = replace(arrangement, filter=words)
        self.applied = Applied(found, rank, groups)
        return collapsed - self._unfolded

    def _read(self, words: str) -> Test | None:
        return compiled(words, self.facts, self.readers) if words else None

    @property
    def folds(self) -> frozenset[str]:
        """What is folded when no filter opens it: to be remembered."""
        return self._workspace.collapsed | self._unfolded

    def rows(self, update: Update | None = None) -> RowList:
        """The rows as they are now, after an edit that may have placed tasks elsewhere."""
        workspace = self._workspace
        plan, project_row = workspace.document.plan, workspace.look.project_row
        if self.applied == Applied():
            made = self._few_anew(plan, project_row, update)
            made = made or visible_rows(plan, workspace.collapsed, project_row=project_row)
            self._plain = made, plan, workspace.collapsed, project_row
            return made
        return arranged.arranged_rows(plan, self.applied, workspace.collapsed, project_row=project_row)

    def _few_anew(self, plan: Plan, project_row: bool, update: Update | None) -> RowList | None:
        """The rows from those made last, where only few are other ones."""
        if self._plain is None or not plan.tasks:
            return None
        rows, before, folded, had = self._plain
        collapsed = self._workspace.collapsed
        ids = folded ^ collapsed | (update.changes.ids("task") if update else set())
        known = before.outline is (update.before.outline if update else plan.outline)
        project = {before.project.id, plan.project.id}
        if not known or had != project_row or len(project) > 1 or project & (ids | collapsed) or not before.tasks:
            return None
        if len(ids) > FEW or before.outline.mended or plan.outline.mended:
            return None
        return rows_after(rows, before.outline, plan.outline, ids, collapsed)

    # Following --------------------------------------------------------------------------------------

    def show(self, ids: Iterable[str]) -> None:
        """Let tasks be seen that the filter may not find: just made, or asked for."""
        if self.applied != Applied():
            self.applied = arranged.joined(self.applied, self._workspace.document.plan.outline, ids)
            self._regroup()

    def follow(self) -> bool:
        """Follow an edit; answers whether tasks are in other groups now."""
        arrangement = arranged.known(self.arrangement, self.facts.facets) if self.arrangement != PLAIN else PLAIN
        if arrangement != self.arrangement:  # by a field that is gone
            self.apply(arrangement)
            return True
        return self._regroup()

    def _regroup(self) -> bool:
        if self.applied.groups is None:
            return False
        groups = arranged.grouped(self.facts, self.arrangement.group, self.applied.found, self.applied.rank)
        changed = groups != self.applied.groups
        self.applied = replace(self.applied, groups=groups)
        return changed


@lru_cache(2)  # asked after each edit
def _column_facets(today: int) -> Mapping[str, Facet]:
    """The columns that are no facets of their own: by what they show."""
    return {
        id: Facet(column.title, column.kind if column.kind in ("date", "duration") else "text", _reads(column, today))
        for id, column in fields.COLUMNS.items()
        if id not in FACETS
    }


def _reads(column: Column, today: int) -> Callable[[Facts], Callable[[str], object]]:
    typed = column.typed or column.shown

    def reads(facts: Facts) -> Callable[[str], object]:
        def read(id: str) -> object:
            text = typed(Ask(facts.plan, facts.schedule, id, today))
            if column.kind == "date":
                return from_iso(text.replace(" ", "T")) if text else None
            if column.kind == "duration":
                return _minutes(text, facts) if text else None
            return text

        return read

    return reads


def _minutes(text: str, facts: Facts) -> int:
    """Minutes of a duration as it is shown, which may have a sign."""
    words = hyphened(text.replace(" ", ""))
    minutes = parse_duration(words.lstrip("+-"), facts.plan.project).minutes
    return -minutes if words.startswith("-") else minutes
