"""What is wrong, or worth a look: findings of the file, of the schedule and of the plan, with their fixes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from roadmap_app.analysis import checks
from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section, Verb
from roadmap_app.commands.fixes import Fix, fixes
from roadmap_app.model.bidi import numbered
from roadmap_app.model.findings import Finding

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HEADS = ("Where", "What", "What to do")


def show(window: MainWindow) -> QDialog:
    def wrong() -> list[Finding]:
        return [*window.origin.findings, *window.document.schedule.problems]

    def advice() -> tuple[Finding, ...]:
        document = window.document
        return checks.findings(document.plan, document.schedule, window.workspace.today)

    def verbs(chosen: Sequence[Row]) -> list[Verb]:
        """The fixes of one finding; of several, those that all of them have."""
        document = window.document
        each = [fixes(document.plan, document.schedule, row.about) for row in chosen if isinstance(row.about, Finding)]
        if not each:
            return []
        if len(each) == 1:
            return [(fix.label, lambda fix=fix: _do(window, fix)) for fix in each[0]]
        labels = [fix.label for fix in each[0] if all(any(fix.label == o.label for o in other) for other in each)]
        return [(f"{label} ({len(each)})", lambda label=label: _do_all(window, chosen, label)) for label in labels]

    problems = Section(
        "Problems", HEADS, lambda: _rows(window, wrong()), "The file and its dates hold together: nothing to mend.",
        verbs, "warning",
    )  # fmt: skip
    worth = Section(
        "Advice", HEADS, lambda: _rows(window, advice()),
        "Nothing to worry about: no missed deadline, nothing overdue.", verbs,
    )  # fmt: skip
    sections = (problems, worth) if wrong() or not advice() else (worth, problems)
    return listing.show(window, "Problems and advice", sections)


def _rows(window: MainWindow, found: Sequence[Finding]) -> list[Row]:
    return [
        Row((numbered(finding.where), finding.message, finding.fix), _task_of(window, finding), finding)
        for finding in found
    ]


def _task_of(window: MainWindow, finding: Finding) -> str:
    """The task to show for a finding: its own, or the successor of its link."""
    plan = window.document.plan
    if finding.kind == "link" and finding.id in plan.links:
        return plan.links[finding.id].to
    return finding.id if finding.id in plan.tasks else ""


def _do(window: MainWindow, fix: Fix) -> None:
    window.edit(fix.step, fix.change)


def _do_all(window: MainWindow, chosen: Sequence[Row], label: str) -> None:
    """The same fix for several findings, one after the other: the plan changes under each."""
    for row in chosen:
        assert isinstance(row.about, Finding)
        for fix in fixes(window.document.plan, window.document.schedule, row.about):
            if fix.label == label:
                _do(window, fix)
