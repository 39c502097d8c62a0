"""FORMAT.md says what the code does: every kind, every member, with its values and its default."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from roadmap_app.model.parts import Part
from roadmap_app.model.records import KINDS, Record
from roadmap_app.storage import planfile
from roadmap_app.storage.schema import schema_of

PAGE = (Path(planfile.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")
TABLES = {
    title: re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| .*\|$", body, re.M)
    for title, body in re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S)
}
DESCRIBED: list[type[Record | Part]] = [cls for kind, cls in KINDS.items() if kind != "unknown"]
DESCRIBED += Part.__subclasses__()


@pytest.mark.parametrize("cls", DESCRIBED, ids=lambda cls: schema_of(cls).owner)
def test_every_member_is_described_with_its_values_and_its_default(cls: type[Record | Part]) -> None:
    schema = schema_of(cls)
    expected = [
        (name, member.shape, "none" if member.default is None else f"`{member.write(member.default)}`")
        for name, member in schema.members.items()
    ]
    assert TABLES[schema.owner] == expected


@pytest.mark.parametrize("cls", DESCRIBED, ids=lambda cls: schema_of(cls).owner)
def test_every_field_of_a_class_is_a_member_of_the_file(cls: type[Record | Part]) -> None:
    """But `extra`, which is what the class does not know, and the id of a record, which every line has."""
    apart = {"id", "extra"} if issubclass(cls, Record) else {"extra"}
    members = schema_of(cls).members.values()
    assert [member.attr for member in members] == [each.name for each in fields(cls) if each.name not in apart]


def test_nothing_is_described_that_is_not_there() -> None:
    assert set(TABLES) == {schema_of(cls).owner for cls in DESCRIBED}


def test_the_example_lines_of_the_page_are_a_plan() -> None:
    example = PAGE.split("```")[1].strip() + "\n"
    loaded = planfile.decode(example.encode())
    assert [task.name for task in loaded.plan.tasks.values()] == ["Payment routing"]
    assert not loaded.damaged


def test_every_code_of_a_finding_is_listed() -> None:
    folder = Path(planfile.__file__).parent
    used = {
        code
        for source in folder.glob("*.py")
        for code in re.findall(r'"((?:file|plan)\.[a-z_]+)"', source.read_text(encoding="utf-8"))
    }
    assert used == set(re.findall(r"\b((?:file|plan)\.[a-z_]+)\b", PAGE.split("Codes:")[1].split("\n\n")[0]))
