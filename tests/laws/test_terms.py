"""Laws of terms: linear in price, nothing for nothing, each adds up, alternatives never pay twice."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bundlinje.terms.ground import Ground, known, rows, term

from bundlinje.grammar.source import parse_yaml
from bundlinje.money import kroner_text, round_half_away
from bundlinje.problems import Collector
from bundlinje.terms.base import CLOSED, EARNING, SHELF, WAITING, Rows, Term

KINDS = sorted(SHELF.kinds)
prices = st.integers(0, 10_000_000)
quantities = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=6)
figures = st.fractions(-1000, 1000, max_denominator=500)


def _kr(ore: int) -> str:
    return f"{kroner_text(ore)} kr"


def _rows(parts: list[tuple[int, int]], **columns: Any) -> Rows:
    return rows(len(parts), num=[num for num, _ in parts], den=[den for _, den in parts], **columns)


def _paid(one: Term, ground: Ground) -> int:
    return int(one.entries(ground).gross.sum())


def _rising(price: int) -> str:
    slope = f"{{from: 0, below: 100, pays: 0 kr, rising_to: {_kr(price)}}}"
    return f"[{{below: 0, pays: 0 kr}}, {slope}, {{from: 100, pays: {_kr(price)}}}]"


PRICED = {
    "each": lambda ore: f"{{id: t, each: q, pays: {_kr(ore)}}}",
    "fixed": lambda ore: f"{{id: t, fixed: {_kr(ore)}, due: '2024-01-01, 2024-07-01'}}",
    "level": lambda ore: f"{{id: t, level: f, at: to date, pays: {_rising(ore)}}}",
    "measured": lambda _: "{id: t, measured: f}",
    "one_of": lambda ore: (
        f"{{id: t, one_of: [{{each: q, pays: {_kr(ore)}}}, {{each: q, pays: {_kr(ore // 2)}}}], take: greatest}}"
    ),
    "per": lambda ore: f"{{id: t, per: unit, of: f, at: to date, pays: {_kr(ore)}, if_worse: flows back}}",
}
"""Each kind of term as a text of its price alone."""


def test_every_kind_of_term_is_tried() -> None:
    assert sorted(PRICED) == KINDS


@pytest.mark.parametrize("kind", KINDS)
@given(st.integers(0, 100_000), st.integers(0, 9), quantities, figures)
def test_a_term_is_linear_in_its_price(kind: str, price: int, times: int, parts: Any, figure: Fraction) -> None:
    whole = [(num, 1) for num, _ in parts]
    ground = Ground({"q": _rows(whole)}, figures={"f": known(round(figure))})
    once, often = _paid(term(PRICED[kind](price * 100)), ground), _paid(term(PRICED[kind](price * 100 * times)), ground)
    assert often == once * times


@pytest.mark.parametrize("kind", ["each", "level", "one_of", "per"])
@given(prices)
def test_zero_quantity_earns_zero(kind: str, price: int) -> None:
    ground = Ground({"q": rows(3, num=[0, 0, 0])}, figures={"f": known(0)})
    assert _paid(term(PRICED[kind](price)), ground) == 0


@pytest.mark.parametrize("kind", KINDS)
@given(quantities, figures)
def test_a_price_of_nothing_earns_nothing(kind: str, parts: Any, figure: Fraction) -> None:
    assert _paid(term(PRICED[kind](0)), Ground({"q": _rows(parts)}, figures={"f": known(figure)})) == 0


@given(quantities, quantities, prices)
def test_each_adds_over_disjoint_units(one: Any, two: Any, price: int) -> None:
    each = term(PRICED["each"](price))
    apart = [_paid(each, Ground({"q": _rows(part)})) for part in (one, two)]
    assert _paid(each, Ground({"q": _rows(one + two)})) == sum(apart)


@given(quantities, prices)
def test_each_rounds_every_entry_once_half_away_from_zero(parts: Any, price: int) -> None:
    found = term(PRICED["each"](price)).entries(Ground({"q": _rows(parts)}))
    assert found.gross.tolist() == [round_half_away(Fraction(num, den) * price) for num, den in parts]


@given(quantities, prices, st.data())
def test_the_order_of_rows_changes_no_entry(parts: Any, price: int, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(parts))))
    straight = term(PRICED["each"](price)).entries(Ground({"q": _rows(parts)})).gross
    turned = term(PRICED["each"](price)).entries(Ground({"q": _rows([parts[i] for i in order])})).gross
    assert turned.tolist() == straight[list(order)].tolist()


@pytest.mark.requirement("PAY-14")
@given(quantities, figures)
def test_measured_earns_zero_always(parts: Any, figure: Fraction) -> None:
    ground = Ground({"q": _rows(parts)}, figures={"f": known(figure)})
    assert all(_paid(term(f"{{id: t, measured: {name}}}"), ground) == 0 for name in ("q", "f"))


@given(quantities, prices, prices, st.sampled_from(["greatest", "first"]))
def test_one_of_pays_at_most_the_sum_of_its_ways_and_never_less_than_nothing(
    parts: Any, one: int, two: int, take: str
) -> None:
    ground = Ground({"q": _rows(parts)})
    ways = [f"{{each: q, pays: {_kr(price)}}}" for price in (one, two)]
    joined = _paid(term(f"{{id: t, one_of: [{ways[0]}, {ways[1]}], take: {take}}}"), ground)
    alone = [term(PRICED["each"](price)).entries(ground).gross.tolist() for price in (one, two)]
    assert 0 <= joined <= sum(map(sum, alone))
    assert joined == sum(max(a, b) if take == "greatest" else a or b for a, b in zip(*alone, strict=True))


@given(quantities, prices, st.sampled_from([0, 1]))
def test_first_and_greatest_agree_when_only_one_member_earns(parts: Any, price: int, which: int) -> None:
    earns, not_ = f"{{each: q, pays: {_kr(price)}}}", "{each: q, pays: 0 kr}"
    ways = ", ".join([earns, not_][:: 1 - 2 * which])
    ground = Ground({"q": _rows(parts)})
    taken = [_paid(term(f"{{id: t, one_of: [{ways}], take: {take}}}"), ground) for take in ("first", "greatest")]
    assert taken[0] == taken[1] == _paid(term(PRICED["each"](price)), ground)


@given(quantities, prices, st.data())
def test_only_entries_that_earn_are_paid(parts: Any, price: int, data: st.DataObject) -> None:
    states = data.draw(st.lists(st.sampled_from([EARNING, WAITING, CLOSED]), min_size=len(parts), max_size=len(parts)))
    found = term(PRICED["each"](price)).entries(Ground({"q": _rows(parts, state=states)}))
    assert all(state == EARNING or ore == 0 for state, ore in zip(states, found.gross.tolist(), strict=True))


@given(figures, prices)
def test_a_worse_figure_flows_back_as_much_as_a_better_one_pays(figure: Fraction, price: int) -> None:
    per = term(PRICED["per"](price))
    assert _paid(per, Ground(figures={"f": known(figure)})) == -_paid(per, Ground(figures={"f": known(-figure)}))


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_reads_as_that_kind_and_writes_itself_back(kind: str) -> None:
    example = SHELF.kinds[kind].example
    one = term(example)
    assert type(one) is SHELF.kinds[kind]
    written = one.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert term(str(written)) == one == term(example)
    assert parse_yaml(example, "example.yaml", Collector()).data["id"] == one.id
