"""Public holidays as exceptions of a calendar, frozen into the plan so that a library's update moves nothing.

Source: the `holidays` package, imported when first asked.
"""

from __future__ import annotations

import re

from roadmap_app.model.parts import CalendarException
from roadmap_app.model.time import EPOCH_DAY


class UnknownCountry(ValueError):
    """There is no list of public holidays for a country or region."""


def public_holidays(country: str, region: str, first_year: int, last_year: int) -> tuple[CalendarException, ...]:
    """Days off of a country (ISO code, `US`), and of a region in it (`CA`, "": none), in order of date.

    Each exception's `source` is `holidays:US` or `holidays:US-CA`. UnknownCountry where there is no list.
    """
    import holidays

    years = range(first_year, last_year + 1)
    try:
        listed = holidays.country_holidays(country, subdiv=region or None, years=years, language="en_US")
    except NotImplementedError:
        place = f"{country}-{region}" if region else country
        raise UnknownCountry(
            f"There is no list of public holidays for '{place}'; give a country as US, and a region as CA."
        ) from None
    source = f"holidays:{country}-{region}" if region else f"holidays:{country}"
    return tuple(
        CalendarException(name=name, first=day, last=day, source=source)
        for day, name in sorted((date.toordinal() - EPOCH_DAY, name) for date, name in listed.items())
    )


def countries() -> tuple[str, ...]:
    """ISO codes of the countries that there are lists for."""
    from holidays.registry import COUNTRIES

    return tuple(sorted({entry[1] for entry in COUNTRIES.values() if len(entry[1]) == 2}))


def known_as(country: str) -> tuple[str, ...]:
    """What else a country is called in English, and its code of three letters: `Turkey`, `TUR`."""
    from holidays.registry import COUNTRIES

    found: dict[str, None] = {}
    for name, code, *others in COUNTRIES.values():
        if code == country:
            for each in (name, *(other for other in others if not other.startswith("Holidays"))):
                found[each if each.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", each)] = None
    return tuple(found)


def regions(country: str) -> tuple[tuple[str, str], ...]:
    """Name and code of each region of a country that has days of its own, by name; UnknownCountry without a list."""
    import holidays

    try:
        listed = holidays.country_holidays(country, years=())
    except NotImplementedError:
        raise UnknownCountry(f"There is no list of public holidays for '{country}'.") from None
    names: dict[str, str] = {}
    for name, code in getattr(listed, "subdivisions_aliases", {}).items():
        names.setdefault(code, name)
    return tuple(sorted((names.get(code, code), code) for code in listed.subdivisions))
