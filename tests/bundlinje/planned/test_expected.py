"""What a contract is expected to pay: its own terms, limits and splits over expected successes, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.grammar.written import Length
from bundlinje.planned.expected import ExpectedPayments, LaidOut, Prospect, expected_payments
from bundlinje.planned.roster import Assumptions
from bundlinje.problems import Refused

Build = Callable[..., Contract]
EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
KRONER = 100


def kroner(by_year: Any) -> dict[int, dict[str, int]]:
    """Whole kroner by year and account; what got nothing is left out."""
    return {
        year: {who: ore // KRONER for who, ore in accounts.items() if ore}
        for year, accounts in by_year.items()
        if any(accounts.values())
    }


def lines(found: ExpectedPayments) -> list[tuple[str, int, int]]:
    """What terms and guarantee pay, by follow-up, in whole kroner; not what is passed on."""
    own = [one for one in found.lines if one.ore and "vehicle" not in one.payers]
    return [(one.clause, one.follow_up, one.ore // KRONER) for one in own]


def test_ten_people_at_sixty_per_cent_are_paid_for_as_six_at_every_follow_up(contract: Build) -> None:
    found = expected_payments(contract())
    assert kroner(found.by_year) == {2024: {"by": 600_000}, 2025: {"by": 600_000}}
    assert found.achieved == {"in-work": 12}
    assert found.total == 1_200_000 * KRONER


def test_a_result_that_comes_once_in_a_persons_time_is_paid_once(contract: Build) -> None:
    terms = [{"id": "exam", "each": "passed", "pays": "50 000 kr"}]
    found = expected_payments(contract(terms=terms, payers={"exam": "by"}, expected={"rates": {"passed": "40 %"}}))
    assert kroner(found.by_year) == {2024: {"by": 200_000}}


def test_part_of_a_person_is_paid_for_in_part_and_rounded_once(contract: Build) -> None:
    found = expected_payments(contract({"from": "2024-01-01", "planned": 1}), {"in-work": Fraction(1, 3)})
    assert [one.ore for one in found.lines if one.clause == "pay"] == [3_333_333] * 2
    assert found.achieved == {"in-work": Fraction(2, 3)}


def test_caps_guarantee_and_waterfall_are_the_contracts_own(contract: Build) -> None:
    """600,000 is earned a year. The cap lets 800,000 through in all: 600,000 and 200,000.

    The senior investor is served first, up to the 500,000 that was put in; the junior gets 100,000 and then 200,000.
    1,200,000 was put in and 800,000 came: of the 400,000 that is short the guarantor pays no more than 300,000.
    """
    one = contract(
        accounts={"senior": {"of": "senior"}, "junior": {"of": "junior"}},
        limits=[{"at_most": "800 000 kr", "for": "total", "excess": "lost"}],
        receivers={"in_turn": [{"to": "senior", "up_to": "balance"}, "junior"]},
        guarantee={
            "id": "bund",
            "at_least": "100 % of drawn capital",
            "for": "total",
            "at": "final settlement",
            "paid_by": "garant",
            "up_to": "300 000 kr",
        },
    )
    found = expected_payments(one)
    assert lines(found) == [("pay", 1, 600_000), ("pay", 2, 200_000), ("bund", 2, 300_000)]
    assert kroner(found.by_year) == {2024: {"by": 600_000}, 2025: {"by": 200_000}}
    assert kroner(found.receivers) == {2024: {"senior": 500_000, "junior": 100_000}, 2025: {"junior": 500_000}}
    guaranteed = [line for line in found.lines if line.is_guarantee]
    assert [line.payers for line in guaranteed] == [{"garant": 300_000 * KRONER}]


def test_a_gate_is_open_where_what_is_expected_opens_it(contract: Build) -> None:
    parts: dict[str, Any] = {
        "figures": {"rate": {"share": "in-work", "among": "due"}},
        "gates": {"half": {"where": {"rate": {"at_least": "50 %"}}}},
        "terms": [{"id": "pay", "each": "in-work", "pays": "100 000 kr", "gate": "half"}],
    }
    assert expected_payments(contract(**parts)).total == 1_200_000 * KRONER
    assert expected_payments(contract(**parts), {"in-work": Fraction(49, 100)}).total == 0


def test_a_figure_that_is_not_counted_pays_at_its_expected_value(contract: Build) -> None:
    parts: dict[str, Any] = {
        "facts": {
            "admitted": {"enrolment": "Optaget"},
            "cost": {"event": "Udgift", "value": "kr", "coverage": "complete"},
        },
        "measures": {"spent": {"total": "cost", "over": "last-month"}},
        "outcomes": {},
        "figures": {"saving": {"mean": "spent", "among": "measured"}},
        "terms": [
            {"id": "part", "per": "money", "of": "saving", "at": "each follow-up", "pays": "25 %"}
            | {"if_worse": "nothing"}
        ],
        "payers": {"part": "by"},
        "expected": None,
    }
    found = expected_payments(contract(**parts), {"saving": Fraction(1_000_000 * KRONER)})
    assert lines(found) == [("part", 1, 250_000), ("part", 2, 250_000)]


def test_a_rate_that_nobody_has_stated_is_refused_by_name(contract: Build) -> None:
    one = contract(expected=None, figures={"rate": {"share": "in-work", "among": "due"}})
    with pytest.raises(Refused) as refused:
        expected_payments(one)
    assert [(found.code, found.values["name"]) for found in refused.value.problems] == [
        ("planned.rate_unknown", "in-work")
    ]


def test_a_price_that_is_not_known_is_refused(contract: Build) -> None:
    terms = [{"id": "pay", "each": "in-work", "pays": {"unknown": "Aftalen er ikke offentlig."}}]
    with pytest.raises(Refused) as refused:
        expected_payments(contract(terms=terms))
    assert [found.code for found in refused.value.problems] == ["planned.price_unknown"]


def test_a_contract_without_follow_ups_has_nothing_to_foresee(contract: Build) -> None:
    with pytest.raises(Refused) as refused:
        expected_payments(contract(follow_ups=[]))
    assert [found.code for found in refused.value.problems] == ["planned.no_follow_ups"]


def test_what_a_course_takes_is_assumed_where_windows_count_from_its_end(contract: Build) -> None:
    windows = {
        "after": {"span": "6 months", "after": "exit", "partly_in": "counts as full"},
    }
    parts: dict[str, Any] = {
        "windows": windows,
        "measures": {"jobs": {"times": "exam", "over": "after"}},
        "outcomes": {"passed": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"}},
        "terms": [{"id": "exam", "each": "passed", "pays": "10 000 kr"}],
        "payers": {"exam": "by"},
        "expected": {"rates": {"passed": "50 %"}},
    }
    early = expected_payments(contract(**parts), assumptions=Assumptions(course=Length.read("3 months")))
    late = expected_payments(contract(**parts), assumptions=Assumptions(course=Length.read("9 months")))
    assert (kroner(early.by_year), kroner(late.by_year)) == ({2024: {"by": 50_000}}, {2025: {"by": 50_000}})


@settings(max_examples=25)
@given(st.integers(1, 400), st.integers(0, 100))
def test_without_limits_twice_the_participants_are_paid_for_twice(contract: Build, people: int, per_cent: int) -> None:
    rates = {"in-work": Fraction(per_cent, 100)}
    one, many = (expected_payments(contract(), rates, {2024: count}) for count in (1, people))
    assert many.total == people * one.total
    assert many.achieved["in-work"] == people * one.achieved["in-work"]


@settings(max_examples=25)
@given(st.integers(0, 100), st.integers(0, 100))
def test_a_higher_rate_never_pays_less_under_a_cap(contract: Build, one: int, other: int) -> None:
    limits = [{"at_most": "700 000 kr", "for": "each year", "excess": "waits"}]
    low, high = (
        expected_payments(contract(limits=limits), {"in-work": Fraction(rate, 100)}).total
        for rate in sorted((one, other))
    )
    assert low <= high <= 1_400_000 * KRONER


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 100), st.sampled_from([None, 0, 1, 3, 40])), min_size=1, max_size=6))
def test_prospects_worked_out_together_pay_what_each_pays_alone(
    contract: Build, asked: list[tuple[int, int | None]]
) -> None:
    limits = [{"at_most": "700 000 kr", "for": "each year", "excess": "waits"}]
    terms = [
        {"id": "pay", "each": "in-work", "pays": "100 000 kr"},
        {"id": "exam", "each": "passed", "pays": "50 000 kr"},
    ]
    one = contract(terms=terms, payers={"pay": "by", "exam": "by"}, limits=limits)
    prospects = [
        Prospect({"in-work": Fraction(rate, 100), "passed": Fraction(rate, 300)}, None if n is None else {2024: n})
        for rate, n in asked
    ]
    alone = [expected_payments(one, prospect.rates, prospect.participants) for prospect in prospects]
    assert list(LaidOut(one).payments(prospects)) == alone


@pytest.mark.parametrize("name", ["laer-for-livet", "flere-kloge-haender", "hjem-job-og-helhed"])
def test_an_agreement_is_laid_out_once_for_many_rates_and_intakes(name: str) -> None:
    """What happens once, figures of groups, caps, a guarantee: side by side as alone, and again when asked anew."""
    one = read_contract(EXAMPLES / f"{name}.yaml")
    stated = {outcome: Fraction(1, 2) for outcome in (*one.outcomes, *one.figures)}
    prospects = [
        Prospect({outcome: rate * level for outcome, rate in stated.items()}, intake)
        for level, intake in ((1, None), (Fraction(1, 3), {2023: 40, 2024: 7}), (Fraction(3, 2), None))
    ]
    laid_out = LaidOut(one)
    alone = tuple(expected_payments(one, prospect.rates, prospect.participants) for prospect in prospects)
    assert laid_out.payments(prospects) == alone == laid_out.payments(prospects)


def test_din_vej_i_job_pays_17_000_for_every_second_who_is_there_at_each_follow_up() -> None:
    """30 come in 2023 and 30 in 2024, five every two months. On 31 March 2024 38 have come; later all 60.

    38 × ½ × 17,000 = 323,000, then six times 60 × ½ × 17,000 = 510,000. 12,000 of the 17,000 is saved support, paid
    half by each budget; 5,000 is for health, paid by the outcomes fund.
    """
    found = expected_payments(read_contract(EXAMPLES / "din-vej-i-job.yaml"))
    assert {year: sum(accounts.values()) // KRONER for year, accounts in found.by_year.items()} == {
        2024: 323_000,
        **dict.fromkeys(range(2025, 2031), 510_000),
    }
    assert kroner(found.by_year)[2030] == {
        "msb/decentral": 180_000,
        "msb/non-decentral": 180_000,
        "outcomes-fund": 150_000,
    }
    assert kroner(found.receivers)[2030] == {"raadet": 510_000}
    assert found.achieved == {"in-work": 199}
    assert "Se support." in {one.why for one in found.assumed}
