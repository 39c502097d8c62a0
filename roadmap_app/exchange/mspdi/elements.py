"""The XML of an MSPDI file as a stream of records, so that a file of any size fits.

Only what lies under `Project` counts. A record (a Task, a Calendar, ...) comes as an `Element` of the
texts and the nested elements it holds; namespaces and prefixes are dropped. DTDs are forbidden: they
can make a small file fill the memory, or read other files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ErrorString, ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from roadmap_app.exchange.imported import Unreadable
from roadmap_app.exchange.told import Told

# Containers under the project, and the records that they hold.
RECORDS = {
    "ExtendedAttributes": "ExtendedAttribute",
    "OutlineCodes": "OutlineCode",
    "Calendars": "Calendar",
    "Tasks": "Task",
    "Resources": "Resource",
    "Assignments": "Assignment",
}
Report = Callable[[int, int], object]  # done, all
BLOCK = 1 << 18
DEEPEST = 12  # MSPDI itself nests eight deep


class Element:
    """One element that holds others: the text of each plain child by name, the others as lists."""

    __slots__ = ("doubled", "line", "parts", "tag", "texts")

    def __init__(self, tag: str, line: int = 0) -> None:
        self.tag = tag
        self.line = line
        self.texts: dict[str, str] = {}
        self.parts: dict[str, list[Element]] = {}
        self.doubled: list[str] = []

    def all(self, *path: str) -> list[Element]:
        """The nested elements at the end of a path of names, in the order of the file."""
        found = [self]
        for name in path:
            found = [inner for outer in found for inner in outer.parts.get(name, ())]
        return found


class Root(Element):
    """The project element: its texts are the project's settings. `finished` names the closed containers."""

    __slots__ = ("finished",)

    def __init__(self) -> None:
        super().__init__("Project", 1)
        self.finished: set[str] = set()


def records(path: Path, root: Root, told: Told, report: Report | None = None) -> Iterator[tuple[str, Element]]:
    """(container, record) for each record of a file, while `root` fills with the project's settings.

    Unreadable where the file is no XML, no MS Project XML, holds a DTD, or breaks off before the list of
    tasks has ended: a plan without its last tasks would tell wrong dates. What breaks later is told.
    """
    ready: list[tuple[str, Element]] = []
    xml = DefusedXMLParser(target=None, forbid_dtd=True)
    _listen(xml.parser, root, ready, told)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            while block := file.read(BLOCK):
                if report is not None:
                    report(file.tell(), size)
                xml.feed(block)
                yield from ready
                ready.clear()
        xml.parser.Parse(b"", True)
    except DefusedXmlException:
        raise Unreadable(
            "The file holds a document type definition (DTD), which MS Project never writes and which can"
            " be used for attacks; save it again as XML in MS Project."
        ) from None
    except UnicodeError:
        raise Unreadable("The file names a text encoding that it breaks; save it as UTF-8.") from None
    except (ParseError, ExpatError, LookupError) as error:
        line, what = _place(error)
        if "Tasks" not in root.finished:
            raise Unreadable(
                f"The XML is broken at line {line} ({what}), before the list of tasks ends;"
                " get the whole file, or save it again in MS Project."
            ) from None
        told.add("mspdi.broken", f"The XML is broken ({what}); what stands before was read.", f"line {line}",
                 "Get the whole file, or save it again in MS Project.")  # fmt: skip
    yield from ready


def _place(error: Exception) -> tuple[int, str]:
    """Line and reason of a parser's complaint."""
    if isinstance(error, ExpatError):
        return error.lineno, ErrorString(error.code)
    if isinstance(error, ParseError):
        return error.position[0], ErrorString(error.code)
    return 1, str(error)


def _listen(expat: Any, root: Root, ready: list[tuple[str, Element]], told: Told) -> None:
    """Attach the three handlers that turn the parser's events into elements.

    A child stays `pending` until it shows that it holds others; so plain texts, nearly all of a file,
    cost one dictionary entry each.
    """
    expat.buffer_text = True
    names: dict[str, str] = {}
    stack: list[Element] = []
    pending = ""
    line = 0
    text: list[str] = []
    add, clear = text.append, text.clear
    skipped = 0

    def start(name: str, attributes: object) -> None:
        nonlocal pending, line, skipped
        if skipped:
            skipped += 1
            return
        local = names.get(name)
        if local is None:
            local = names[name] = name.rpartition("}")[2]
        if not pending and len(stack) > 2:  # by far the most: the next plain child of a record
            pending = local
            clear()
            return
        if pending:
            stack.append(Element(pending, line))
        elif not stack:
            if local != "Project":
                raise Unreadable(f"This is XML of another kind (its root is '{local[:40]}').")
            stack.append(root)
            return
        if len(stack) > DEEPEST:
            told.add("mspdi.deep", "Elements nested deeper than MS Project nests them were left out.",
                     f"line {expat.CurrentLineNumber}")  # fmt: skip
            pending, skipped = "", 1
            return
        pending = local
        if len(stack) <= 2:
            line = expat.CurrentLineNumber
        clear()

    def end(name: str) -> None:
        nonlocal pending, skipped
        if skipped:
            skipped -= 1
            return
        if pending:
            holder = stack[-1]
            texts = holder.texts
            if pending in texts:
                holder.doubled.append(pending)
            else:
                texts[pending] = text[0] if len(text) == 1 else "".join(text)
            if len(stack) == 1:
                root.finished.add(pending)
            pending = ""
            return
        element = stack.pop()
        if len(stack) > 2:
            stack[-1].parts.setdefault(element.tag, []).append(element)
        elif len(stack) == 2:
            if RECORDS.get(stack[1].tag) == element.tag:
                ready.append((stack[1].tag, element))
        elif len(stack) == 1:
            root.finished.add(element.tag)

    def data(piece: str) -> None:
        if pending:
            add(piece)

    expat.StartElementHandler = start
    expat.EndElementHandler = end
    expat.CharacterDataHandler = data
