"""Custom fields of tasks: their definitions (extended attributes, outline codes) and their values."""

from __future__ import annotations

import re
from typing import Any

from roadmap_app.exchange.mspdi.carried import CARRIED, MEMBER_OF_ALIAS, words
from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.mspdi.field_ids import FIELD_IDS
from roadmap_app.exchange.mspdi.ids import Ids, id_in
from roadmap_app.exchange.mspdi.values import Source, instant, minutes, number, shown
from roadmap_app.exchange.told import Told
from roadmap_app.model.order import spread
from roadmap_app.model.records import Field

WHOLE = re.compile(r"-?\d{1,16}")
TASK_FIELDS = 0x0B400000 >> 22  # the high bits of a field id name what it belongs to
TYPE_OF_NAME = {
    "Text": "text", "Number": "number", "Date": "date", "Start": "date", "Finish": "date", "Flag": "flag",
    "Duration": "duration", "Cost": "cost", "Outline Code": "text",
}  # fmt: skip
NAME_OF_FIELD = {id: name for name, id in FIELD_IDS.items()}
TYPE_OF_CODE = {0: "cost", 1: "date", 2: "duration", 3: "date", 4: "flag", 5: "number", 6: "date", 7: "text"}


class FieldTable:
    """Definitions of the file by field id; those that are named or used become records."""

    def __init__(self, ids: Ids, told: Told, money: float) -> None:
        self._ids = ids
        self._told = told
        self._money = money
        self._defined: dict[int, tuple[str, str, tuple[str, ...]]] = {}  # type, source name, choices
        self._alias: dict[int, str] = {}
        self._codes: dict[int, dict[str, str]] = {}
        self._used: set[int] = set()
        self._own: dict[int, str] = {}  # the member of tasks that a field carries
        self._of_others = 0

    def define(self, element: Element) -> None:
        """An ExtendedAttribute of the project."""
        source = Source(element, self._told, f"Custom field {shown(element.texts.get('FieldName', ''))}")
        id = source.number("FieldID")
        if id is None or id >> 22 != TASK_FIELDS:
            return
        name, alias, guid = (source.text(tag) for tag in ("FieldName", "Alias", "Guid"))
        self._ids.name("field", id, guid)
        if alias in MEMBER_OF_ALIAS and not id_in(guid):
            self._own[id] = MEMBER_OF_ALIAS[alias]
        elif id_in(guid):
            self._used.add(id)  # a field of ours is one, though nothing has a value for it
        kind = TYPE_OF_NAME.get(name.rstrip("0123456789"), "")
        kind = kind or TYPE_OF_CODE.get(source.whole("CFType", 0, 99, 7), "text")
        listed = tuple(value.texts["Value"] for value in element.all("ValueList", "Value") if value.texts.get("Value"))
        # Its outline code, which holds its choices, stands before; the order of fields is that of their definitions.
        choices = listed or self._defined.pop(id, ("", "", ()))[2]
        is_list = kind == "text" and (choices or id in self._codes)
        self._defined[id] = ("list" if is_list else kind, name, choices)
        if alias:
            self._alias[id] = alias

    def define_code(self, element: Element) -> None:
        """An OutlineCode of the project: a tree of values, or the list of values that a field offers."""
        source = Source(element, self._told, f"Outline code {shown(element.texts.get('FieldID', ''))}")
        id = source.number("FieldID")
        if id is None or id >> 22 != TASK_FIELDS:
            return
        values = {value.texts.get("ValueID", ""): value.texts for value in element.all("Values", "Value")}
        names = {key: _path(key, values) for key in values}
        self._codes[id] = names
        kind, name, choices = self._defined.get(id, ("text", source.text("FieldName") or "Outline Code", ()))
        self._defined[id] = ("list" if kind == "text" else kind, name, choices or tuple(names.values()))
        if source.text("Alias"):
            self._alias[id] = source.text("Alias")

    def members(self, source: Source) -> dict[str, Any]:
        """The members of a task that its custom values hold: `fields`, sorted by their id, and carried ones.

        `team` and `owner` are as written, see `carried.labels`.
        """
        found: dict[str, str | int] = {}
        own: dict[str, Any] = {}
        parts = source.element.parts
        for element in parts.get("ExtendedAttribute", ()):
            inner = source.inner(element, "a custom field")
            id = inner.number("FieldID")
            text = element.texts.get("Value", "")
            if id is not None and text:
                self._keep(inner, id, text, found, own)
        for element in parts.get("OutlineCode", ()):
            inner = source.inner(element, "an outline code")
            id = inner.number("FieldID")
            text = self._codes.get(id, {}).get(element.texts.get("ValueID", ""), "") if id is not None else ""
            if id is not None and text:
                self._keep(inner, id, text, found, own)
        return {**own, "fields": tuple(sorted(found.items()))}

    def pass_over(self, element: Element) -> None:
        """Count the custom values of a resource or an assignment, which a plan does not hold."""
        self._of_others += len(element.parts.get("ExtendedAttribute", ()))
        self._of_others += len(element.parts.get("OutlineCode", ()))

    def records(self) -> list[Field]:
        """The fields that have a name of their own or a value; tells what was passed over."""
        if self._of_others:
            message = f"{self._of_others:,} custom values of resources and assignments were not read"
            self._told.add("mspdi.fields", f"{message}: a plan holds those of tasks only.", problem=False)
        named = {*self._used, *self._alias} - self._own.keys()
        wanted = [id for id in self._defined if id in named]  # in the order of the file
        records = []
        for id, ord in zip(wanted, spread("", "", len(wanted)), strict=True):
            kind, name, choices = self._defined[id]
            records.append(
                Field(
                    id=self._ids.of("field", id),
                    name=self._alias.get(id, name),
                    type=kind,
                    choices=choices,
                    source=name,
                    ord=ord,
                )
            )
        return records

    def _keep(
        self, source: Source, id: int, text: str, found: dict[str, str | int], own: dict[str, Any]
    ) -> None:
        if id not in self._defined:
            usual = NAME_OF_FIELD.get(id, "")
            type = TYPE_OF_NAME[usual.rstrip("0123456789")] if usual else "text"
            self._defined[id] = (type, usual or f"Field {id}", ())
        kind, name, _ = self._defined[id]
        member = self._own.get(id, "")
        try:
            value = self._value(CARRIED[member][0] if member else kind, text)
        except ValueError as error:
            source.tell("value", f"{name} {shown(text)} {error}; it was left out.")
            return
        if member:
            own[member] = words(text) if member == "tags" else bool(value) if member == "collapsed" else value
        else:
            self._used.add(id)
            found[self._ids.of("field", id)] = value

    def _value(self, kind: str, text: str) -> str | int:
        if kind == "number":
            whole = number(text)
            if WHOLE.fullmatch(text):
                return int(text)
            return int(whole) if whole.is_integer() and abs(whole) < 1e15 else text
        if kind == "date":
            return instant(text)
        if kind == "duration":
            return -minutes(text[1:]) if text.startswith("-") else minutes(text)
        if kind == "cost":
            return round(number(text) * self._money)
        if kind == "flag":
            return int(text.strip().lower() in ("1", "true"))
        return text


def _path(key: str, values: dict[str, dict[str, str]]) -> str:
    """A value of an outline code with those it stands under, such as `A.1.b`."""
    words: list[str] = []
    seen: set[str] = set()
    while key in values and key not in seen:
        seen.add(key)
        words.append(values[key].get("Value", ""))
        key = values[key].get("ParentValueID", "0")
    return ".".join(reversed(words))
