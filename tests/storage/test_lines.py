"""Records as lines: what is left out, what is kept, what is told."""

import json

import pytest

from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import CalendarException, Hyperlink
from roadmap_app.model.plan import Draft, make_plan
from roadmap_app.model.records import Calendar, Link, Project, Task
from roadmap_app.storage import codec, jsontext, planfile
from tests.storage.files import codes, file, only, read, task, text

ID = stable_id(10)


def at_id(line: str) -> str:
    return line.replace("ID", ID)


def again(loaded: planfile.Loaded) -> str:
    """The one task's line as it would be written."""
    return codec.encode(loaded.plan.tasks[ID])


def test_members_are_sorted_and_defaults_left_out() -> None:
    line = codec.encode(Task(id=ID, name="API freeze", duration=480, percent=0, ord="V"))
    assert line == f'{{"duration":480,"id":"{ID}","name":"API freeze","ord":"V","t":"task"}}'


def test_a_link_is_written_with_from_and_to() -> None:
    line = codec.encode(Link(id=ID, from_="a", to="b", lag=-480))
    assert line == f'{{"from":"a","id":"{ID}","lag":-480,"t":"link","to":"b"}}'
    assert codec.decode(jsontext.parse(line)) == Link(id=ID, from_="a", to="b", lag=-480)


def test_parts_and_working_times_are_objects_and_arrays() -> None:
    calendar = Calendar(
        id=ID,
        week=(None, (), ((480, 720), (780, 1020)), None, None, None, None),
        exceptions=(CalendarException(name="Bridge", first=20_000, last=20_001),),
    )
    line = codec.encode(calendar)
    assert '"week":[null,[],[[480,720],[780,1020]],null,null,null,null]' in line
    assert '"exceptions":[{"first":20000,"last":20001,"name":"Bridge"}]' in line
    assert codec.decode(jsontext.parse(line)) == calendar


def test_custom_fields_are_an_object() -> None:
    line = codec.encode(Task(id=ID, fields=(("cost", 5), ("text", "x"))))
    assert '"fields":{"cost":5,"text":"x"}' in line


def test_unknown_members_survive_to_the_digit() -> None:
    line = at_id('{"id":"ID","name":"A","t":"task","x_future":{"k":[true,null]},"z":0.10,"zz":9007199254740993}')
    loaded = read(line)
    assert not loaded.findings
    assert again(loaded) == line


def test_unknown_members_inside_parts_survive() -> None:
    line = at_id('{"hyperlinks":[{"icon":1.50,"url":"https://example.org"}],"id":"ID","t":"task"}')
    loaded = read(line)
    assert loaded.plan.tasks[ID].hyperlinks == (Hyperlink(url="https://example.org", extra=(("icon", "1.50"),)),)
    assert again(loaded) == line


def test_unknown_kinds_survive_byte_for_byte() -> None:
    data = file(at_id('{"anything":[1,{"a":null}],"id":"ID","t":"x-alien","zzz":"é"}'))
    loaded = planfile.decode(data)
    assert not loaded.findings
    assert planfile.encode(loaded.plan) == data


@pytest.mark.parametrize(
    ("member", "value", "right"),
    [
        ("percent", 400, "0 to 100"),
        ("percent", "half", "0 to 100"),
        ("percent", True, "0 to 100"),
        ("percent", 0.5, "0 to 100"),
        ("duration", -1, "0 to 300 years"),
        ("duration", 2**70, "0 to 300 years"),
        ("constraint", "someday", "one of asap"),
        ("deadline", 10**12, "1900 and 2200"),
        ("name", 5, "a text"),
        ("name", None, "a text"),
        ("milestone", 1, "true or false"),
        ("tags", "urgent", "a list of texts"),
        ("splits", [{"after": 1}, 5], "a list of objects"),
        ("fields", [1], "an object"),
    ],
)
def test_a_wrong_value_is_told_not_used_and_kept(member: str, value: object, right: str) -> None:
    line = text(task(**{member: value}))
    loaded = read(line)
    finding = only(loaded)
    assert finding.code == "file.member" and finding.where == "line 3" and finding.id == ID
    assert f"'{member}'" in finding.message and right in finding.message
    record = loaded.plan.tasks[ID]
    assert getattr(record, member) == getattr(Task, member)
    assert again(loaded) == line


def test_a_wrong_value_goes_when_another_one_is_entered() -> None:
    loaded = read(task(percent=400))
    draft = Draft(loaded.plan)
    draft.change(draft.tasks[ID], percent=40)
    assert '"percent":40' in codec.encode(draft.tasks[ID])
    assert not planfile.decode(planfile.encode(draft.plan)).findings


def test_a_wrong_value_inside_a_part_is_told() -> None:
    loaded = read({"id": ID, "t": "calendar", "exceptions": [{"first": 20_000, "last": "later"}]})
    assert "'exceptions.last'" in only(loaded).message


@pytest.mark.parametrize("week", [[[[480, 720]]] * 5, [[[720, 480]]] + [[]] * 6, [[[0, 1441]]] + [[]] * 6, "x"])
def test_a_week_that_is_none_is_told(week: object) -> None:
    assert codes(read({"id": ID, "t": "calendar", "week": week})) == ["file.member"]


def test_null_stands_for_an_absent_date() -> None:
    loaded = read(task(deadline=None))
    assert not loaded.findings and loaded.plan.tasks[ID].deadline is None


def test_lone_surrogates_and_nul_are_replaced_and_told() -> None:
    loaded = read(json.dumps(task(name="a\ud800b\0c"), sort_keys=True, separators=(",", ":")))
    assert loaded.plan.tasks[ID].name == "a\ufffdb\ufffdc"
    assert only(loaded).code == "file.text"


def test_control_characters_that_were_entered_stay() -> None:
    names = ["a\u2028b\x85c\x0bd", "\x01", "\n", " ", "\ufffe", "שלום"]
    loaded = read(*(task(10 + place, name=name) for place, name in enumerate(names)))
    assert not loaded.findings
    assert [loaded.plan.tasks[stable_id(10 + place)].name for place in range(len(names))] == names


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id":"ID","name":"a","name":"b","t":"task"}', "stands in it twice"),
        ('{"duration":NaN,"id":"ID","t":"task"}', "NaN is not a number"),
        ('{"duration":' + "9" * 5000 + ',"id":"ID","t":"task"}', "no JSON"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + ',"id":"ID","t":"task"}', "nested too deeply"),
        ('{"a":' + "[" * 900 + "]" * 900 + ',"id":"ID","t":"task"}', "nested too deeply"),
        ('{"id":"ID","t":"task"},{"b":1}', "something follows"),
        ('{"name":"no id","t":"task"}', "its id"),
        ('{"id":5,"t":"task"}', "its id"),
        ('{"id":"../x","t":"task"}', "its id"),
        ('{"id":"ID","t":5}', "which kind"),
        ('{"id":"ID"}', "which kind"),
    ],
)
def test_what_is_no_record_is_set_aside(line: str, reason: str) -> None:
    loaded = read(at_id(line), task(11))
    assert [damaged.number for damaged in loaded.damaged] == [3]
    assert reason in loaded.damaged[0].reason
    assert list(loaded.plan.tasks) == [stable_id(11)]


def test_one_plan_has_one_encoding() -> None:
    records = [Project(id=stable_id(1)), *(Task(id=stable_id(number), name="é") for number in (30, 10, 20))]
    forth, back = make_plan("doc", records), make_plan("doc", records[::-1])
    assert planfile.encode(forth) == planfile.encode(back)
    ids = [json.loads(line).get("id") for line in planfile.encode(forth).splitlines()]
    assert ids == [None, stable_id(1), *sorted(map(stable_id, (10, 20, 30))), None]


def test_one_edit_changes_one_line() -> None:
    plan = make_plan("doc", [Project(id=stable_id(1)), *(Task(id=stable_id(n)) for n in range(10, 200))])
    draft = Draft(plan)
    draft.change(draft.tasks[stable_id(77)], name="Changed")
    before, after = planfile.encode(plan).splitlines(), planfile.encode(draft.plan).splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
