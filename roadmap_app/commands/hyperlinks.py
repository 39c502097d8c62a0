"""Hyperlinks of a task: addresses with a label. Only those that lead to the web or to a mail are ever opened."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.parts import Hyperlink
from roadmap_app.model.plan import Draft

SAFE = ("http", "https", "mailto")


def unsafe(address: str) -> str:
    """Why an address is not opened; "" where it is."""
    try:
        scheme = urlsplit(address.strip()).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme in SAFE:
        return ""
    return f"'{address.strip()[:80]}' is not opened: only addresses that begin with https:, http: or mailto: are."


def add(draft: Draft, task: str, typed: str) -> None:
    """`https://…`, or `Design doc https://…`; `www.…` and a mail address are completed."""
    record = draft.tasks[task]
    draft.change(record, hyperlinks=(*record.hyperlinks, _parse(typed)))


def set_label(draft: Draft, task: str, place: int, typed: str) -> None:
    _put(draft, task, place, replace(draft.tasks[task].hyperlinks[place], label=name_of(typed)))


def set_address(draft: Draft, task: str, place: int, typed: str) -> None:
    _put(draft, task, place, replace(draft.tasks[task].hyperlinks[place], url=_address(typed)))


def remove(draft: Draft, task: str, place: int) -> None:
    record = draft.tasks[task]
    draft.change(record, hyperlinks=(*record.hyperlinks[:place], *record.hyperlinks[place + 1 :]))


def _put(draft: Draft, task: str, place: int, new: Hyperlink) -> None:
    record = draft.tasks[task]
    draft.change(record, hyperlinks=(*record.hyperlinks[:place], new, *record.hyperlinks[place + 1 :]))


def _parse(typed: str) -> Hyperlink:
    label, _, address = name_of(typed).rpartition(" ")
    return Hyperlink(label=label.strip(" :-"), url=_address(address))


def _address(typed: str) -> str:
    address = typed.strip()
    if re.match(r"www\.", address, re.I):
        return f"https://{address}"
    if re.fullmatch(r"[^@\s:/]+@[^@\s/]+\.[^@\s/]+", address):
        return f"mailto:{address}"
    if not re.match(r"[a-z][a-z0-9+.-]*:|[\\/]", address, re.I):
        raise Refusal(f"'{address}' is not an address. Type one such as https://example.org/page.")
    return address
