"""Three-way merge of plans, by record and by member. Pure: plans in, a plan and what to know of it out.

What one side changed is taken; what both changed to the same is taken once. Where both changed one thing
otherwise, mine stands and the clash is listed. An edit beats a delete, which is listed too; and what a new or
changed record refers to counts as edited, so nothing that anyone entered is lost. Then what only the whole plan can
show is put right and told: loops that two innocent links make, circles of parents, references to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from roadmap_app.model.changes import ChangeSet, Key
from roadmap_app.model.findings import Finding
from roadmap_app.model.garbage import without_gc
from roadmap_app.model.order import between, is_key
from roadmap_app.model.plan import Draft, Plan, diff
from roadmap_app.model.records import KINDS, Link, Record, Task
from roadmap_app.schedule import compute
from roadmap_app.schedule.loops import LOOP, loop_within_reach, path_of_loop
from roadmap_app.storage.merge_values import Clash, merged_record
from roadmap_app.storage.references import REFERENCES, dangling
from roadmap_app.storage.repair import structure

# What decides whether a task waits for others or keeps dates of its own (schedule.facts.is_fixed).
WAITING = ("active", "manual", "external", "start", "finish", "pinned_start", "pinned_finish")
Deleted = Mapping[Key, tuple[Record, str]]  # what was deleted by one side, and which side kept it


@dataclass(frozen=True)
class Merged:
    """The merged plan, what both sides changed (mine stands, unless `kept` says otherwise), and what was put right."""

    plan: Plan
    conflicts: tuple[Clash, ...]
    repairs: tuple[Finding, ...]


def merge(
    base: Plan, mine: Plan, theirs: Plan, *, mine_whole: bool = True, theirs_whole: bool = True
) -> Merged:
    """Both sides' changes since `base`, on top of mine; the document is mine.

    A side that is not whole was read from a damaged file: what is missing there was not deleted. An empty base
    makes everything an addition of both sides.
    """
    with without_gc():
        work = _Merge(base, mine, theirs)
        work.take(mine_whole=mine_whole, theirs_whole=theirs_whole)
        work.bring_back()
        work.cut_circles()
        work.set_loops_aside()
        work.order_rows()
        repairs = structure(work.draft)
    clashes = sorted(work.clashes.values(), key=lambda clash: (clash.kind, clash.id, clash.field))
    return Merged(work.draft.plan, tuple(clashes), tuple(repairs))


class _Merge:
    """One merge under way: a draft of mine, and what each side did."""

    def __init__(self, base: Plan, mine: Plan, theirs: Plan) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.draft = Draft(mine)
        self.ours, self.others = diff(base, mine), diff(base, theirs)
        self.clashes: dict[tuple[str, str, str], Clash] = {}
        self._known: set[str] | None = None  # links that close loops on one side already

    def clash(self, clash: Clash) -> None:
        self.clashes[clash.kind, clash.id, clash.field] = clash

    # Record by record -----------------------------------------------------------------------------

    def take(self, *, mine_whole: bool, theirs_whole: bool) -> None:
        """Put what theirs changed into the draft."""
        if not mine_whole:
            self.ours = _without_deletions(self.ours)
            for record in self.base.records():
                if self.mine.get(record.kind, record.id) is None:
                    self.draft.put(record)
        if not theirs_whole:
            self.others = _without_deletions(self.others)
        for (kind, id), (was, other) in self.others.pairs.items():
            if (kind, id) not in self.ours.pairs:
                if other is not None:
                    self.draft.put(other)
                else:
                    self.draft.remove(kind, id)
                continue
            self._take_both(was, self.ours.pairs[kind, id][1], other)

    def _take_both(self, was: Record | None, own: Record | None, other: Record | None) -> None:
        if own == other:
            return
        if own is None and other is not None:
            self.draft.put(other)
            self.clash(Clash(other.kind, other.id, "", was, None, other, "theirs"))
        elif own is not None and other is None:
            self.clash(Clash(own.kind, own.id, "", was, own, None, "mine"))
        elif own is not None and other is not None:
            before = was if was is not None else KINDS[own.kind].build({"id": own.id})
            merged, clashes = merged_record(before, own, other)
            if merged != own:
                self.draft.put(merged)
            for clash in clashes:
                self.clash(clash)

    # What the whole plan shows -----------------------------------------------------------------------

    def bring_back(self) -> None:
        """Undo deletions of what the other side's new or changed records refer to, with all that hung on it."""
        deleted = {
            key: (was, kept)
            for changes, kept in ((self.ours, "theirs"), (self.others, "mine"))
            for key, (was, after) in changes.pairs.items()
            if after is None and was is not None
        }
        if not deleted:
            return
        back = {key for key in deleted if self.draft.get(*key) is not None}
        while True:
            wanted = set(self._wanted(deleted)) | set(self._hanging(deleted, back))
            wanted -= back
            if not wanted:
                return
            for kind, id in sorted(wanted):
                self.draft.put(deleted[kind, id][0])
                back.add((kind, id))

    def _wanted(self, deleted: Deleted) -> Iterable[Key]:
        """Deleted records that something in the draft refers to; each is told as a clash of its own."""
        for reference in REFERENCES:
            for record, missing in dangling(self.draft, reference):
                touched = (record.kind, record.id)
                if touched not in self.ours.pairs and touched not in self.others.pairs:
                    continue
                for kind in reference.targets:
                    for id in missing:
                        if (kind, id) in deleted:
                            was, kept = deleted[kind, id]
                            own, other = (None, was) if kept == "theirs" else (was, None)
                            self.clash(Clash(kind, id, "", was, own, other, kept))
                            yield kind, id

    def _hanging(self, deleted: Deleted, back: set[Key]) -> Iterable[Key]:
        """What one side deleted along with a record that is back, and says nothing without it: links, assignments.

        What the other side deleted too was not deleted along with it.
        """
        for reference in REFERENCES:
            if not reference.essential:
                continue
            for (kind, id), (was, _) in deleted.items():
                if kind == reference.kind and (kind, id) not in back and not self._both_changed((kind, id)):
                    ends = [(each.targets[0], getattr(was, each.attr)) for each in REFERENCES
                            if each.kind == kind and each.essential and each.targets]  # fmt: skip
                    there = all(self.draft.get(*end) is not None for end in ends)
                    if there and any(end in back for end in ends):
                        yield kind, id

    def _both_changed(self, key: Key) -> bool:
        return key in self.ours.pairs and key in self.others.pairs

    def cut_circles(self) -> None:
        """Two moves that put tasks below each other: theirs is not made."""
        moved = [
            after for _, before, after in self.others.of("task")
            if isinstance(after, Task) and (not isinstance(before, Task) or before.parent != after.parent)
        ]  # fmt: skip
        for task in sorted(moved, key=lambda task: task.id):
            if self._in_circle(task.id):
                self._put_back(task)

    def _in_circle(self, id: str) -> bool:
        tasks, seen = self.draft.tasks, {id}
        at = tasks[id].parent if id in tasks else ""
        while at in tasks and at not in seen:
            seen.add(at)
            at = tasks[at].parent
        return at == id

    def _put_back(self, task: Task) -> None:
        """Leave a task that theirs moved where mine has it, and tell."""
        was = self.base.tasks.get(task.id)
        own = self.mine.tasks.get(task.id, was)
        parent, ord = (own.parent, own.ord) if own is not None else ("", task.ord)
        self.draft.change(self.draft.tasks[task.id], parent=parent, ord=ord)
        self.clash(Clash("task", task.id, "parent", was.parent if was else None, parent, task.parent))

    def set_loops_aside(self) -> None:
        """Links that are innocent on either side but wait for each other together: theirs is set aside."""
        new = [
            link for _, before, link in self.others.of("link")
            if isinstance(link, Link) and self.draft.links.get(link.id) is not None
            and (not isinstance(before, Link) or (before.from_, before.to) != (link.from_, link.to))
        ]  # fmt: skip
        ends = {link.to for link in new if link.to in self.draft.tasks}
        if ends and loop_within_reach(self.draft, ends):
            for link in sorted(new, key=lambda link: link.id):
                closes = self._loops(self.draft, link) and not self._loops(self.theirs, link)
                if closes and self._waits_for_itself():  # of fixed tasks the quick look says too much
                    self._set_aside(link)
        moved = {
            id for id, before, after in self.others.of("task")
            if isinstance(before, Task) and isinstance(after, Task) and before.parent != after.parent
        }  # fmt: skip
        if moved and self.draft.links and loop_within_reach(self.draft, self._around(moved)):
            self._undo_moves_into_loops(sorted(moved))
        freed = {
            id for id, before, after in self.others.of("task")
            if isinstance(before, Task) and isinstance(after, Task) and _waiting(before) != _waiting(after)
        }  # fmt: skip
        if freed and self.draft.links and loop_within_reach(self.draft, self._around(freed)):
            self._keep_from_waiting(sorted(freed))

    def _waits_for_itself(self) -> bool:
        """Whether the draft has a loop that neither side had."""
        if self._known is None:
            self._known = _loops_of(self.mine) | _loops_of(self.theirs)
        return not _loops_of(self.draft.plan) <= self._known

    def _around(self, moved: set[str]) -> set[str]:
        outline = self.draft.outline
        return {id for each in moved if each in outline.position for id in (each, *outline.ancestors(each))}

    @staticmethod
    def _loops(plan: Plan | Draft, link: Link) -> bool:
        both = link.from_ in plan.tasks and link.to in plan.tasks
        return both and path_of_loop(plan, link.from_, link.to) is not None

    def _set_aside(self, link: Link) -> None:
        was, own = self.base.links.get(link.id), self.mine.links.get(link.id)
        self.draft.remove("link", link.id)
        if own is not None and not self._loops(self.draft, own):
            self.draft.put(own)
        self.clash(Clash("link", link.id, "", was, own, link, "mine"))

    def _undo_moves_into_loops(self, moved: list[str]) -> None:
        for id in moved:
            if not self._waits_for_itself():
                return
            if self.draft.tasks[id].parent != self.mine.tasks.get(id, self.draft.tasks[id]).parent:
                self._put_back(self.theirs.tasks[id])

    def _keep_from_waiting(self, freed: list[str]) -> None:
        """Tasks that only theirs let wait for others, in loops with what mine linked or moved, stay as in mine."""
        for id in freed:
            if not self._waits_for_itself():
                return
            was, own, other = self.base.tasks[id], self.mine.tasks.get(id), self.theirs.tasks[id]
            for attr in WAITING if own is not None else ():
                kept = getattr(own, attr)
                if getattr(self.draft.tasks[id], attr) != kept:
                    self.draft.change(self.draft.tasks[id], **{attr: kept})
                    self.clash(Clash("task", id, attr, getattr(was, attr), kept, getattr(other, attr)))

    def order_rows(self) -> None:
        """Rows that both sides put at one place stand there one after the other."""
        new = {
            after.parent for _, before, after in self.others.of("task")
            if isinstance(after, Task)
            and (not isinstance(before, Task) or (before.parent, before.ord) != (after.parent, after.ord))
        }  # fmt: skip
        for parent in sorted(new):
            rows = [self.draft.tasks[id] for id in self.draft.outline.children.get(parent, ())]
            self._spread([row for row in rows if is_key(row.ord)])

    def _spread(self, rows: list[Task]) -> None:
        later = [*(row.ord for row in rows[1:]), ""]
        for place, row in enumerate(rows[1:], 1):
            before = self.draft.tasks[rows[place - 1].id].ord
            if row.ord > before:
                continue
            above = next((ord for ord in later[place:] if ord > before), "")
            self.draft.change(row, ord=between(before, above))


def _waiting(task: Task) -> tuple[object, ...]:
    return tuple(getattr(task, attr) for attr in WAITING)


def _without_deletions(changes: ChangeSet) -> ChangeSet:
    return ChangeSet({key: pair for key, pair in changes.pairs.items() if pair[1] is not None})


def _loops_of(plan: Plan) -> set[str]:
    """The links that are left out of a plan's schedule, as they close loops."""
    return {finding.id for finding in compute(plan).problems if finding.code == LOOP}


def unrelated(mine: Plan, theirs: Plan) -> Plan:
    """Theirs with its project record as mine has it: of two plans that were never one, mine's settings hold."""
    if mine.project.id == theirs.project.id or not mine.project.id:
        return theirs
    tables = {**theirs.tables, "project": dict(mine.tables["project"])}
    return replace(theirs, tables=tables)
