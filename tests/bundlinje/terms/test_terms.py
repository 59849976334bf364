"""Each kind of term: what it earns, entry by entry, on a ground laid by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from tests.bundlinje.terms.ground import Ground, known, nobody, rows, term

from bundlinje.figures.base import Range
from bundlinje.grammar.part import Mark
from bundlinje.terms.base import CLOSED, EARNING, NOT_CHOSEN, WAITING, Term, no_entries, stacked


def test_each_pays_its_price_for_every_achieved_unit_and_occasion() -> None:
    found = term("{id: t, each: home, pays: 10 000 kr}").entries(Ground({"home": rows(3)}))
    assert found.gross.tolist() == [1000000] * 3


def test_each_in_so_much_of_a_measure_pays_by_exact_quantity_rounded_once() -> None:
    nights = rows(3, num=[15, 1, 0])
    found = term("{id: t, each: nights, in: 30 days, pays: 1 000 kr}").entries(Ground({"nights": nights}))
    assert found.gross.tolist() == [50000, 3333, 0]


def test_a_price_by_segment_is_found_for_every_row_and_a_case_left_out_is_unknown() -> None:
    home = rows(3, segment=[0, 1, -1])
    found = term("{id: t, each: home, pays: {by: segment, north: 1 kr, south: 2 kr}}").entries(Ground({"home": home}))
    assert found.gross.tolist() == [100, 200, 0]
    assert [found.prices[code].ore for code in found.price] == [100, 200, None]
    assert {mark.mark for mark in found.prices[int(found.price[2])].marks} == {Mark.UNKNOWN}


def test_a_unit_outcome_as_when_closes_earns_or_waits() -> None:
    ground = Ground({"home": rows(4, state=[EARNING, EARNING, EARNING, WAITING])}, held={"stayed": [1, 0, 2, 0]})
    found = term("{id: t, each: home, pays: 1 kr, when: stayed}").entries(ground)
    assert found.rows.state.tolist() == [EARNING, CLOSED, WAITING, WAITING]
    assert found.gross.tolist() == [100, 0, 0, 0]


@pytest.mark.parametrize(("open_", "state", "gross"), [(True, EARNING, 100), (False, CLOSED, 0), (None, WAITING, 0)])
def test_a_gate_opens_closes_or_lets_unit_entries_wait(open_: bool | None, state: int, gross: int) -> None:
    ground = Ground({"home": rows(2)}, gates={"enough": open_})
    found = term("{id: t, each: home, pays: 1 kr, gate: enough}").entries(ground)
    assert found.rows.state.tolist() == [state] * 2
    assert found.gross.tolist() == [gross] * 2


def test_a_curve_on_units_prices_each_value_where_it_lies() -> None:
    slope = "{from: 10 days, below: 20 days, pays: 0 kr, rising_to: 100 kr}"
    curve = f"[{{below: 10 days, pays: 0 kr}}, {slope}, {{from: 20 days, pays: 500 kr}}]"
    found = term(f"{{id: t, each: nights, pays: {curve}}}").entries(Ground({"nights": rows(4, num=[3, 15, 20, 15])}))
    assert found.gross.tolist() == [0, 5000, 50000, 5000]


@pytest.mark.parametrize("unknown", ["pays", "rising_to"])
def test_a_slope_with_an_unknown_end_has_an_unknown_price(unknown: str) -> None:
    ends = {"pays": "0 kr", "rising_to": "100 kr", unknown: "{unknown: ikke offentlig}"}
    slope = f"{{from: 0 days, below: 20 days, pays: {ends['pays']}, rising_to: {ends['rising_to']}}}"
    curve = f"[{{below: 0 days, pays: 0 kr}}, {slope}, {{from: 20 days, pays: 500 kr}}]"
    found = term(f"{{id: t, each: nights, pays: {curve}}}").entries(Ground({"nights": rows(1, num=[10])}))
    assert found.prices[0].ore is None
    assert found.gross.tolist() == [0]


def test_amounts_too_large_for_64_bits_on_the_way_are_still_exact() -> None:
    most = rows(1, num=[3 * 10**12], den=[10**6])
    found = term("{id: t, each: nights, pays: 90 000 000 kr}").entries(Ground({"nights": most}))
    assert found.gross.tolist() == [3 * 10**6 * 9_000_000_000]


@pytest.mark.parametrize(
    ("per", "value", "pays", "gross"),
    [("money", 12345, "70 %", 8642), ("unit", 3, "100 kr", 30000), ("pp", Fraction(3, 40), "100 kr", 75000)],
)
def test_per_multiplies_the_figure_by_the_price(per: str, value: Fraction | int, pays: str, gross: int) -> None:
    found = term(f"{{id: t, per: {per}, of: f, at: to date, pays: {pays}, if_worse: nothing}}")
    assert found.entries(Ground(figures={"f": known(value)})).gross.tolist() == [gross]


@pytest.mark.parametrize(("rule", "gross"), [("nothing", 0), ("flows back", -50000)])
def test_a_worse_figure_pays_nothing_or_flows_back(rule: str, gross: int) -> None:
    found = term(f"{{id: t, per: unit, of: f, at: to date, pays: 100 kr, if_worse: {rule}}}")
    assert found.entries(Ground(figures={"f": known(-5)})).gross.tolist() == [gross]


@pytest.mark.parametrize(
    "kind", ["per: unit, of: f, pays: 100 kr, if_worse: nothing", "level: f, pays: [{pays: 100 kr}]"]
)
def test_a_figure_that_is_not_known_waits(kind: str) -> None:
    for value in (Range(None, None), Range(Fraction(1), Fraction(2))):
        found = term(f"{{id: t, at: to date, {kind}}}").entries(Ground(figures={"f": value}))
        assert found.rows.state.tolist() == [WAITING]
        assert found.gross.tolist() == [0]


@pytest.mark.parametrize(
    "kind", ["per: unit, of: f, pays: 100 kr, if_worse: nothing", "level: f, pays: [{pays: 100 kr}]"]
)
def test_a_gate_on_a_group_term_opens_closes_or_lets_it_wait(kind: str) -> None:
    for open_, state in ((True, EARNING), (False, CLOSED), (None, WAITING)):
        ground = Ground(figures={"f": known(1)}, gates={"enough": open_})
        found = term(f"{{id: t, at: to date, {kind}, gate: enough}}").entries(ground)
        assert found.rows.state.tolist() == [state]
        assert found.gross.tolist() == [10000 if open_ else 0]


@pytest.mark.parametrize(
    ("at", "now", "final", "occasions"),
    [
        ("each follow-up", 2, False, [(1, 1, 1), (2, 2, 2)]),
        ("to date", 2, False, [(0, 1, 2)]),
        ("final settlement", 2, False, []),
        ("final settlement", 2, True, [(0, 1, 2)]),
        ("every year", 3, False, [(2, 1, 2), (3, 3, 3)]),
        ("follow-up 2", 1, False, []),
        ("follow-up 2", 3, False, [(2, 1, 2)]),
    ],
)
def test_a_group_term_has_its_entries_when_the_contract_says(
    at: str, now: int, final: bool, occasions: list[tuple[int, int, int]]
) -> None:
    for kind in ("per: unit, of: f, pays: 1 kr, if_worse: nothing", "level: f, pays: [{pays: 1 kr}]"):
        ground = Ground(figures={"f": known(1)}, now=now, is_final=final)
        found = term(f"{{id: t, at: {at}, {kind}}}").entries(ground)
        assert [
            (int(o), s.first_follow_up, s.last_follow_up)
            for o, s in zip(found.rows.occasion, found.seen, strict=True)
            if s
        ] == occasions


@pytest.mark.parametrize("text", ["sometimes", "follow-up", "follow-up 0", "follow-up two"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        term(f"{{id: t, level: f, at: {text}, pays: [{{pays: 1 kr}}]}}")


@pytest.mark.parametrize("at", ["each follow-up", "to date", "final settlement", "every year", "follow-up 3"])
def test_a_time_is_written_as_it_is_read(at: str) -> None:
    assert term(f"{{id: t, level: f, at: {at}, pays: [{{pays: 1 kr}}]}}").model_dump(mode="json")["at"] == at


def test_a_level_reads_its_amount_off_the_curve() -> None:
    slope = "{from: 50 %, below: 90 %, pays: 300 kr, rising_to: 900 kr}"
    curve = f"[{{below: 50 %, pays: 0 kr}}, {slope}, {{from: 90 %, pays: 1 000 kr}}]"
    level = term(f"{{id: t, level: f, at: to date, pays: {curve}}}")
    values = [Fraction(49, 100), Fraction(1, 2), Fraction(7, 10), Fraction(9, 10), Fraction(2)]
    assert [level.entries(Ground(figures={"f": known(v)})).gross.tolist() for v in values] == [
        [0], [30000], [60000], [100000], [100000],
    ]  # fmt: skip


def test_a_fixed_fee_falls_due_on_every_day_of_its_schedule() -> None:
    fee = term("{id: t, fixed: 500 kr, due: every quarter from 2024-01-31 until 2024-12-31}")
    found = fee.entries(Ground())
    assert found.gross.tolist() == [50000] * 4
    assert found.rows.due.astype("datetime64[D]").astype(str).tolist() == [
        "2024-01-31", "2024-04-30", "2024-07-31", "2024-10-31",
    ]  # fmt: skip


def test_a_fixed_coupon_counts_its_first_interest_from_the_day_stated() -> None:
    text = "{id: t, fixed: 2 % a year on senior, due: '2025-12-31, 2024-12-31', since: 2023-12-31}"
    found = term(text).entries(Ground(amounts=lambda *_: Fraction(1_000_000)))
    assert found.gross.tolist() == [20000, 20000]


@pytest.mark.parametrize(
    "due",
    [
        "every fortnight from 2024-01-01 until 2024-02-01",
        "every month from 2024-03-01 until 2024-02-01",
        "every month since 2024-01-01 until 2024-02-01",
        "every day from 2024-01-01 until 2024-02-01",
        "every month",
        "some day",
    ],
)
def test_a_schedule_that_cannot_be_laid_out_is_refused(due: str) -> None:
    with pytest.raises(ValueError):
        term(f"{{id: t, fixed: 1 kr, due: {due}}}")


@pytest.mark.parametrize("due", ["every year from 2024-02-29 until 2026-12-31", "2024-01-01, 2024-07-01"])
def test_a_schedule_is_written_as_it_is_read(due: str) -> None:
    assert term(f"{{id: t, fixed: 1 kr, due: '{due}'}}").model_dump(mode="json")["due"] == due


def test_measured_earns_nothing_and_names_what_it_follows() -> None:
    other = term("{id: t, measured: services}")
    assert len(other.entries(Ground({"services": rows(3)}))) == 0
    assert other.unit_names() == ("services",)


def test_one_of_takes_the_greatest_way_for_each_unit() -> None:
    ways = "[{each: both, pays: 8 kr}, [{each: work, pays: 5 kr}, {each: home, pays: 2 kr}]]"
    ground = Ground({"both": rows(1), "work": rows(2, unit=[0, 1]), "home": rows(2, unit=[0, 2])})
    found = term(f"{{id: t, one_of: {ways}, take: greatest}}").entries(ground)
    paid = {unit: int(found.gross[found.rows.unit == unit].sum()) for unit in range(3)}
    assert paid == {0: 800, 1: 500, 2: 200}
    assert found.rows.state.tolist().count(NOT_CHOSEN) == 2


def test_one_of_first_takes_the_first_way_that_earns_anything() -> None:
    ways = "[{each: small, pays: 1 kr}, {each: big, pays: 9 kr}]"
    ground = Ground({"small": rows(1, unit=[0]), "big": rows(2, unit=[0, 1])})
    found = term(f"{{id: t, one_of: {ways}, take: first}}").entries(ground)
    assert {unit: int(found.gross[found.rows.unit == unit].sum()) for unit in range(2)} == {0: 100, 1: 900}


def test_one_of_group_terms_is_decided_for_each_cohort() -> None:
    way = "per: unit, at: to date, if_worse: nothing"
    ways = f"[{{{way}, of: f, pays: 1 kr}}, {{{way}, of: g, pays: 1 kr}}]"
    figures = {"f": lambda *at: known(at[-1]), "g": lambda *at: known(1 - at[-1])}
    found = term(f"{{id: t, one_of: {ways}, take: greatest}}").entries(Ground(figures=figures, cohorts=(0, 1)))
    assert {cohort: int(found.gross[found.rows.cohort == cohort].sum()) for cohort in (0, 1)} == {0: 100, 1: 100}


def test_one_of_nothing_is_nothing() -> None:
    ways = "[{each: a, pays: 1 kr}, {id: named, each: b, pays: 9 kr}]"
    found = term(f"{{id: t, one_of: {ways}, take: first}}").entries(Ground({"a": rows(0), "b": rows(0)}))
    assert len(found) == 0


def test_alternatives_inside_alternatives_are_decided_from_the_inside() -> None:
    inner = "{one_of: [{each: a, pays: 1 kr}, {each: b, pays: 3 kr}], take: greatest}"
    ground = Ground({name: rows(1) for name in "abc"})
    found = term(f"{{id: t, one_of: [{inner}, {{each: c, pays: 2 kr}}], take: greatest}}").entries(ground)
    assert found.gross.tolist() == [0, 300, 0]
    assert sorted(found.rows.member.tolist()) == [0, 1, 2]


def test_a_term_names_everything_it_looks_at() -> None:
    each = "{each: a, pays: 1 kr, when: w, gate: g}"
    level = "{level: f, at: to date, pays: [{pays: 1 kr}], gate: h}"
    per = "{per: unit, of: k, at: to date, pays: 1 kr, if_worse: nothing, gate: i}"
    ways = f"[{each}, {level}, {per}]"
    way = term(f"{{id: t, one_of: {ways}, take: first}}")
    assert (way.unit_names(), way.figure_names(), way.gate_names()) == (("a", "w"), ("f", "k"), ("g", "h", "i"))
    assert not way.per_unit
    fee = term("{id: t, fixed: 1 kr, due: 2024-01-01}")
    assert (fee.unit_names(), fee.figure_names(), fee.gate_names(), fee.per_unit) == ((), (), (), False)


def test_group_entries_that_do_not_fall_due_are_no_entries() -> None:
    level = term("{id: t, level: f, at: final settlement, pays: [{pays: 1 kr}]}")
    assert len(level.entries(Ground(figures={"f": known(1)}))) == 0
    assert len(stacked([])) == len(no_entries()) == 0


def test_entries_of_a_mask_keep_their_figures() -> None:
    figures = {"f": known(1)}
    level = term("{id: t, level: f, at: each follow-up, pays: [{pays: 1 kr}]}").entries(Ground(figures=figures, now=3))
    kept = level.where(np.array([True, False, True]))
    assert [seen.last_follow_up for seen in kept.seen if seen] == [1, 3]
    assert kept.gross.tolist() == [100, 100]
    assert nobody(0, 1, 1).unit.tolist() == [-1]


def test_a_kind_of_term_has_to_say_what_it_earns() -> None:
    with pytest.raises(NotImplementedError):
        Term(id="t").entries(Ground())
