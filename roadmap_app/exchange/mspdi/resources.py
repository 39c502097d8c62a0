"""Resources: people, material and costs; groups of people become teams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roadmap_app.exchange.mspdi.baselines import BaselineTable
from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.mspdi.fields import FieldTable
from roadmap_app.exchange.mspdi.ids import Ids, built
from roadmap_app.exchange.mspdi.values import Source, shown
from roadmap_app.exchange.told import Told
from roadmap_app.model.order import spread
from roadmap_app.model.parts import Availability, Rate
from roadmap_app.model.records import FULL_UNITS, Resource

TYPES = ("material", "person", "cost")
ACCRUALS = ("", "start", "end", "prorated")
TABLES = ("A", "B", "C", "D", "E")
LAST_YEAR = "2049"  # what the format writes for an open end
FIRST_YEAR = "1984"  # and for an open beginning
MOST_UNITS = 10**9 * FULL_UNITS


@dataclass
class ResourceTable:
    """Resources in the order of the file; `records` adds the teams that their groups name."""

    ids: Ids
    told: Told
    fields: FieldTable
    baselines: BaselineTable
    digits: int
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)  # resource id -> name of its group

    def read(self, element: Element) -> None:
        texts = element.texts
        name = texts.get("Name", "")
        place = f"Resource UID {texts.get('UID', '')[:20]} {shown(name)}"
        source = Source(element, self.told, place)
        uid = source.number("UID")
        if uid is None:
            source.tell("uid", "A resource without a unique id cannot be assigned; it was left out.")
            return
        if source.flag("IsNull") or (uid == 0 and not name):
            return  # a blank line, or the placeholder for work that nobody does
        self.ids.name("resource", uid, texts.get("GUID", ""))
        id = self.ids.of("resource", uid)
        if id in self.rows:
            source.tell("uid", "Its unique id is another resource's, which was taken; this one was left out.")
            return
        group = texts.get("Group", "").strip()
        if group:
            self.groups[id] = group
        calendar = source.number("CalendarUID")
        kind = "cost" if source.flag("IsCostResource") else source.choice("Type", TYPES, "person")
        generic = source.flag("IsGeneric")
        is_team = generic and group != "" and group == name
        self.rows[id] = {
            "id": id,
            "uid": uid,
            "name": name,
            "type": "team" if is_team else kind,
            "code": texts.get("Code") or texts.get("Initials", ""),
            "email": texts.get("EmailAddress", ""),
            "calendar": self.ids.of("calendar", calendar) if calendar is not None and calendar >= 0 else "",
            "units": source.whole("MaxUnits", 0, MOST_UNITS, FULL_UNITS, FULL_UNITS),
            "availability": self._availability(source),
            "rates": self._rates(source),
            "accrual": source.choice("AccrueAt", ACCRUALS, "prorated"),
            "material_label": texts.get("MaterialLabel", ""),
            "generic": generic and not is_team,
            "active": not source.flag("IsInactive"),
            "notes": texts.get("Notes", ""),
        }
        self.fields.pass_over(element)
        self.baselines.read(source, id)

    def records(self, stands_for: Mapping[str, str]) -> list[Resource]:
        """Resources with their teams and their calendars (`stands_for` names the one that is kept)."""
        teams = {row["name"]: id for id, row in self.rows.items() if row["type"] == "team"}
        for group in self.groups.values():
            if group not in teams:
                id = teams[group] = self.ids.of("team", group)
                self.rows[id] = {"id": id, "name": group, "type": "team"}
        found = []
        for (id, row), ord in zip(self.rows.items(), spread("", "", len(self.rows)), strict=True):
            team = teams.get(self.groups.get(id, ""), "")
            members = {**row, "team": team if team != id else "", "ord": ord}
            wanted = members.get("calendar", "")
            if wanted and wanted not in stands_for:
                self.told.add("mspdi.calendar", "Its calendar is not in the file; the project's is used.",
                              f"Resource UID {row['uid']} {shown(row['name'])}")  # fmt: skip
            members["calendar"] = stands_for.get(wanted, "")
            found.append(built(Resource, members))
        return found

    def _availability(self, source: Source) -> tuple[Availability, ...]:
        found = []
        for element in source.element.all("AvailabilityPeriods", "AvailabilityPeriod"):
            inner = source.inner(element, "an availability")
            units = inner.whole("AvailableUnits", -MOST_UNITS, MOST_UNITS, 0, FULL_UNITS)
            found.append(
                Availability(
                    first=_from(inner, "AvailableFrom"),
                    last=None if inner.text("AvailableTo")[:4] >= LAST_YEAR else inner.instant("AvailableTo"),
                    units=max(units, 0),  # -1 percent of a percent is how the format says "none"
                )
            )
        return tuple(found)

    def _rates(self, source: Source) -> tuple[Rate, ...]:
        """The rate tables; where there are none, the one rate of the resource. Amounts are per hour."""
        scale = 10**self.digits
        found = []
        for element in source.element.all("Rates", "Rate"):
            inner = source.inner(element, "a rate")
            found.append(
                Rate(
                    table=TABLES[inner.whole("RateTable", 0, 4, 0)],
                    first=_from(inner, "RatesFrom"),
                    standard=inner.number("StandardRate", scale) or 0,
                    overtime=inner.number("OvertimeRate", scale) or 0,
                    per_use=inner.number("CostPerUse", scale / 100) or 0,
                )
            )
        found = [rate for rate in found if rate != Rate(table=rate.table)]
        if found:
            return tuple(found)
        only = Rate(
            standard=source.number("StandardRate", scale) or 0,
            overtime=source.number("OvertimeRate", scale) or 0,
            per_use=source.number("CostPerUse", scale / 100) or 0,
        )
        return (only,) if only != Rate() else ()


def _from(source: Source, name: str) -> int | None:
    """The beginning of a period; None for one that was always so."""
    return None if source.text(name)[:4] <= FIRST_YEAR else source.instant(name)
