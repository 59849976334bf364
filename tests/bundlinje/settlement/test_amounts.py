"""What an amount comes to: by case, indexed, growing, as a part of a figure or a balance, as interest."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter
from tests.bundlinje.terms.ground import rows
from tests.strategies import told

from bundlinje.dates import day_number
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.part import Mark
from bundlinje.grammar.written import read_day
from bundlinje.problems import Refused
from bundlinje.settlement.pricing import Market, priced, years_between
from bundlinje.terms.base import Price

_AMOUNT: TypeAdapter[Any] = TypeAdapter(AnyAmount)
INDEX = {"2023-01": Fraction(100), "2024-01": Fraction(105), "2024-07": Fraction(110)}


def _day(text: str) -> int:
    return day_number(read_day(text))


def _prices(raw: Any, **columns: Any) -> list[Price]:
    amount = _AMOUNT.validate_python(raw)
    market = Market(
        labels={
            "follow-up": lambda rows: (rows.follow_up, str),
            "segment": lambda rows: (rows.segment, lambda code: ("north", "south")[code] if code >= 0 else ""),
        },
        amount_named=lambda name, number: {"saving": Fraction(10_001 * number)}.get(name),
        index_on=lambda _, month: INDEX.get(str(month)),
    )
    position, prices = priced(amount, rows(len(next(iter(columns.values()))), **columns), "terms.t.pays", market)
    return [prices[int(one)] for one in position]


def _ore(raw: Any, **columns: Any) -> list[Fraction | None]:
    return [price.ore for price in _prices(raw, **columns)]


def test_a_run_of_follow_ups_a_single_one_and_a_name_are_cases() -> None:
    assert _ore({"by": "follow-up", "1-4": "20 kr", "5": "40 kr"}, follow_up=[1, 4, 5]) == [2000, 2000, 4000]
    assert _ore({"by": "segment", "north": "1 kr", "south": "2 kr"}, segment=[1, 0]) == [200, 100]


def test_a_case_the_contract_does_not_name_is_unknown_and_says_which() -> None:
    for price in (_prices({"by": "follow-up", "1": "1 kr", "north": "2 kr"}, follow_up=[3])[0],):
        assert (price.ore, price.why_unknown) == (None, "follow-up: 3")
        assert [mark.mark for mark in price.marks] == [Mark.UNKNOWN]


def test_cases_may_hold_any_amount() -> None:
    inner = {"by": "follow-up", "1": {"amount": "1 kr", "assumed": "et gæt"}, "2": {"unknown": "ikke offentlig"}}
    one, two = _prices(inner, follow_up=[1, 2])
    assert (one.ore, [mark.path for mark in one.marks]) == (100, ["terms.t.pays.1"])
    assert (two.ore, two.why_unknown) == (None, "ikke offentlig")


def test_an_indexed_amount_follows_the_index_from_its_base_month() -> None:
    indexed = {"amount": "100 kr", "indexed": "net-price", "base": "2023-01"}
    due = [_day("2023-01-31"), _day("2024-01-01"), _day("2024-07-15")]
    assert _ore(indexed, due=due) == [10000, 10500, 11000]


def test_an_index_nobody_has_reported_makes_the_price_unknown() -> None:
    indexed = {"amount": "100 kr", "indexed": "net-price", "base": "2023-01"}
    price = _prices(indexed, due=[_day("2025-01-31")])[0]
    assert (price.ore, price.why_unknown) == (None, "index")
    assert _ore({**indexed, "base": "2019-01"}, due=[_day("2024-01-31")]) == [None]


def test_an_unknown_amount_stays_unknown_however_it_grows() -> None:
    indexed = {"amount": {"unknown": "ikke offentlig"}, "indexed": "net-price", "base": "2023-01"}
    assert _ore(indexed, due=[_day("2024-01-31")]) == [None]


def test_a_growing_amount_grows_every_new_year_after_the_one_it_is_stated_for() -> None:
    growing = {"amount": "100 kr", "grows": "2 % a year", "from": 2023, "assumed": "et gæt"}
    prices = _prices(growing, due=[_day("2022-12-31"), _day("2023-12-31"), _day("2024-01-01"), _day("2025-12-31")])
    assert [price.ore for price in prices] == [10000, 10000, 10200, Fraction(10404)]
    assert all([mark.mark for mark in price.marks] == [Mark.ASSUMED] for price in prices)


def test_a_part_of_a_figure_is_that_part_at_each_follow_up() -> None:
    assert _ore("30 % of saving", follow_up=[1, 2]) == [Fraction(30003, 10), Fraction(60006, 10)]
    assert _ore("30 % of nothing-known", follow_up=[1]) == [None]
    assert _ore("30 %", follow_up=[1]) == [Fraction(3, 10)]


def test_interest_counts_whole_years_as_one_and_days_as_365ths() -> None:
    since, due = [_day("2023-01-01")] * 2, [_day("2024-01-01"), _day("2024-01-11")]
    yearly = _ore("2 % a year on saving", since=since, due=due)
    assert yearly == [Fraction(10_001, 50), Fraction(10_001, 50) * Fraction(375, 365)]
    assert _ore("2 % a year on nothing-known", since=since[:1], due=due[:1]) == [None]


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2023-03-01", "2024-03-01", Fraction(1)),
        ("2023-03-01", "2024-02-29", Fraction(365, 365)),
        ("2024-02-29", "2025-02-28", Fraction(365, 365)),
        ("2024-02-29", "2024-03-01", Fraction(1, 365)),
        ("2023-06-15", "2023-06-15", Fraction(0)),
        ("2022-12-31", "2024-01-01", 1 + Fraction(1, 365)),
    ],
)
def test_years_between_two_days(since: str, until: str, years: Fraction) -> None:
    assert years_between(_day(since), _day(until)) == years


ONE = [{"unit": "a", "segment": "north", "from": "2021-09-10"}]
JOB_DONE = [{"fact": "job", "unit": "a", "day": "2021-10-01"}]


@pytest.mark.parametrize(
    ("pays", "parts"),
    [
        ({"by": "cohort", "all": "7 kr"}, {}),
        ({"by": "phase", "first": "7 kr"}, {"phases": {"first": "1-2"}}),
        ({"by": "year", "2022": "7 kr"}, {}),
        ({"by": "occasion", "1": "7 kr"}, {}),
        ({"by": "segment", "north": "7 kr"}, {}),
        ("7 % of drawn capital", {}),
        ("7 % of balance of raadet", {}),
        ("700 % of n-jobs", {}),
    ],
)
def test_a_contract_prices_by_what_it_says(pays: Any, parts: dict[str, Any]) -> None:
    story = told(ONE, JOB_DONE, terms=[{"id": "job", "each": "in-job", "pays": pays}], **parts)
    story = story.with_rows("flows", [{"account": "raadet", "day": "2021-09-01", "value": 100}])
    paid = story.settled(until=1)[0].total_ore
    assert paid == (7 if pays == "700 % of n-jobs" else 700)


def test_a_phase_that_no_follow_up_is_in_has_no_price() -> None:
    pays = {"by": "phase", "late": "7 kr"}
    story = told(ONE, JOB_DONE, terms=[{"id": "job", "each": "in-job", "pays": pays}], phases={"late": "3"})
    with pytest.raises(Refused) as refused:
        story.settled(until=1)
    assert [problem.values["why"] for problem in refused.value.problems] == ["phase: "]


def test_a_contract_prices_by_a_reported_index() -> None:
    index = {"report": "Nettoprisindeks", "by": "Danmarks Statistik", "decimals": 1, "unit": "points"}
    pays = {"amount": "100 kr", "indexed": "net-price", "base": "2021-09"}
    story = told(ONE, JOB_DONE, terms=[{"id": "job", "each": "in-job", "pays": pays}])
    story = story.saying(facts={**story.data["facts"], "net-price": index})
    reports = [
        {"fact": "net-price", "from": "2021-09-01", "until": "2021-10-01", "value": "100.0"},
        {"fact": "net-price", "from": "2022-03-01", "until": "2022-04-01", "value": "110.5"},
    ]
    assert story.with_rows("reports", reports).settled(until=1)[0].total_ore == 11050
    with pytest.raises(Refused):
        story.with_rows("reports", reports[:1]).settled(until=1)


def test_a_figure_that_is_not_known_is_an_unknown_base() -> None:
    figures = {"rate": {"share": "at-home", "among": "due"}}
    story = told(
        ONE, JOB_DONE, figures=figures, gates={}, terms=[{"id": "job", "each": "in-job", "pays": "5 % of rate"}]
    )
    with pytest.raises(Refused) as refused:
        story.settled(until=1)
    assert [problem.code for problem in refused.value.problems] == ["settle.unknown"]


def test_prices_are_whole_columns() -> None:
    position, _ = priced(_AMOUNT.validate_python("1 kr"), rows(3), "", Market({}, lambda *_: None, lambda *_: None))
    assert position.tolist() == np.zeros(3, dtype=int).tolist()
