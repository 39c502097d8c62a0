"""Why a date is what it is, in sentences."""

from __future__ import annotations

from roadmap_app.model.parts import CalendarException
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import day_from_iso
from roadmap_app.schedule import compute, consequence, explain, not_driving
from tests.pocket import STANDARD, id_of, plan


def sentences(text: str, name: str, *also: Calendar) -> list[str]:
    made = plan(text, *also)
    return [reason.sentence for reason in explain(made, compute(made), id_of(made, name))]


def test_a_link_over_a_weekend_names_the_predecessor_and_the_days_off() -> None:
    assert sentences('"API freeze" 5d; B 2d after "API freeze"', "B") == [
        "Starts Mon 11 May because 'API freeze' finishes Fri 8 May 17:00 (finish-to-start); Sat and Sun are not "
        "worked.",
        "Finishes Tue 12 May 17:00: it takes 2 working days.",
        "'API freeze' starts Mon 4 May because that is when the project starts.",
    ]


def test_the_chain_ends_at_the_constraint_that_someone_entered() -> None:
    told = sentences("A 1d snet 2026-05-06; B 1d after A+1d; M 0d after B", "M")
    assert told == [
        "Falls on Fri 8 May because 'B' finishes Fri 8 May 17:00 (finish-to-start).",
        "'B' starts Fri 8 May because 'A' finishes Wed 6 May 17:00 (finish-to-start + 1d).",
        "'A' starts Wed 6 May because of its constraint: start no earlier than Wed 6 May.",
    ]


def test_a_holiday_is_named() -> None:
    day = day_from_iso("2026-05-07")
    holiday = Calendar(
        id=STANDARD,
        name="Standard",
        exceptions=(CalendarException(name="Founders' day", first=day, last=day),),
    )
    told = sentences("A 3d; B 2d after A; C 5d", "B", holiday)
    assert told[0] == (
        "Starts Fri 8 May because 'A' finishes Wed 6 May 17:00 (finish-to-start); "
        "Thu 7 May (Founders' day) is not worked."
    )
    assert sentences("C 5d", "C", holiday)[1] == (
        "Finishes Mon 11 May 17:00: it takes 5 working days; Thu 7 May (Founders' day) is not worked."
    )


def test_a_link_to_a_summary_says_so_and_a_summary_follows_what_it_holds() -> None:
    text = "A 2d; S after A { B 1d }"
    assert sentences(text, "B")[0] == (
        "Starts Wed 6 May because 'A' finishes Tue 5 May 17:00 (finish-to-start), which holds for all of 'S'."
    )
    assert sentences(text, "S")[0] == "Starts Wed 6 May because 'B' in it starts then."


def test_a_finish_that_is_bound_says_by_what() -> None:
    told = sentences("A 4d; B 1d after A FF", "B")
    assert told[0] == "Starts Thu 7 May because 'A' finishes Thu 7 May 17:00 (finish-to-finish)."


def test_dates_of_people_say_so() -> None:
    assert "entered by hand" in sentences("A 1d manual 2026-05-06..2026-05-07", "A")[0]
    assert "its actual start" in sentences("A 1d actual 2026-05-06", "A")[0]
    assert "came with the file" in sentences("A 1d pinned 2026-05-06..2026-05-07", "A")[0]
    assert "levelling delays it by 2 d" in sentences("A 1d delay 2d", "A")[0]
    assert "its summary 'S'" in sentences("S snet 2026-05-06 { A 1d }", "A")[0]
    assert "its summary 'S'" in sentences("S manual 2026-05-06..2026-05-07 { A 1d }", "A")[0]


def test_what_does_not_drive_tells_how_much_earlier_it_is() -> None:
    made = plan("A 5d; B 2d; C 1d after A, B")
    told = not_driving(made, compute(made), id_of(made, "C"))
    assert [reason.sentence for reason in told] == [
        "Not driving: 'B' finishes Tue 5 May, 3 working days earlier than it would have to."
    ]
    assert told[0].also == (id_of(made, "B"),)


def test_the_consequence_of_a_slip_is_tried() -> None:
    made = plan("A 5d; B 2d; C 1d after A, B; GA 0d after C; D 1d manual 2026-05-04..2026-05-04")
    schedule = compute(made)

    def slip(name: str) -> str:
        return consequence(made, schedule, id_of(made, name), id_of(made, "GA"))

    assert slip("A") == "If it slips 1 d, 'GA' moves to Tue 12 May."
    assert slip("B") == "If it slips 1 d, 'GA' stays on Mon 11 May."
    assert slip("GA") == "If it slips 1 d, 'GA' moves to Tue 12 May."
    assert slip("D") == "If it slips 1 d, 'GA' stays on Mon 11 May."
    assert schedule.finish(id_of(made, "GA")) == compute(made).finish(id_of(made, "GA"))


def test_a_chain_of_sentences_ends() -> None:
    text = "; ".join(["T0 1d", *(f"T{n} 1d after T{n - 1}" for n in range(1, 400))])
    assert len(sentences(text, "T399")) == 200


def test_another_year_is_told() -> None:
    assert "2027" in sentences("A 1d snet 2027-02-01; B 1d", "A")[0]


def test_a_task_held_by_the_finish_that_a_link_asks_of_its_summary_names_that_link() -> None:
    text = "A 10d; Sum after A FF {B 2d; Deep {C 3d}}"
    for name in ("B", "C"):
        assert "because 'A' finishes Fri 15 May" in sentences(text, name)[0]
