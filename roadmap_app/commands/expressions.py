"""Regular expressions that would take for ever: Python's search cannot be stopped, so they are refused before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<escape>\\.) | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\]) | (?P<open>\((?:\?(?:P?<[^>=!]*>|P=\w+|[^)<]|<[=!]))?)
      | (?P<close>\)) | (?P<or>\|) | (?P<repeat>(?:[*+?]|\{\d*,?\d*\})[?+]?) | (?P<letter>.)""",
    re.VERBOSE | re.DOTALL,
)
ANY = (r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", ".")
APART = ({r"\w", r"\W"}, {r"\d", r"\D"}, {r"\s", r"\S"}, {r"\w", r"\s"}, {r"\d", r"\s"}, {".", r"\n"})


@dataclass
class _Group:
    """What is known of a group while it is read: whether its parts can match in several ways."""

    repeats: bool = False
    firsts: tuple[str, ...] = ()
    before: str = ""  # the part that was read last

    @property
    def loose(self) -> bool:
        return self.repeats or any(
            _alike(one, other) for place, one in enumerate(self.firsts) for other in self.firsts[:place]
        )


def risk(source: str) -> str:
    """What in an expression may take for ever, as written; "" where nothing does.

    That is a repeat of something that can match one text in several ways, `(a+)+` or `(a|a)*`, and one after the
    other that both take anything, `.*.*`.
    """
    groups, closed, repeated = [_Group()], None, ""
    begin = 0
    starts: list[int] = []
    for token in TOKEN.finditer(source):
        kind, text, group = token.lastgroup, token[0], groups[-1]
        if kind == "repeat":
            many = text[0] in "*+{" and text not in ("{1}", "{,1}", "{0,1}")
            if many and closed is not None and closed.loose:
                return source[begin : token.end()]
            if many and group.before == "." and repeated == "." and text[0] in "*+":
                return source[begin - 2 : token.end()]
            group.repeats = group.repeats or (many and not re.fullmatch(r"\{\d+\}[?+]?", text))
            repeated = group.before if text[0] in "*+" else ""
            closed = None
            continue
        if kind == "open":
            starts.append(token.start())
            groups.append(_Group())
        elif kind == "close" and len(groups) > 1:
            closed, begin = groups.pop(), starts.pop()
            groups[-1].repeats = groups[-1].repeats or closed.loose
            groups[-1].before, repeated = "(", ""
            continue
        elif kind == "or":
            group.before = ""
        else:
            if not group.before:
                group.firsts = (*group.firsts, text)
            repeated = repeated if text == "." and group.before == "." else ""
            begin = token.start()
            group.before = text
        closed = None
    return ""


def _alike(one: str, other: str) -> bool:
    """Whether two alternatives may begin with the same letter, as far as that can be seen."""
    if {one, other} in APART:
        return False
    wide = [each in ANY or each.startswith("[") for each in (one, other)]
    return one == other or all(wide) or (any(wide) and "." in (one, other))
