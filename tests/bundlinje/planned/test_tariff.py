"""Roster and tariff: whom a stand-in speaks for, when its occasions fall, and what each earns by the term's rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.dates import day_of
from bundlinje.facts import facts_from_rows
from bundlinje.grammar.written import Length
from bundlinje.planned.intake import planned_intake
from bundlinje.planned.roster import Assumptions, Roster
from bundlinje.planned.tariff import Tariff

Build = Callable[..., Contract]
TWO_YEARS = {"from": "2024-01-01", "until": "2025-12-31", "planned": 24}
KRONER = 100


def roster(contract: Contract, assumptions: Assumptions | None = None) -> Roster:
    return Roster(contract, planned_intake(contract), assumptions=assumptions)


def prices(contract: Contract, outcome: str, term: str) -> list[tuple[int, int, int]]:
    """Cohort, follow-up and whole kroner of every slot of an outcome."""
    slots = Tariff(roster(contract)).slots(outcome)
    columns = (slots.cohort.tolist(), slots.follow_up.tolist(), (slots.ore[term] // KRONER).tolist())
    return sorted(zip(*columns, strict=True))


# --- whom a stand-in speaks for ---------------------------------------------------------------------------------------


def test_there_is_a_stand_in_for_every_month_in_which_somebody_comes(contract: Build) -> None:
    found = roster(contract(TWO_YEARS))
    assert len(found) == 24
    assert [day_of(int(day)) for day in found.days_admitted][:2] == [date(2024, 1, 1), date(2024, 2, 1)]
    assert found.member_of(found.stand_ins[0][0], "", date(2025, 12, 1)) == 23


def test_a_stand_in_has_the_occasions_of_those_it_speaks_for(contract: Build) -> None:
    """Who comes in 2025 has no occasion at the first follow-up, 31 December 2024."""
    found = roster(contract(TWO_YEARS))
    calendar = found.calendar("in-work")
    assert calendar.there[:12].sum(axis=1).tolist() == [2] * 12
    assert calendar.there[12:].sum(axis=1).tolist() == [1] * 12


def test_units_that_have_come_stand_beside_stand_ins_under_their_own_name(contract: Build) -> None:
    one = contract(TWO_YEARS)
    facts = facts_from_rows(one.facts, enrolments=[{"unit": "zz", "from": "2024-02-11"}])
    found = Roster(one, planned_intake(one), facts)
    assert [row["unit"] for row in found.admitted] == ["zz"]
    assert len(found) == 25
    assert day_of(int(found.days_admitted[0])) == date(2024, 2, 11)


def test_an_event_comes_as_long_after_admission_as_is_assumed(contract: Build) -> None:
    parts: dict[str, Any] = {
        "windows": {"after": {"span": "6 months", "after": "exam", "partly_in": "counts as full"}},
        "measures": {"exams": {"times": "exam", "over": "after"}},
        "outcomes": {"passed": {"where": {"exams": {"at_least": 1}}, "not_measured": "waits"}},
        "terms": [{"id": "exam", "each": "passed", "pays": "10 000 kr"}],
        "payers": {"exam": "by"},
    }
    soon, late = (
        roster(contract(**parts), Assumptions(days={"exam": Length.read(after)})).calendar("passed").follow_up[0, 0]
        for after in ("1 month", "9 months")
    )
    assert (soon, late) == (1, 2)


def test_what_happens_once_is_possible_only_as_long_after_admission_as_is_assumed(contract: Build) -> None:
    years = [f"{year}-12-31" for year in range(2024, 2028)]
    assumed = Assumptions(once={"in-work": (Length.read("13 months"), Length.read("37 months"))})
    found = roster(contract(follow_ups=years), assumed)
    assert found.possible("in-work")[0].tolist() == [False, True, True, False]
    assert roster(contract(follow_ups=years)).possible("in-work").all()


# --- what an occasion earns -------------------------------------------------------------------------------------------


WORKING = {"in-work": {"where": {"working": {"at_least": 1}}, "not_measured": "waits"}}


def paying(pays: Any) -> dict[str, Any]:
    return {"terms": [{"id": "pay", "each": "in-work", "pays": pays}]}


def test_occasions_of_the_same_follow_up_and_price_are_one_slot(contract: Build) -> None:
    found = prices(contract(TWO_YEARS, **paying("100 000 kr")), "in-work", "pay")
    assert found == [(0, 1, 100_000), (0, 2, 100_000)]


def test_a_price_by_follow_up_is_that_of_the_follow_up(contract: Build) -> None:
    pays = {"by": "follow-up", "1": "10 000 kr", "2": "30 000 kr"}
    assert prices(contract(**paying(pays)), "in-work", "pay") == [(0, 1, 10_000), (0, 2, 30_000)]


def test_a_price_by_occasion_differs_inside_a_follow_up(contract: Build) -> None:
    """Half-years from admission: those of January 2024 end their second in 2024, those of the autumn only in 2025."""
    again = {"span": "6 months", "after": "enrolment", "every": "6 months", "at_most": "2 times"}
    measures = {"working": {"is_in": "job", "over": {**again, "partly_in": "counts as full"}}}
    pays = {"by": "occasion", "1": "10 000 kr", "2": "30 000 kr"}
    intake = {"from": "2024-01-01", "until": "2024-12-31", "planned": 12}
    tariff = Tariff(roster(contract(intake, measures=measures, outcomes=WORKING, **paying(pays))))
    slots = tariff.slots("in-work")
    counted = zip(
        slots.follow_up.tolist(), (slots.ore["pay"] // KRONER).tolist(), slots.occasions().sum(axis=0), strict=True
    )
    assert sorted(counted) == [(1, 10_000, 7), (1, 30_000, 1), (2, 10_000, 5), (2, 30_000, 11)]


def test_a_price_by_cohort_is_that_of_the_cohort(contract: Build) -> None:
    cohorts = {
        name: {"unit": "person", "who": name, "intake": {"from": "2024-01-01", "planned": 5}}
        for name in ("young", "old")
    }
    pays = {"by": "cohort", "young": "10 000 kr", "old": "30 000 kr"}
    found = prices(contract(cohorts=cohorts, **paying(pays)), "in-work", "pay")
    assert sorted(price for _, number, price in found if number == 1) == [10_000, 30_000]
    assert len({cohort for cohort, _, _ in found}) == 2


def test_a_price_by_segment_is_that_of_the_segment(contract: Build) -> None:
    pays = {"by": "segment", "young": "10 000 kr", "old": "30 000 kr"}
    found = prices(contract(cohort={"segments": ["young", "old"]}, **paying(pays)), "in-work", "pay")
    assert sorted(price for _, number, price in found if number == 1) == [10_000, 30_000]


def test_every_occasion_of_every_member_has_its_slot(contract: Build) -> None:
    tariff = Tariff(roster(contract(TWO_YEARS)))
    slots, there = tariff.slots("in-work"), tariff.roster.calendar("in-work").there
    assert ((slots.of >= 0) == there).all()
    assert (slots.occasions().sum(axis=1) == there.sum(axis=1)).all()
    assert np.unique(slots.of[slots.of >= 0]).tolist() == list(range(len(slots)))


def test_units_that_are_paid_for_as_they_come_have_slots_of_their_own(contract: Build) -> None:
    terms = [{"id": "start", "each": "admitted", "pays": "5 000 kr"}]
    one = contract(TWO_YEARS, terms=terms, payers={"start": "by"})
    assert prices(one, "admitted", "start") == [(0, 1, 5_000), (0, 2, 5_000)]
    assert Tariff(roster(one)).slots("admitted").occasions().sum(axis=0).tolist() == [12, 12]
