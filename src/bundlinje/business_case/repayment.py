"""Step 3b: who repays the investor, what and when. With a contract its own terms decide; never a second formula.

A repayment moves money from the accounts that pay to those that receive, so that all together it comes to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import finishers_of
from bundlinje.business_case.effects import net_rate
from bundlinje.business_case.flows import Account, Flow, Item, Side, account, by_year, of_side
from bundlinje.business_case.marks import assumed, joined, unknown
from bundlinje.business_case.parts import Cohort, Mode, Repayment, Sector
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.grammar.part import Marked
from bundlinje.money import Ore, round_half_away, split
from bundlinje.problems import Place, Refused, error

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.planned.expected import ExpectedPayments

AGREED = "repayment"
VEHICLE = "vehicle"
"""Account of what is paid and not yet received."""


class Terms:
    """A contract's own terms as cases meet them: laid out once, and run on what each of many cases expects."""

    def __init__(self, contract: Contract) -> None:
        from bundlinje.planned.expected import LaidOut

        self.contract = contract
        self._laid_out = LaidOut(contract)

    def repayments(self, cases: Sequence[tuple[Case, Mode]]) -> tuple[Item, ...]:
        """What the contract pays on the outcomes each case expects: those who start, at the rates of the mode.

        Amounts are the kroner the contract pays. They are not told in the price year's: beside savings in constant
        kroner that counts later payments high, which is the cautious way for those who pay.
        """
        from bundlinje.planned.expected import Prospect

        prospects = [
            Prospect(expected_rates(case, self.contract, mode), intake(case, self.contract)) for case, mode in cases
        ]
        payments = self._laid_out.payments(prospects)
        return tuple(_item(case, self.contract, paid) for (case, _), paid in zip(cases, payments, strict=True))


def with_repayment(worked: Worked, contract: Contract | None = None) -> Worked:
    """The case with its repayment: by the contract's own terms, or by the share agreed where there is no contract."""
    (repaid,) = with_repayments([worked], None if contract is None else Terms(contract))
    return repaid


def with_repayments(every: Sequence[Worked], terms: Terms | None) -> tuple[Worked, ...]:
    """Cases with their repayments, all by the terms of one contract; without one, each by the share it agreed."""
    if terms is not None:
        for case in (worked.case for worked in every):
            _refuse_unknown((*unknown(case.cohorts, "cohorts"), *unknown(case.expects, "expects")))
        items = terms.repayments([(worked.case, worked.mode) for worked in every])
        return tuple(worked.with_items(item) for worked, item in zip(every, items, strict=True))
    return tuple(_with_share(worked, worked.case.repayment) for worked in every)


def _with_share(worked: Worked, rule: Repayment | None) -> Worked:
    return worked if rule is None else worked.with_items(by_share(worked, rule))


def _refuse_unknown(needed: Sequence[Marked]) -> None:
    if needed:
        raise Refused(error("case.needs_unknown", Place(path=mark.path), why=mark.why) for mark in needed)


def _item(case: Case, contract: Contract, expected: ExpectedPayments) -> Item:
    """The money that a contract moves, as an item of the case."""
    sectors = sectors_of(case, contract)
    paid = [*_moved(expected.by_year, sectors, Sector.MUNICIPALITY, -1)]
    paid += _moved(_topped_up(expected), sectors, Sector.INVESTOR, -1)
    received = [*_moved(expected.receivers, sectors, Sector.INVESTOR, 1)]
    flows = (*paid, *received, *_kept([*paid, *received]))
    marks = joined((expected.assumed, *(assumed(case.expects[name], "expects", name) for name in case.expects)))
    return Item(Side.REPAYMENT, AGREED, "contract", flows, marks)


def _topped_up(expected: ExpectedPayments) -> Mapping[int, Mapping[str, Ore]]:
    """What guarantors pay, by year: investors receive it too."""
    years: dict[int, dict[str, Ore]] = {}
    for line in expected.lines:
        if line.is_guarantee:
            own = years.setdefault(line.year, {})
            for name, ore in line.payers.items():
                own[name] = own.get(name, 0) + ore
    return years


def _kept(flows: Iterable[Flow]) -> Iterator[Flow]:
    """What is paid in a year and not received in it stays with the vehicle, so that nothing is lost on the way."""
    for year, ore in by_year(flows).items():
        if ore:
            yield Flow(Side.REPAYMENT, AGREED, Account(Sector.INVESTOR, VEHICLE), year, Fraction(-ore), -ore)


def expected_rates(case: Case, contract: Contract, mode: Mode) -> dict[str, Fraction]:
    """What the case expects of each outcome and figure of a contract: shares, counts, and øre for money.

    A contract pays for outcomes as they are measured, baseline and all, unless its own terms compare. So an effect
    stands for its outcome at its baseline and the net rate that counts in this mode; those who do not complete do as
    they would have done anyway, unless the contract leaves them out. An effect that is stated net has no baseline, and
    the contract's own expectation then holds.
    """
    completes = Fraction(1) if leaves_out_dropouts(contract) else completion(case)
    known = (name for name, effect in case.effects.items() if not unknown(effect.rates()))
    rates = {
        case.effects[rate.id].outcome or rate.id: rate.without + completes * rate.rate
        for rate in (net_rate(case, name, mode) for name in known)
        if rate.with_ is not None
    }
    stated = {name: number.value.value for name, number in case.expects.items() if number.value is not None}
    return {**rates, **stated}


def leaves_out_dropouts(contract: Contract) -> bool:
    """Whether the contract measures only those who stay."""
    return contract.leaves is not None and contract.leaves.dropped == "left out"


def completion(case: Case) -> Fraction:
    """The share of everybody who starts that completes; all where nobody starts."""
    people = sum((exact(cohort.participants) for cohort in case.cohorts), Fraction(0))
    finish = sum((finishers_of(cohort) for cohort in case.cohorts), Fraction(0))
    return finish / people if people else Fraction(1)


def intake(case: Case, contract: Contract) -> dict[int, int]:
    """Whole people the contract measures, by the year they start."""
    count = finishers_of if leaves_out_dropouts(contract) else participants_of
    return {cohort.start: round_half_away(count(cohort)) for cohort in case.cohorts}


def participants_of(cohort: Cohort) -> Fraction:
    """Those who start."""
    return exact(cohort.participants)


def sectors_of(case: Case, contract: Contract) -> Mapping[str, Sector]:
    """Whose money each party of a contract has: as the case declares, else as the contract says, by sector or role."""
    found: dict[str, Sector] = {}
    for name, party in contract.parties.items():
        invests = {"investor", "guarantor", "donor"} & set(party.roles)
        if party.sector in {sector.value for sector in Sector}:
            found[name] = Sector(party.sector)
        elif invests and "payer" not in party.roles:
            found[name] = Sector.INVESTOR
    return {**found, **case.parties}


def _moved(
    by_year: Mapping[int, Mapping[str, Ore]], sectors: Mapping[str, Sector], otherwise: Sector, sign: int
) -> Iterator[Flow]:
    for year, accounts in sorted(by_year.items()):
        for name, ore in sorted(accounts.items()):
            if ore:
                own = Account(sectors.get(name.partition("/")[0], otherwise), name)
                yield Flow(Side.REPAYMENT, AGREED, own, year, Fraction(sign * ore), sign * ore)


def by_share(worked: Worked, rule: Repayment) -> Item:
    """A share of the gain, some years after it shows, until the cap is reached; a year of loss repays nothing."""
    _refuse_unknown(unknown(rule, "repayment"))
    left = None if rule.cap is None else exact(rule.cap)
    flows: list[Flow] = []
    for year, gains in sorted(_gains(worked, rule).items()):
        due = max(sum(gains.values()), 0) * exact(rule.share)
        paid = round_half_away(due if left is None else min(due, left))
        left = None if left is None else left - paid
        flows += _paid(worked.case, rule, year + rule.delay, paid, gains)
    return Item(Side.REPAYMENT, AGREED, "share", tuple(flows), _marks(worked, rule))


def _gains(worked: Worked, rule: Repayment) -> dict[int, dict[Account, Ore]]:
    """The municipal gain that is shared, by the year it shows and by account."""
    gains: dict[int, dict[Account, Ore]] = {}
    for flow in of_side(worked.flows, Side.BENEFIT):
        if _is_shared(rule, flow) and (rule.years is None or flow.year + rule.delay in rule.years):
            own = gains.setdefault(flow.year, {})
            own[flow.account] = own.get(flow.account, 0) + flow.ore
    return gains


def _is_shared(rule: Repayment, flow: Flow) -> bool:
    if rule.of == "municipal gain":
        return flow.account.sector is Sector.MUNICIPALITY
    return flow.account.name == rule.of


def _paid(case: Case, rule: Repayment, year: int, ore: Ore, gains: Mapping[Account, Ore]) -> Iterable[Flow]:
    """The accounts that gained pay by what each gained; the investor receives."""
    if not ore:
        return
    weights = [max(gain, 0) for gain in gains.values()]
    for own, part in zip(gains, split(ore, weights), strict=True):
        if part:
            yield Flow(Side.REPAYMENT, AGREED, own, year, Fraction(-part), -part)
    yield Flow(Side.REPAYMENT, AGREED, account(case, rule.to), year, Fraction(ore), ore)


def _marks(worked: Worked, rule: Repayment) -> tuple[Marked, ...]:
    benefits = (mark for item in worked.items if item.side is Side.BENEFIT for mark in item.marks)
    return tuple(dict.fromkeys((*assumed(rule, "repayment"), *benefits)))
