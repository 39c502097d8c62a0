"""Formats by ending: reading and writing any of them, and one clear sentence where that cannot be."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

from roadmap_app.exchange import formats
from roadmap_app.schedule import compute
from tests.exchange.mspdi_text import project, task
from tests.pocket import plan


@pytest.mark.parametrize("name", sorted({*formats.READ.values(), *formats.WRITE.values()}))
def test_each_function_of_the_tables_is_there(name: str) -> None:
    module, _, function = name.partition(":")
    assert callable(getattr(import_module(module), function))


def test_ms_project_xml_is_read_by_its_ending_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "Plan.XML"
    path.write_text(project(task(1, "A")), "utf-8")
    assert [found.name for found in formats.read(path).plan.tasks.values()] == ["A"]


def test_our_own_file_comes_back_as_it_was(tmp_path: Path) -> None:
    made = plan("A 3d; B 2d after A")
    path = tmp_path / "plan.roadmap"
    assert formats.write(path, made, compute(made), today=0) == ()
    imported = formats.read(path)
    assert imported.plan == made
    assert (imported.findings, imported.stored) == ((), {})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("picture.xml", b"\x89PNG\r\n\x1a\nxxxx", "it is a PNG picture"),
        ("book.xml", b"PK\x03\x04junk", "a zip archive or a workbook"),
        ("old.xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as XML in MS Project"),
        ("empty.xml", b"", "is empty"),
        ("cut.xml", b"<Project><Tasks><Task>", "before the list of tasks ends"),
        ("plan.docx", b"anything", "it ends in none of"),
        ("noending", b"anything", "it ends in none of"),
        ("empty.roadmap", b"", "empty"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(formats.Unreadable) as refused:
        formats.read(path)
    assert told in str(refused.value) and name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.xml").mkdir()
    with pytest.raises(formats.Unreadable, match="is a folder"):
        formats.read(tmp_path / "folder.xml")
    with pytest.raises(formats.Unreadable, match="no file"):
        formats.read(tmp_path / "nowhere.xml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("pipe.xml", "pipe.roadmap"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(formats.Unreadable, match="not an ordinary file"):
            formats.read(tmp_path / name)


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    made = plan("A 3d")
    with pytest.raises(formats.Unwritable, match="ends in none of"):
        formats.write(tmp_path / "plan.docx", made, compute(made), today=0)
    with pytest.raises(formats.Unwritable, match="is not there"):
        formats.write(tmp_path / "nowhere" / "plan.roadmap", made, compute(made), today=0)
