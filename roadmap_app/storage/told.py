"""The sentences about a plan file: one function a finding, so that they can be read in one go."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_app.model.findings import Finding
from roadmap_app.model.records import Record
from roadmap_app.storage import jsontext, whole

NOTHING_LOST = "Save the plan; nothing is lost."


def _found(code: str, line: int, message: str, fix: str, problem: bool = True) -> Finding:
    where = f"line {line}" if line else ""
    return Finding(code=code, message=message, where=where, fix=fix, problem=problem)


def set_aside(line: int, reason: str, code: str) -> Finding:
    return _found(
        code, line, f"Line {line} is set aside: {reason}.",
        "All other lines are read. Take this one from a backup or from git; when the plan is saved, it is "
        "kept in a file beside it.",
    )  # fmt: skip


def wrong_member(line: int, record: Record, name: str, right: str, text: str) -> Finding:
    text = text if len(text) <= 40 else text[:39] + "…"
    default = None if "." in name else getattr(record, name, None)
    used = "not used" if default is None or default == () else f"taken as {jsontext.write(default)}"
    return Finding(
        code="file.member",
        message=f"'{name}' of {whole.title(record)} in line {line} must be {right}, not {text}; "
        f"it is {used}, and stays in the file until another value is entered.",
        where=f"line {line}",
        fix="Enter a value that is right.",
        kind=record.kind,
        id=record.id,
    )


def unclean_text(line: int) -> Finding:
    message = f"A text in line {line} holds characters that no program can show; they are replaced."
    return _found("file.text", line, message, "Check the text.")


def byte_order_mark() -> Finding:
    message = "The file begins with a byte order mark, which an editor has put there."
    return _found("file.bom", 1, message, NOTHING_LOST)


def line_ends(lines: list[int]) -> Finding:
    message = f"{len(lines):,} lines end with a carriage return, as on Windows, the first of them line {lines[0]}."
    fix = "Save the plan, and keep git from changing it: '*.roadmap -text' in .gitattributes."
    return _found("file.line_ends", lines[0], message, fix)


def blank_lines(lines: list[int]) -> Finding:
    message = f"{len(lines):,} lines are blank, the first of them line {lines[0]}."
    return _found("file.blank", lines[0], message, NOTHING_LOST, problem=False)


def seals_in_capitals(lines: list[int]) -> Finding:
    listed = ", ".join(map(str, lines[:5]))
    message = f"The seals of some lines are written in capitals (line {listed}); their content is whole."
    return _found("file.seal_case", lines[0], message, NOTHING_LOST)


def out_of_order(line: int) -> Finding:
    message = f"The records are not in their usual order, from line {line} on."
    return _found("file.order", line, message, "Nothing is lost; saving sorts them.", problem=False)


def git_conflict(line: int) -> Finding:
    return _found(
        "file.conflict", line,
        "The file holds an unfinished merge of git. Of a record that both sides have, the first is shown and "
        "the other set aside; the file is open read-only.",
        "'roadmap resolve FILE' merges both; or save the plan under another name.",
    )  # fmt: skip


def no_end(after: int) -> Finding:
    message = f"The file has no end line: it was cut off, and records after line {after} may be missing."
    return _found("file.end", after, message, "Compare it with a backup.")


def early_end(line: int) -> Finding:
    message = f"An end line stands in the middle of the file, in line {line}."
    return _found("file.end", line, message, "All records are read; save the plan.")


def no_line_end(line: int) -> Finding:
    return _found("file.end", line, f"The last line, {line}, has no line end.", NOTHING_LOST)


def no_header() -> Finding:
    message = "The file does not begin with the header of a plan; its lines are read all the same."
    return _found("file.header", 1, message, "Save the plan: it gets a header again.")


def no_version() -> Finding:
    message = "The header does not tell the version of the format; it is taken for the present one."
    return _found("file.header", 1, message, "Save the plan.")


def no_doc() -> Finding:
    message = "The header does not name the document; it gets a new name."
    return _found("file.header", 1, message, "Save the plan.", problem=False)


def unknown_header(names: Iterable[str]) -> Finding:
    listed = ", ".join(f"'{name[:40]}'" for name in names)
    message = f"The header holds what this version does not know and cannot keep: {listed}."
    return _found("file.header", 1, message, "Open it with the version that wrote it.")


def later_minor(version: str) -> Finding:
    message = f"The file was written by a newer version (format {version}). What is not known here is kept."
    return _found("file.version", 1, message, "Open it with the newer version.", problem=False)


def unknown_needs(needs: object) -> Finding:
    listed = ", ".join(str(need)[:40] for need in needs[:5]) if isinstance(needs, list) else str(needs)[:40]
    return _found(
        "file.needs", 1,
        f"The file needs what this version does not know ({listed}); it is open read-only.",
        "Open it with a newer version of Roadmap.",
    )  # fmt: skip


def no_project() -> Finding:
    message = "The plan has no project record; it has the usual settings."
    fix = "Check the project's settings, above all its start."
    return _found("plan.project", 0, message, fix, problem=False)
