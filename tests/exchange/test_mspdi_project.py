"""The project record through MS Project XML: its owner, whom the format names, and its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.exchange.mspdi.project import manager_of
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.schedule import compute
from roadmap_app.storage import planfile, whole
from tests.exchange.mspdi_text import opened, project, task
from tests.exchange.test_mspdi_both_ways import there_and_back
from tests.pocket import plan


def managed(folder: Path, *people: str) -> Plan:
    resources = "".join(f"<Resource><UID>{n}</UID><Name>{name}</Name></Resource>" for n, name in enumerate(people, 1))
    later = f"<Resources>{resources}</Resources>"
    return opened(folder, project(task(1), settings="<Manager>Ann Ray</Manager>", later=later)).plan


def test_a_manager_who_is_a_resource_owns_the_project(tmp_path: Path) -> None:
    made = managed(tmp_path, "Ben", "Ann Ray")
    assert made.resources[made.project.owner].name == "Ann Ray" and not made.project.extra
    assert there_and_back(made).project == made.project


@pytest.mark.parametrize("people", [(), ("Ben",), ("Ann Ray", "Ann Ray")], ids=["nobody", "others", "two"])
def test_a_manager_who_is_no_one_resource_is_kept_and_written_back(tmp_path: Path, people: tuple[str, ...]) -> None:
    made = managed(tmp_path, *people)
    assert made.project.owner == "" and dict(made.project.extra).values() and not list(whole.findings(made))
    assert manager_of(made) == manager_of(there_and_back(made)) == "Ann Ray"
    assert manager_of(planfile.decode(planfile.encode(made)).plan) == "Ann Ray"
    assert write(tmp_path / "again.xml", made, compute(made), today=0) == ()


def test_an_owner_who_was_chosen_since_takes_the_place_of_the_manager(tmp_path: Path) -> None:
    made = managed(tmp_path, "Ben")
    (ben,) = made.resources.values()
    chosen = make_plan(made.doc, [*made.records(), made.project.but(owner=ben.id)])
    assert there_and_back(chosen).project.owner == ben.id


def test_the_project_keeps_its_id(tmp_path: Path) -> None:
    made = plan("A 3d")
    assert there_and_back(made).project.id == made.project.id
    imported = managed(tmp_path)
    assert there_and_back(imported).project.id == imported.project.id
