"""Tabel 1 counts from states and so adds up; prose is held against the books as finely as it is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.fund import Fund
from bundlinje.fund.funnel import STATES, counted, funnel, intake_by_year
from bundlinje.fund.printed import Printed, Unit
from bundlinje.fund.proposals_file import Proposals
from bundlinje.fund.reconcile import comparisons, reconcile

rows = st.lists(
    st.builds(
        Proposals,
        channel=st.sampled_from(["ordinary", "call"]),
        state=st.sampled_from(STATES),
        number=st.integers(1, 50),
        received=st.none() | st.integers(2020, 2025),
        assumed=st.just("invented"),
    ),
    max_size=20,
)


@pytest.mark.requirement("INB-11")
@given(rows)
def test_the_states_of_a_channel_always_add_up_to_its_proposals(proposals: list[Proposals]) -> None:
    by_channel = {channel: funnel(proposals, channel).total for channel in ("ordinary", "call")}
    assert sum(by_channel.values()) == sum(row.number for row in proposals)
    for channel in ("ordinary", "call"):
        assert sum(one.received for one in intake_by_year(proposals, channel)) == by_channel[channel]


@pytest.mark.requirement("INB-11", "PP-31")
def test_tabel_1_adds_up_to_53_where_the_printed_one_adds_up_to_52(aarhus: Fund) -> None:
    ordinary = counted(aarhus, "ordinary")
    assert dict(ordinary.states) == {
        "rejected_directly": 19,
        "rejected_after_assessment": 21,
        "donation": 1,
        "started": 9,
        "under_treatment": 3,
    }
    assert ordinary.total == 53
    wrong = {one.where: (one.printed, one.computed) for one in reconcile(aarhus) if one.where.startswith("table1")}
    assert wrong == {"table1.ordinary.total": (53, 52), "table1.ordinary.under_treatment": (2, 3)}


@pytest.mark.requirement("INB-12")
def test_four_proposals_came_in_2024_and_three_of_them_are_open(aarhus: Fund) -> None:
    assert aarhus.proposals is not None
    years = {one.year: one for one in intake_by_year(aarhus.proposals.proposals, "ordinary")}
    assert (years[2024].received, years[2024].open, years[2024].assumed) == (4, 3, 1)
    assert years[None].received == 49, "a year that nobody published is no year"


@pytest.mark.parametrize(
    ("text", "value", "step", "unit"),
    [
        ("2,5 mio. kr.", 250_000_000, 10_000_000, Unit.KRONER),
        ("650.000 kr.", 65_000_000, 100, Unit.KRONER),
        ("5,2 mio. kr", 520_000_000, 10_000_000, Unit.KRONER),
        ("-1.313", -1313, 1, Unit.COUNT),
        ("58 %", Fraction(58, 100), Fraction(1, 100), Unit.SHARE),
        ("9 %-point", Fraction(9, 100), Fraction(1, 100), Unit.POINTS),
        ("3 1.000 kr.", 300_000, 100_000, Unit.KRONER),
    ],
)
def test_a_printed_number_keeps_its_value_and_how_finely_it_is_told(
    text: str, value: int | Fraction, step: int | Fraction, unit: Unit
) -> None:
    printed = Printed.read(text)
    assert (printed.value, printed.step, printed.unit, printed.text()) == (value, step, unit, text)


@pytest.mark.parametrize("text", ["", "knap 6 mio.", "1.23.4", "12 EUR", "1,", ",5"])
def test_what_is_no_printed_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Printed.read(text)


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_a_number_rounded_or_cut_off_agrees_with_its_printed_text(ore: int, places: int) -> None:
    million = Fraction(ore, 100_000_000)
    scaled = million * 10**places
    for told in (int(scaled), round(scaled)):
        whole, rest = divmod(told, 10**places)
        text = f"{whole}{',' if places else ''}{rest:0{places}d} mio. kr." if places else f"{whole} mio. kr."
        assert Printed.read(text).agrees_with(Fraction(ore))


def test_one_unit_of_the_last_digit_off_does_not_agree() -> None:
    assert not Printed.read("2,5 mio. kr.").agrees_with(Fraction(240_000_000))
    assert Printed.read("2,5 mio. kr.").agrees_with(Fraction(240_000_001))


@pytest.mark.requirement("PP-30", "PP-31")
def test_what_agrees_is_compared_too_and_only_what_differs_is_named(aarhus: Fund) -> None:
    every = {one.where: one for one in comparisons(aarhus)}
    assert len(every) == len(comparisons(aarhus)) == 72
    assert every["text.net-2024"].difference == 0
    assert every["text.spent-2024"].within_rounding
    assert every["text.ungifokus-received"].agrees, "godt 2,3 mio. may be 2,365"
    assert every["department-table.repayment"].difference == 0
    assert every["table2.total.R2021"].within_rounding
    assert not every["capital.laer-for-livet.all_investors.2"].agrees


def test_each_other_reading_of_the_unclear_cell_says_what_it_would_leave(aarhus: Fund) -> None:
    one = next(one for one in reconcile(aarhus) if one.where == "table2.total.B2027")
    assert [other.difference / 100_000 for other in one.alternatives] == [-2171, -465, 535]
