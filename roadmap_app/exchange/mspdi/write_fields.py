"""Writing custom fields: those of the plan, and those that carry what MS Project has no column for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_app.exchange.mspdi.carried import CARRIED, PEOPLE, alias_of, joined
from roadmap_app.exchange.mspdi.field_ids import FIELD_IDS, free_slot
from roadmap_app.exchange.mspdi.ids import guid_of, made_id
from roadmap_app.exchange.mspdi.out import Out, decimal, length, when
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Field, Task

TABLE_TYPES = {"date": 4, "duration": 6, "cost": 9, "number": 15, "flag": 17}  # others are text
LONGEST_ALIAS = 50  # letters, by the schema


@dataclass
class FieldWriter:
    """Which field sits in which slot of MS Project (`Text1` and so on), and the values of each task."""

    out: Out
    plan: Plan
    labels: Mapping[str, str]  # what names each resource, by id
    slots: dict[str, str] = field(default_factory=dict)  # by the id of a field
    carried: dict[str, str] = field(default_factory=dict)  # by the member of tasks
    codes: dict[str, dict[str, int]] = field(default_factory=dict)  # field id -> choice -> its number in the file

    def define(self) -> None:
        """Give each field a slot and write its definition; what finds none is counted as lost."""
        out, lost = self.out, self.out.lost
        fields = sorted(self.plan.fields.values(), key=lambda each: (each.ord, each.id))
        taken = {each.source for each in fields if each.source in FIELD_IDS}
        for each in fields:
            own = each.source in FIELD_IDS and each.source not in self.slots.values()
            if slot := each.source if own else free_slot(each.type, taken):
                taken.add(slot)
                self.slots[each.id] = slot
            else:
                lost["custom fields"] += 1
        for member, (type, called) in CARRIED.items():
            default = getattr(Task, member)
            if used := sum(1 for task in self.plan.tasks.values() if getattr(task, member) != default):
                if slot := free_slot(type, taken):
                    taken.add(slot)
                    self.carried[member] = slot
                else:
                    lost[called] += used
        self._tables([each for each in fields if each.id in self.slots and (each.choices or each.type == "list")])
        if self.slots or self.carried:
            out.open("ExtendedAttributes")
            for each in (each for each in fields if each.id in self.slots):
                at = self.slots[each.id]
                self._head(at, guid_of(each.id), each.name if each.name != at else "")
                if each.id in self.codes:
                    out.text("Ltuid", _guid(each, "choices"))
                out.close("ExtendedAttribute")
            for member, slot in self.carried.items():
                self._head(slot, "", alias_of(member))
                out.close("ExtendedAttribute")
            out.close("ExtendedAttributes")

    def values(self, task: Task) -> None:
        """The custom values of one task."""
        plan = self.plan
        for id, value in task.fields:
            if id in self.slots and not self._is_coded(id, value):
                self._value(self.slots[id], plan.fields[id].type, value)
            elif id not in plan.fields:
                self.out.lost["values of fields that are not there"] += 1
        for member, slot in self.carried.items():
            value = getattr(task, member)
            if value == getattr(Task, member):
                continue
            if member in PEOPLE:
                if value not in self.labels:
                    self.out.lost["teams and owners that are not there"] += 1
                    continue
                value = self.labels[value]
            elif member == "tags":
                value = joined(value)
            self._value(slot, CARRIED[member][0], int(value) if value is True else value)

    def codes_of(self, task: Task) -> None:
        """The values of one task that the format keeps as outline codes, apart from the others."""
        for id, value in task.fields:
            if self._is_coded(id, value):
                self.out.open("OutlineCode")
                self.out.number("FieldID", FIELD_IDS[self.slots[id]])
                self.out.number("ValueID", self.codes[id][str(value)])
                self.out.close("OutlineCode")

    def _head(self, slot: str, guid: str, alias: str) -> None:
        out = self.out
        out.open("ExtendedAttribute")
        out.number("FieldID", FIELD_IDS[slot])
        out.text("FieldName", slot)
        out.text("Guid", guid)
        out.name("Alias", alias, LONGEST_ALIAS)

    def _tables(self, fields: list[Field]) -> None:
        """The choices of fields: tables of values, numbered through the file. Those of outline codes are trees."""
        out, number = self.out, 0
        if fields:
            out.open("OutlineCodes")
        for each in fields:
            codes = self.codes[each.id] = {}
            out.open("OutlineCode")
            out.text("Guid", _guid(each, "choices"))
            out.number("FieldID", FIELD_IDS[self.slots[each.id]])
            out.open("Values")
            for choice in each.choices:
                number += 1
                above = _above(choice, codes) if self._is_code(each.id) else ""
                out.open("Value")
                out.number("ValueID", number)
                out.text("FieldGUID", _guid(each, f"choice {number}"))
                out.number("Type", TABLE_TYPES.get(each.type, 21))
                out.number("ParentValueID", codes[above] if above else 0)
                out.text("Value", choice.removeprefix(f"{above}.") if above else choice)
                out.close("Value")
                codes.setdefault(choice, number)
            out.close("Values")
            out.number("OnlyTableValuesAllowed", 0)
            out.close("OutlineCode")
        if fields:
            out.close("OutlineCodes")

    def _is_code(self, id: str) -> bool:
        return self.slots[id].startswith("Outline Code")

    def _is_coded(self, id: str, value: str | int) -> bool:
        return id in self.codes and value in self.codes[id] and self._is_code(id)

    def _value(self, slot: str, type: str, value: str | int) -> None:
        out = self.out
        out.open("ExtendedAttribute")
        out.number("FieldID", FIELD_IDS[slot])
        out.text("Value", _text(type, value, 10**self.plan.project.currency_digits))
        if type == "duration":
            out.number("DurationFormat", 7)
        out.close("ExtendedAttribute")


def _guid(each: Field, what: str) -> str:
    """A GUID that always belongs to this part of a field."""
    return guid_of(made_id(each.id, what))


def _above(choice: str, choices: Mapping[str, int]) -> str:
    """The choice that one stands under, such as `A.1` of `A.1.b`; "" for one at the top."""
    while (choice := choice.rpartition(".")[0]) and choice not in choices:
        pass
    return choice


def _text(type: str, value: str | int, scale: int) -> str:
    """A value as the format has it; `scale` is minor units of money in a major one."""
    if isinstance(value, int) and type == "date":
        return when(value)
    if isinstance(value, int) and type == "duration":
        return length(value)
    if isinstance(value, int) and type == "cost":
        return decimal(value * 100, scale)
    return str(value)
