"""Where the work on a task pauses: at its splits, and until what remains of it is taken up again."""

from __future__ import annotations

from roadmap_app.schedule.schedule import Schedule

Spans = tuple[tuple[int, int], ...]  # instants, from and to
NONE: Spans = ()


def pauses(schedule: Schedule, id: str) -> Spans:
    """The spans within a task's dates in which no work on it is done, in time; KeyError for an unknown id.

    Work whose assignments take their own times tells its pauses with them, and none here.
    """
    task, node = schedule.plan.tasks[id], schedule.node(id)
    if node.parts or not (task.splits or task.resume is not None or schedule.plan.project.move_remaining_forward):
        return NONE
    start, finish = schedule.start(id), schedule.finish(id)
    work = node.work
    found: list[tuple[int, int]] = []
    before = 0  # minutes of pauses so far
    for split in sorted(task.splits, key=lambda split: split.after):
        if not 0 < split.after < node.duration:
            continue
        from_ = work.add(start, split.after + before)
        before += split.gap
        found.append((from_, work.next_start(work.add(start, split.after + before))))
    resumed = _resumed(schedule, id)
    if resumed is not None:
        found = [*(pause for pause in found if pause[1] <= resumed[0]), resumed]
    return tuple((from_, min(to, finish)) for from_, to in found if start < from_ < min(to, finish))


def _resumed(schedule: Schedule, id: str) -> tuple[int, int] | None:
    """From where work in progress stopped to where the rest of it goes on; None where it runs through."""
    task, node = schedule.plan.tasks[id], schedule.node(id)
    if task.actual_start is None or task.actual_finish is not None or not node.resume or node.resume < 0:
        return None
    work = node.work
    resume = work.next_start(node.resume)
    left = task.remaining_duration
    if left is None:
        left = node.length - node.length * task.percent // 100
    if not left or work.add(resume, left) != schedule.finish(id):
        return None  # its end was not set by what remains
    stop = task.stop if task.stop is not None else work.add(schedule.start(id), max(node.length - left, 0))
    return (stop, resume) if work.worked(stop, resume) > 0 else None
