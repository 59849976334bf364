"""How many people meet every criterion of admission, and which of them costs the most."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundlinje import read_contract
from bundlinje.contract.model import Contract
from bundlinje.forecast.eligible import eligible
from bundlinje.forecast.read import parse_outlook
from bundlinje.problems import Refused

AARHUS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
DRAWS = 4_000


@pytest.fixture(scope="module")
def ips_plus() -> Contract:
    return read_contract(AARHUS / "ips-plus.yaml")


def outlook(criteria: str = "", people: str = "{p10: 400, p50: 400, p90: 400}") -> str:
    return f"outlook: ips-plus\ntarget_group:\n  people: {people}\n  criteria: {{{criteria}}}\n  assumed: Opfundet.\n"


CERTAIN = "wants: {p10: 50 %, p50: 50 %, p90: 50 %}, free: {p10: 40 %, p50: 40 %, p90: 40 %}"


@pytest.mark.requirement("PP-06")
def test_the_eligible_are_those_who_meet_every_criterion_while_intake_is_open(ips_plus: Contract) -> None:
    found = eligible(ips_plus, parse_outlook(outlook(CERTAIN), ips_plus), DRAWS, 1)
    # 400 a year for the four years of intake, half of them, then two in five of those.
    described = 400 * 4
    assert found.planned == 300
    assert found.people.mean == pytest.approx(described * 0.2, rel=0.01)
    deviation = (described * 0.2 * 0.8) ** 0.5
    assert found.people.error == pytest.approx(deviation / DRAWS**0.5, rel=0.05)
    # 320 are expected, give or take 16: 300 or more in about nine of ten worlds (normal approximation).
    assert 0.85 < found.enough[0] < 0.94


@pytest.mark.requirement("PP-06")
def test_the_criterion_that_narrows_most_costs_most(ips_plus: Contract) -> None:
    wants, free = eligible(ips_plus, parse_outlook(outlook(CERTAIN), ips_plus), DRAWS, 1).criteria
    assert (wants.id, free.id) == ("wants", "free")
    assert wants.without.mean == pytest.approx(400 * 4 * 0.4, rel=0.01)
    assert free.without.mean > wants.without.mean


def test_without_criteria_everybody_described_is_eligible(ips_plus: Contract) -> None:
    found = eligible(ips_plus, parse_outlook(outlook(), ips_plus), 512, 1)
    assert found.people.p10 == found.people.p90 == 400 * 4
    assert found.enough == (1, 0.0)
    assert found.reach is not None
    assert float(found.reach) == pytest.approx(300 / found.people.p50)


def test_uncertain_numbers_widen_what_comes_out_and_never_fall_below_nobody(ips_plus: Contract) -> None:
    wide = "wants: {p10: 1 %, p50: 50 %, p90: 99 %}"
    found = eligible(ips_plus, parse_outlook(outlook(wide, "{p10: 0, p50: 300, p90: 900}"), ips_plus), DRAWS, 1)
    assert found.people.p10 >= 0
    assert found.people.p90 > 3 * max(found.people.p10, 1)


def test_the_same_seed_finds_the_same_people_and_more_draws_begin_with_them(ips_plus: Contract) -> None:
    stated = parse_outlook(outlook(CERTAIN), ips_plus)
    assert eligible(ips_plus, stated, 600, 7) == eligible(ips_plus, stated, 600, 7)
    assert eligible(ips_plus, stated, 600, 7) != eligible(ips_plus, stated, 600, 8)


def test_an_outlook_without_a_target_group_says_what_to_write(ips_plus: Contract) -> None:
    with pytest.raises(Refused) as refused:
        eligible(ips_plus, parse_outlook("outlook: ips-plus\n", ips_plus), 100, 1)
    assert [problem.code for problem in refused.value.problems] == ["outlook.no_target_group"]


def test_shares_beyond_all_and_out_of_order_are_told_together_with_their_places(ips_plus: Contract) -> None:
    wrong = "wants: {p10: 60 %, p50: 50 %, p90: 120 %}"
    with pytest.raises(Refused) as refused:
        parse_outlook(outlook(wrong, "{p10: 500, p50: 400, p90: 400}"), ips_plus)
    assert sorted(problem.code for problem in refused.value.problems) == [
        "outlook.no_share",
        "outlook.out_of_order",
        "outlook.out_of_order",
    ]
    assert all(problem.place.line for problem in refused.value.problems)
