"""MS Project refuses a file whose elements stand in another order than its schema's: ours stand in it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.exchange.everything import everything
from tests.exchange.mspdi_order import ORDER
from tests.exchange.mspdi_plans import plans
from tests.pocket import plan

ORDERED = {path: [name.removesuffix("!") for name in names.split()] for path, names in ORDER.items()}
NEEDED = {path: {name[:-1] for name in names.split() if name.endswith("!")} for path, names in ORDER.items()}


def misplaced(made: Plan) -> Iterator[str]:
    """What a strict reader would complain about in the file of a plan."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xml"
        write(path, made, compute(made), today=0)
        data = path.read_bytes()
    yield from complaints(data)


def complaints(data: bytes) -> Iterator[str]:
    path: list[str] = []
    for event, element in ET.iterparse(BytesIO(data), ("start", "end")):
        if event == "start":
            path.append(element.tag.rpartition("}")[2])
            continue
        here = "/".join(path)
        path.pop()
        names = [child.tag.rpartition("}")[2] for child in element]
        if here not in ORDERED:
            if names and not here.endswith(("ValueList/Value", "/Value")):
                yield f"{here} is not known"
            continue
        order = ORDERED[here]
        yield from (f"{here}/{name} is not known" for name in names if name not in order)
        places = [order.index(name) for name in names if name in order]
        if places != sorted(places):
            yield f"{here}: {' '.join(names)}"
        yield from (f"{here} lacks {name}" for name in NEEDED[here] - set(names))


def test_elements_of_a_plan_with_everything_stand_in_the_order_of_the_schema() -> None:
    assert list(misplaced(everything())) == []


@settings(max_examples=tries(30))
@given(plans())
def test_elements_of_any_plan_stand_in_the_order_of_the_schema(made: Plan) -> None:
    assert list(misplaced(made)) == []


def test_the_check_sees_what_is_wrong() -> None:
    text = "<Project><SaveVersion>14</SaveVersion><Tasks><Task><Name>A</Name><ID>1</ID><Mood/></Task></Tasks></Project>"
    assert sorted(complaints(text.encode())) == [
        "Project lacks CurrencyCode",
        "Project/Tasks/Task lacks UID",
        "Project/Tasks/Task/Mood is not known",
        "Project/Tasks/Task: Name ID Mood",
    ]


def test_every_task_says_what_is_done_and_what_remains_as_other_schedulers_want(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    made = plan("S { A 3d; B 2d after A }; M 0d after S")
    write(path, made, compute(made), today=0)
    text = path.read_text(encoding="utf-8")
    tasks = text[text.index("<Tasks>") : text.index("</Tasks>")]
    assert tasks.count("<ActualDuration>PT0H0M0S</ActualDuration>") == 4
    assert tasks.count("<RemainingDuration>PT24H0M0S</RemainingDuration>") == 1
