"""Frozen values of many members, of which each holds only those that are not at their default.

Defaults live in the class, so a value weighs what it says, and whoever reads its members meets few of them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

V = TypeVar("V")
_new, _set = object.__new__, object.__setattr__


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[V]) -> type[V]:
    """A class of such values, declared like a dataclass and made by keywords."""
    made: Any = dataclass(frozen=True, kw_only=True, init=False)(cls)
    made.defaults = {field.name: field.default for field in fields(made)}
    return cls


class Value:
    """How they are made."""

    kind: ClassVar[str] = ""
    defaults: ClassVar[dict[str, Any]]

    def __init__(self, **members: Any) -> None:
        """TypeError for a member that there is not, and for a value without id."""
        defaults = self.defaults
        if "id" not in members or not members.keys() <= defaults.keys():
            raise TypeError(f"a {self.kind} has an id, and no {', '.join(members.keys() - defaults.keys())}")
        held = {name: value for name, value in members.items() if value != defaults[name]}
        _set(self, "__dict__", held)

    @classmethod
    def build(cls, members: dict[str, Any]) -> Self:
        """A value from its members that are not at their default, which become its own; nothing is checked: this is
        the codec's way in."""
        made = _new(cls)
        _set(made, "__dict__", members)
        return made

    def but(self, **members: Any) -> Self:
        """This value with others for some members; AttributeError for a name that it does not have."""
        for name in members:
            if name not in self.defaults:
                raise AttributeError(f"a {self.kind} has no member '{name}'")
        return self.build({**self.__dict__, **members})
