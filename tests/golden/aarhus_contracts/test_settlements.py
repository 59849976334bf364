"""Settled, the Aarhus examples pay what the fund's accounts say was paid, to the thousand that is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.contract.read import read_contract
from bundlinje.facts import read_facts
from bundlinje.money import ore_from_kroner, round_half_away
from bundlinje.settlement.result import LineKind, Settlement
from bundlinje.settlement.settle import settle_history

Settle = Callable[[str], Sequence[Settlement]]

EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
FOLLOW_UPS = [(name, number) for name, case in EXPECTED.items() for number in case["follow_ups"]]
COUNCIL = "raadet"
TWO_EQUAL_INVESTORS = ("hjem-job-og-helhed", "havnen", "dialog-mod-vold", "sammen-om-diabetes", "laer-for-livet")
THOUSAND_KRONER = 100_000


def _ore(text: str) -> int:
    return ore_from_kroner(text.removesuffix("kr").strip())


def _by_clause(settlement: Settlement) -> dict[str, int]:
    clauses: dict[str, int] = defaultdict(int)
    for line in settlement.outcome_lines():
        clauses[line.clause] += line.ore
    return dict(clauses)


@pytest.mark.requirement("FUP-02")
@pytest.mark.parametrize(("name", "number"), FOLLOW_UPS)
def test_a_follow_up_settles_as_worked_out_by_hand(settlements: Settle, name: str, number: int) -> None:
    expected, settlement = EXPECTED[name]["follow_ups"][number], settlements(name)[number - 1]
    assert settlement.total_ore == _ore(expected["total"])
    assert settlement.investors.get(COUNCIL, 0) == _ore(expected["council"])
    assert _by_clause(settlement) == {clause: _ore(text) for clause, text in expected["lines"].items()}


def _tabel_2(examples: Path) -> dict[tuple[str, int], int]:
    """What the accounts print as received, in 1 000 kr, by line of the table and year."""
    book = yaml.safe_load((examples / "books" / "accounts.yaml").read_text(encoding="utf-8"))
    rows = {row["line"]: row["cells"] for row in book["rows"]}
    return {
        (line.removesuffix("_rb"), int(column[1:])): -amount
        for line, cells in rows.items()
        if line.endswith("_rb")
        for column, amount in cells.items()
    }


def _agreements(examples: Path) -> dict[str, list[str]]:
    fund = yaml.safe_load((examples / "fund.yaml").read_text(encoding="utf-8"))
    return {line["id"]: line["agreements"] for line in fund["lines"] if "agreements" in line}


@pytest.mark.requirement("FUP-02")
def test_the_council_receives_what_tabel_2_prints_in_every_year(settlements: Settle, examples: Path) -> None:
    received: dict[tuple[str, int], int] = defaultdict(int)
    for line, agreements in _agreements(examples).items():
        for settlement in (one for name in agreements for one in settlements(name)):
            if settlement.cutoff.year <= 2024:
                received[line, settlement.cutoff.year] += settlement.investors.get(COUNCIL, 0)
    thousands = {place: round_half_away(Fraction(ore, THOUSAND_KRONER)) for place, ore in received.items()}
    assert thousands == _tabel_2(examples)


@pytest.mark.requirement("PAY-24", "CON-05")
@pytest.mark.parametrize("name", TWO_EQUAL_INVESTORS)
def test_two_investors_who_put_in_the_same_receive_the_same(settlements: Settle, name: str) -> None:
    for settlement in settlements(name):
        assert settlement.investors["raadet"] == settlement.investors["dsi"]


@pytest.mark.parametrize(("name", "number"), FOLLOW_UPS)
def test_what_payers_pay_is_what_investors_receive(settlements: Settle, name: str, number: int) -> None:
    settlement = settlements(name)[number - 1]
    assert sum(settlement.payers.values()) == settlement.total_ore == sum(settlement.investors.values())


@pytest.mark.requirement("SPL-02", "SPL-01")
def test_decentral_budgets_pay_their_share_of_havnen_and_nothing_of_ungifokus(settlements: Settle) -> None:
    havnen = sum(one.payers["msb/decentral"] for one in settlements("havnen"))
    assert havnen == pytest.approx(1_020_000_00 * 61 / 160, abs=10)
    assert all("msb/decentral" not in one.payers for one in settlements("ungifokus"))


@pytest.mark.requirement("PAY-19", "SPL-01")
def test_employment_pays_for_support_and_as_a_proxy_for_health_from_its_own_account(settlements: Settle) -> None:
    (settlement,) = settlements("din-vej-i-job")
    assert settlement.payers["outcomes-fund"] == 20_000_00
    assert settlement.payers["msb/decentral"] + settlement.payers["msb/non-decentral"] == 48_000_00


@pytest.mark.requirement("CON-13")
def test_providers_are_paid_each_quarter_whatever_the_results(settlements: Settle) -> None:
    (settlement,) = settlements("din-vej-i-job")
    fees = [line for line in settlement.lines if line.leg == "providers"]
    quarters_until_march_2024 = 5
    assert sum(line.ore for line in fees) == quarters_until_march_2024 * 368_750_00


@pytest.mark.requirement("CON-06")
def test_the_authority_that_put_in_half_receives_half(settlements: Settle) -> None:
    (settlement,) = settlements("ips-plus")
    assert settlement.investors == {"raadet": 60_000_00, "msb": 60_000_00}


@pytest.mark.requirement("CON-15")
def test_a_total_loss_is_a_settlement_at_nothing_with_a_line(settlements: Settle) -> None:
    (settlement,) = settlements("hygiejne-nudging")
    assert [(line.clause, line.ore) for line in settlement.outcome_lines()] == [("result", 0)]


@pytest.mark.requirement("CON-16")
def test_the_return_of_job_bootcamp_is_an_eighth_of_what_was_put_in(settlements: Settle) -> None:
    (settlement,) = settlements("job-bootcamp")
    assert settlement.total_ore * 8 == 800_000_00 * 9


@pytest.mark.requirement("PAY-25", "CON-07")
def test_bikubenfonden_pays_its_two_millions_at_the_end_if_nothing_more_comes(examples: Path) -> None:
    contract = read_contract(examples / "contracts" / "havnen.yaml")
    facts = read_facts(examples / "facts" / "havnen", contract.facts)
    last = settle_history(contract, facts)[-1]
    assert last.guarantors == {"bikuben": 2_000_000_00}
    assert last.investors == {"raadet": 1_000_000_00, "dsi": 1_000_000_00}


@pytest.mark.requirement("PAY-25")
@pytest.mark.parametrize("name", ["havnen", "laer-for-livet"])
def test_a_guarantee_is_not_called_before_the_final_settlement(settlements: Settle, name: str) -> None:
    lines = [line for settlement in settlements(name) for line in settlement.lines]
    assert lines
    assert all(line.kind is not LineKind.GUARANTEE for line in lines)


@pytest.mark.requirement("FUP-15")
def test_goals_that_are_first_followed_up_in_2027_have_no_line_yet(settlements: Settle) -> None:
    clauses = {line.clause for settlement in settlements("dialog-mod-vold") for line in settlement.lines}
    assert clauses.isdisjoint({"no-er-visit", "no-charge", "lower-draw"})


@pytest.mark.requirement("PAY-14", "FUP-18")
def test_other_services_of_ungifokus_are_followed_and_never_paid(settlements: Settle) -> None:
    for settlement in settlements("ungifokus"):
        assert {line.clause for line in settlement.outcome_lines()} == {"saving"}
        seen = settlement.land.figure("mean-services", settlement.follow_up, settlement.follow_up, -1)
        assert seen.value.known


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "hygiejne-nudging"])
def test_a_settlement_that_leans_on_assumed_prices_says_so(settlements: Settle, name: str) -> None:
    assert all(settlement.assumed for settlement in settlements(name) if settlement.outcome_lines())


def test_settling_again_gives_the_same_digest(settlements: Settle, examples: Path) -> None:
    again = read_contract(examples / "contracts" / "dialog-mod-vold.yaml")
    facts = read_facts(examples / "facts" / "dialog-mod-vold", again.facts)
    digests = [settlement.digest for settlement in settle_history(again, facts, until=2)]
    assert digests == [settlement.digest for settlement in settlements("dialog-mod-vold")]
