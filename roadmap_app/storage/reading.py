"""Reading a plan file line by line: what is a record, what is set aside, and what is told about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from roadmap_app.model.findings import Finding, Unreadable
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Project, Record
from roadmap_app.storage import codec, jsontext, told, whole
from roadmap_app.storage.schema import WATCHED
from roadmap_app.storage.seals import Broken, opened

FORMAT = "roadmap-plan"
MAJOR, MINOR = 1, 0
HEADER_MEMBERS = {"doc", "format", "needs", "v"}
MARKERS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")


@dataclass(frozen=True)
class DamagedLine:
    """A line that was set aside: its number (from 1), its bytes, and why, as in "it has no seal"."""

    number: int
    raw: bytes
    reason: str


@dataclass(frozen=True)
class Loaded:
    """A plan as read from a file.

    `sha` is the SHA-256 of the file in hex; `read_only` forbids to save over it; `records` counts what was
    read. `is_whole` is False where the file holds, or should hold, more than the plan: damage, a cut end.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    sha: str
    read_only: bool
    damaged: tuple[DamagedLine, ...]
    records: int
    is_whole: bool
    lines: Mapping[str, Sequence[int]]  # by kind, parallel to the plan's table of that kind

    def line_of(self, kind: str, id: str) -> int | None:
        """The number of the line that a record was read from, or None."""
        ids = list(self.plan.tables.get(kind, ()))
        return self.lines[kind][ids.index(id)] if kind in self.lines and id in ids else None


class Reading:
    """What has been read so far of one file; `take` its lines, then `finish`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tables: dict[str, dict[str, Record]] = defaultdict(dict)
        self.lines: dict[str, list[int]] = defaultdict(list)  # line numbers, parallel to the tables
        self.findings: list[Finding] = []
        self.damaged: list[DamagedLine] = []
        self.header: dict[str, Any] | None = None
        self.doc = ""
        self.needs_more = False
        self.ends: list[int] = []
        self.markers: list[int] = []
        self.capitals: list[int] = []
        self.crlf: list[int] = []
        self.blank: list[int] = []
        self.sealed = 0  # lines with a good seal

    @property
    def has_plan(self) -> bool:
        return self.header is not None or bool(self.tables)

    def take(self, number: int, line: bytes) -> None:
        """Take in the next line, without its line end."""
        if line[-1:] == b"\r":
            line = line[:-1]
            self.crlf.append(number)
        if not line:
            self.blank.append(number)
            return
        try:
            text, capitals = opened(line)
            value = jsontext.parse(text)
            self.sealed += 1
            if capitals:
                self.capitals.append(number)
            if "\\u" in text:
                value = self._clean(number, value)
            record = codec.decode(value)
        except (Broken, jsontext.NotJson) as broken:
            self._take_broken(number, line, str(broken))
        except codec.NoRecord as none:
            self._take_other(number, line, value, str(none))
        except RecursionError:
            self._set_aside(number, line, "it is nested too deeply", "file.record")
        else:
            self._take_record(number, line, record)

    def _clean(self, number: int, value: Any) -> Any:
        clean = jsontext.cleaned(value)
        if clean != value:
            self.findings.append(told.unclean_text(number))
        return clean

    def _set_aside(self, number: int, line: bytes, reason: str, code: str) -> None:
        self.damaged.append(DamagedLine(number, line, reason))
        self.findings.append(told.set_aside(number, reason, code))

    def _take_record(self, number: int, line: bytes, record: Record) -> None:
        kind, id = record.kind, record.id
        table, numbers = self.tables[kind], self.lines[kind]
        if id in table:
            first = numbers[list(table).index(id)]
            same = "word for word" if table[id] == record else "with other values"
            reason = f"its {kind} {id} stands in line {first} already, {same}"
            self._set_aside(number, line, reason, "file.twice")
            return
        table[id] = record
        numbers.append(number)
        if not record.__dict__.keys().isdisjoint(WATCHED[kind]):
            for name, right, text in codec.wrong_members(record):
                self.findings.append(told.wrong_member(number, record, name, right, text))

    def _take_broken(self, number: int, line: bytes, reason: str) -> None:
        if line.startswith(MARKERS):
            self.markers.append(number)
            return
        if number == 1 and (header := _header_in(line)) is not None:
            self._take_header(header)
        self._set_aside(number, line, reason, "file.seal")

    def _take_other(self, number: int, line: bytes, value: Any, reason: str) -> None:
        if type(value) is dict and value.get("t") == "end":
            self.ends.append(number)
        elif type(value) is dict and value.get("format") == FORMAT and not self.has_plan:
            self._take_header(value)
        else:
            self._set_aside(number, line, reason, "file.record")

    def _take_header(self, header: dict[str, Any]) -> None:
        self.header = header
        version, needs, doc = header.get("v"), header.get("needs", []), header.get("doc")
        if type(version) is not list or [type(part) for part in version] != [int, int]:
            self.findings.append(told.no_version())
        elif version[0] > MAJOR:
            raise Unreadable(
                f"{self.name} was written by a newer version of Roadmap (format {version[0]}.{version[1]}; "
                f"this one reads {MAJOR}.{MINOR}); open it with that version."
            )
        elif version[1] > MINOR:
            self.findings.append(told.later_minor(f"{version[0]}.{version[1]}"))
        if needs != []:
            self.needs_more = True
            self.findings.append(told.unknown_needs(needs))
        if unknown := sorted(header.keys() - HEADER_MEMBERS - {"#"}):
            self.findings.append(told.unknown_header(unknown))
        if type(doc) is str and codec.ID.fullmatch(doc):
            self.doc = doc
        else:
            self.findings.append(told.no_doc())

    # At the end of the file --------------------------------------------------------------------

    def finish(self, last: int, ended: bool, sha: str) -> Loaded:
        """The plan, after line `last`; `ended` tells whether that line had a line end."""
        self._tell_shape(last, ended)
        doc = self.doc or new_id()
        plan = Plan(doc, dict(self.tables))
        count = len(plan)
        self.findings += whole.findings(plan, self._place())
        if "project" not in self.tables:
            plan = replace(plan, tables={"project": {doc: Project(id=doc)}, **plan.tables})
            self.findings.append(told.no_project())
        whole_shape = bool(self.ends and self.header)
        return Loaded(
            plan=plan,
            findings=tuple(self.findings),
            sha=sha,
            read_only=self.needs_more or bool(self.markers),
            damaged=tuple(self.damaged),
            records=count,
            is_whole=whole_shape and not (self.damaged or self.markers or self.needs_more),
            lines=dict(self.lines),
        )

    def _tell_shape(self, last: int, ended: bool) -> None:
        last_record = max((numbers[-1] for numbers in self.lines.values()), default=0)
        if self.header is None:
            self.findings.append(told.no_header())
        if not self.ends:
            self.findings.append(told.no_end(last_record or 1))
        elif self.ends[0] < last_record or len(self.ends) > 1:
            self.findings.append(told.early_end(self.ends[0]))
        elif not ended:
            self.findings.append(told.no_line_end(last))
        if self.markers:
            self.findings.append(told.git_conflict(self.markers[0]))
        if self.capitals and len(self.capitals) < self.sealed:
            self.findings.append(told.seals_in_capitals(self.capitals))
        if self.crlf:
            self.findings.append(told.line_ends(self.crlf))
        if self.blank:
            self.findings.append(told.blank_lines(self.blank))
        if moved := self._first_moved():
            self.findings.append(told.out_of_order(moved))

    def _first_moved(self) -> int:
        """The first line that does not stand where `encode` would have put it; 0 where all do."""
        reached = 0
        for kind in sorted(self.tables, key=codec.RANK.__getitem__):
            ids, lines = list(self.tables[kind]), self.lines[kind]
            if kind != "unknown" and ids != sorted(ids):
                return next(lines[i] for i in range(1, len(ids)) if ids[i] < ids[i - 1])
            if lines[0] < reached:
                return lines[0]
            reached = lines[-1]
        return 0

    def _place(self) -> Callable[[Record], str]:
        """A function that tells the line of a record; its table is made when it is first asked."""
        made: dict[tuple[str, str], int] = {}

        def place(record: Record) -> str:
            if not made:
                for kind, table in self.tables.items():
                    made.update(zip(((kind, id) for id in table), self.lines[kind], strict=True))
            return f"line {made[record.kind, record.id]}"

        return place


def _header_in(line: bytes) -> dict[str, Any] | None:
    """What a header with a broken seal still says, or None."""
    try:
        value = jsontext.parse(line.decode())
    except (UnicodeDecodeError, jsontext.NotJson):
        return None
    return value if type(value) is dict and value.get("format") == FORMAT else None
