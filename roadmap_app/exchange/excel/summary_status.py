"""The card of figures on the sheet Summary: health and why, finish, variance, progress, what wants attention."""

from __future__ import annotations

from typing import Any

from roadmap_app.analysis import progress
from roadmap_app.exchange.excel import facts as f
from roadmap_app.exchange.excel import milestones_sheet as shared
from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.cells import column_name, one_line, put_day, put_text, serial
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.exchange.excel.figures import slip_in_days
from roadmap_app.exchange.excel.styles import Styles
from roadmap_app.exchange.excel.summary_layout import HEAD, LABEL, VALUE, put_link
from roadmap_app.model.time import day_of

LONGEST_LABEL = 24
LINE = 38  # characters of small print that the card holds in a line
NOTE = "Health and what is expected are as of the export; other figures follow the sheet Plan."
TO_ROW = "Go to its row on the sheet Plan"
TO_FIRST = "Go to the first of them on the sheet Plan"


class Card:
    """Writes one line of label and figure after another."""

    def __init__(self, sheet: Any, style: Styles) -> None:
        self.sheet, self.style, self.line = sheet, style, HEAD
        put_text(sheet, HEAD, LABEL, "Status", style.header())
        sheet.write_blank(HEAD, VALUE, None, style.header())

    def look(self, *, link: bool = False, **properties: Any) -> Any:
        made = self.style.link if link else self.style.cell
        return made(bold=True, align="right", **properties)

    def label(self, text: str) -> None:
        """Begin the next line."""
        self.line += 1
        if len(text) > LONGEST_LABEL:
            text = text[: LONGEST_LABEL - 1] + "…"
        put_text(self.sheet, self.line, LABEL, text, self.style.cell(font_color=self.style.tokens.text.secondary))

    def formula(self, text: str, formula: str, shown: float, form: str, to: str, tip: str = TO_ROW) -> None:
        """A line with a figure that is looked up, and leads to where it comes from."""
        self.label(text)
        look = self.look(link=True, num_format=form)
        put_link(self.sheet, self.line, VALUE, to, "", tip, look)
        self.sheet.write_formula(self.line, VALUE, f"={formula}", look, shown)

    def small_print(self, text: str) -> None:
        """A sentence across both columns."""
        lines = -(-len(text) // LINE)
        look = self.style.note(text_wrap=True, indent=1, align="left", valign="top")
        first, last = self.line + 1, self.line + lines
        if lines > 1:
            self.sheet.merge_range(first, LABEL, last, VALUE, "", look)
        put_text(self.sheet, first, LABEL, text, look)
        self.line = last


def write(sheet: Any, facts: Facts, style: Styles) -> int:
    """The card; the last line that it takes."""
    card = Card(sheet, style)
    if not facts.rows:
        card.label("Start")
        look = card.look(num_format=styles.DATE)
        put_day(sheet, card.line, VALUE, day_of(facts.schedule.project_start), look)
        card.small_print("The plan has no tasks yet.")
        return card.line
    whole, key = facts.rows[0], facts.key_milestone or facts.rows[0]
    _write_health(card, facts, key)
    name = "Finish" if key.is_summary else key.name or "(no name)"
    card.formula(name, facts.lookup(f.FINISH, key), serial(key.last), styles.DATE, facts.link(f.FINISH, key))
    _write_baseline(card, facts, key)
    if key.deadline is not None:
        found = facts.lookup(f.DEADLINE, key)
        card.formula("Deadline", found, serial(key.deadline), styles.DATE, facts.link(f.DEADLINE, key))
    _write_progress(card, facts, whole)
    _write_counts(card, facts)
    card.small_print(NOTE)
    return card.line


def _write_health(card: Card, facts: Facts, key: Row) -> None:
    plan, schedule = facts.plan, facts.schedule
    health = progress.health(plan, schedule, facts.variance, facts.at)
    reason, id = progress.health_reason(plan, schedule, facts.variance, facts.at)
    because = facts.rows[facts.place[id]] if id in facts.place else key
    card.label("Health")
    look = card.look(link=True, num_format=styles.TEXT)
    put_link(card.sheet, card.line, VALUE, facts.link(f.NAME, because), health, TO_ROW, look)
    shared.add_state_rules(card.sheet, card.style, card.line, card.line, VALUE)
    if reason:
        card.small_print(one_line(reason))


def _write_baseline(card: Card, facts: Facts, key: Row) -> None:
    """What dates are compared with, and how far the finish is from it."""
    baseline = facts.baseline
    if baseline is None or key.slip is None or key.baseline_last is None:
        return
    card.label("Baseline")
    put_text(card.sheet, card.line, VALUE, facts.baseline_name, card.look(num_format=styles.TEXT, shrink=True))
    if baseline.taken is not None:
        card.label("Baseline taken")
        put_day(card.sheet, card.line, VALUE, day_of(baseline.taken), card.look(num_format=styles.DATE))
    days, form = slip_in_days(key.slip, facts.project.minutes_per_day)
    card.formula("Against the baseline", facts.lookup(f.SLIP, key), days, form, facts.link(f.SLIP, key))
    shared.add_slip_rules(card.sheet, card.style, card.line, card.line, VALUE)


def _write_progress(card: Card, facts: Facts, whole: Row) -> None:
    to = facts.link(f.PERCENT, whole)
    if whole.is_summary:
        card.formula("Complete", facts.lookup(f.PERCENT, whole), whole.percent / 100, styles.PERCENT, to)
    else:
        done = progress.complete(facts.plan, facts.schedule)
        card.label("Complete")
        card.sheet.write_number(card.line, VALUE, done / 100, card.look(num_format=styles.PERCENT))
    due = progress.expected(facts.plan, facts.schedule, facts.variance, facts.plan.outline.order, facts.at)
    card.label("Expected by now")
    look = card.look(link=True, num_format=styles.PERCENT)
    put_link(card.sheet, card.line, VALUE, to, "", TO_ROW, look)
    card.sheet.write_number(card.line, VALUE, due / 100, look)


def _write_counts(card: Card, facts: Facts) -> None:
    """How many tasks want attention."""
    tasks = [row for row in facts.rows if row.kind == "task"]

    def count(text: str, column: int, condition: str, found: list[Row]) -> None:
        head = f"internal:'Plan'!{column_name(column)}{f.HEADER_ROWS}"
        to, tip = (facts.link(column, found[0]), TO_FIRST) if found else (head, "Go to the column on the sheet Plan")
        formula = f'COUNTIFS({facts.range(f.KIND)},"task",{facts.range(column)},{condition})'
        card.formula(text, formula, len(found), styles.WHOLE, to, tip)

    count("Late tasks", f.STATUS, f'"{progress.LATE}"', [row for row in tasks if row.status == progress.LATE])
    count("Critical tasks", f.CRITICAL, "1", [row for row in tasks if row.critical])
    if any(row.slip is not None for row in tasks):
        slipped = [row for row in tasks if (row.slip or 0) > 0 and row.baseline_last is not None]
        count("Later than the baseline", f.SLIP, '">0"', slipped)
