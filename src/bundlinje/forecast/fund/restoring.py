"""The amendment that restores balance: fewer planned units and less capital in proportion, so that repayment covers it.

Who comes is not changed by what is planned, as long as the plan is no smaller than those expected to come. So the
smallest change is the largest plan whose share of the capital the expected repayment still covers. It is written as the
contract would say it, and tried: the amended contract is simulated again, its limits and guarantee with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bundlinje.contract.model import ALL, Contract
from bundlinje.contract.parts import Amendment
from bundlinje.contract.sense.outlook import fixed
from bundlinje.forecast.contract import ContractForecast, forecast_from
from bundlinje.forecast.drawing import Choices
from bundlinje.forecast.fund.agreements import Agreement, Run
from bundlinje.forecast.fund.capital import capital_of
from bundlinje.forecast.fund.redated import amended_by, day_after
from bundlinje.forecast.paths import Spread, spread
from bundlinje.forecast.situation import Situation, situation
from bundlinje.money import ORE_PER_KRONE, Ore, kroner_text, split
from bundlinje.settlement.carried import Carried
from bundlinje.settlement.treasury import Treasury

TRIES = 20
"""An amended limit may lower repayment again; after so many smaller plans it is said that no plan restores balance."""


class Balance(StrEnum):
    """Whether expected repayment covers the capital, and what it would take."""

    HOLDS = "holds"
    """It does as it is."""
    AMENDED = "amended"
    """It does after the amendment."""
    RESULTS = "results"
    """No smaller plan helps: each who comes is expected to bring less than they cost."""
    SPENT = "spent"
    """A smaller plan would help, but more of the capital is drawn already than it leaves."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What restores balance, if anything: planned units in all, the account's capital, and the paths to amend.

    `repayment` is what the account then receives. Without an amendment, units, capital and repayment are as they are.
    """

    balance: Balance
    units: int
    capital: Ore
    repayment: Spread
    amendment: Amendment | None = None


def restored(
    agreement: Agreement, now: Situation, account: str, as_learned: ContractForecast, run: Run
) -> Restored | None:
    """The smallest change with which expected repayment to an account covers its capital; none where it has none."""
    capital = capital_of(now.contract, account)
    planned = sum(one.units for one in now.plan)
    if capital is None or not capital or not planned:
        return None
    repayment = spread(as_learned.paths.received_by([account]).sum(axis=0))
    as_is = Restored(Balance.HOLDS, planned, capital, repayment)
    if repayment.mean >= capital:
        return as_is
    expected, drawn = spread(as_learned.paths.admitted).mean, _drawn_by(now, account)
    units = _covered(planned, capital, repayment)
    for _ in range(TRIES):
        part = Fraction(units, planned)
        if units < max(expected, 1):
            break
        if drawn > capital * part:
            return Restored(Balance.SPENT, planned, capital, repayment)
        amendment = _amendment(now, part, units)
        ore, then = _tried(agreement, now, account, run, amendment)
        if then.mean >= ore:
            return Restored(Balance.AMENDED, units, ore, then, amendment)
        units = min(units - 1, _covered(planned, capital, then))
    return Restored(Balance.RESULTS, planned, capital, repayment)


def _covered(planned: int, capital: Ore, repayment: Spread) -> int:
    """The most planned units whose share of the capital is no more than expected repayment."""
    return int(planned * Fraction(repayment.mean) / capital)


def _tried(agreement: Agreement, now: Situation, account: str, run: Run, amendment: Amendment) -> tuple[Ore, Spread]:
    """The account's capital in the amended contract, and what it then receives from the same intake."""
    contract = amended_by(agreement.contract, amendment.replaces, amendment.on_date)
    again = situation(contract, agreement.outlook, agreement.facts, plan=now.plan)
    paths = forecast_from(again, run.draws, run.seed, Choices(effect=agreement.effect)).paths
    return capital_of(again.contract, account) or 0, spread(paths.received_by([account]).sum(axis=0))


def _drawn_by(now: Situation, account: str) -> Ore:
    """Capital that an account has put in by the last settled cut-off, as the facts say."""
    if now.today is None or not now.settled:
        return 0
    treasury = Treasury(now.contract, now.settled[-1].land.facts, Carried(), now.today, is_final=False)
    return sum(ore for _, ore in treasury.draws.get(account, ()))


def _amendment(now: Situation, part: Fraction, units: int) -> Amendment:
    """So many planned units and that part of everybody's capital, from the day after the last settled cut-off."""
    replaces = dict(_planned(now.contract, units)) | dict(_capital(now.contract, part))
    return Amendment(on_date=day_after(now), replaces=replaces, applies_to="all")


def _planned(contract: Contract, units: int) -> Iterator[tuple[str, int]]:
    cohorts = contract.all_cohorts()
    planned = [int(one.intake.planned.value.value) if one.intake.planned.value else 0 for one in cohorts.values()]
    for name, share in zip(cohorts, split(units, planned), strict=True):
        path = "cohort" if name == ALL and contract.cohort is not None else f"cohorts.{name}"
        yield f"{path}.intake.planned", share


def _capital(contract: Contract, part: Fraction) -> Iterator[tuple[str, str]]:
    """Everybody's capital in that proportion, in whole kroner, and never more than it."""
    for party, amount in (contract.capital or {}).items():
        ore = fixed(amount)
        if ore is not None:
            yield f"capital.{party}", f"{kroner_text(int(ore * part) // ORE_PER_KRONE * ORE_PER_KRONE)} kr"
