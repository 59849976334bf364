"""Consequences: successes times what each changes in a service, times its price, divided on those who save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import accumulate, count, islice, repeat
from typing import TypeAlias

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.effects import NetRate, correction_for
from bundlinje.business_case.flows import ZERO, Account, Amounts, Item, Side, sector_of_payer, shares_of_budgets
from bundlinje.business_case.marks import assumed, joined
from bundlinje.business_case.parts import Cohort, Consequence, Mode
from bundlinje.business_case.payer_rules import Drawn, drawn, leans_on
from bundlinje.business_case.pricing import UnitPrice, told_in, unit_price
from bundlinje.business_case.values import Rates, exact
from bundlinje.data.payers import ByPayer, Payer
from bundlinje.grammar.part import Mark, Marked

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Success:
    """The successes of an effect in one cohort: who started, who finished, and how many succeed because of it."""

    effect: str
    start: int
    finishes: int
    participants: Fraction
    finishers: Fraction
    number: Fraction


def successes(case: Case, rate: NetRate) -> Iterator[Success]:
    """The successes of an effect, cohort by cohort: participants × completion × net rate."""
    for cohort in case.cohorts:
        finishers = finishers_of(cohort)
        people = exact(cohort.participants)
        yield Success(rate.id, cohort.start, cohort.finishes, people, finishers, finishers * rate.rate)


def finishers_of(cohort: Cohort) -> Fraction:
    """Those who complete: participants × completion."""
    return exact(cohort.participants) * exact(cohort.completion)


@dataclass(frozen=True, slots=True)
class Weight:
    """What of a quantity counts in year t after finishing, and what of that is money.

    `persistence` is what has not faded, `phase` how far the effect has come, `kept` what overlap and weak evidence
    leave, `realised` the share of the average price that can be cut. All are one as SØM counts.
    """

    persistence: Fraction = Fraction(1)
    phase: Fraction = Fraction(1)
    kept: Fraction = Fraction(1)
    realised: Fraction = Fraction(1)

    @property
    def counted(self) -> Fraction:
        """The share of the quantity that counts."""
        return self.persistence * self.phase * self.kept


def weight(case: Case, one: Consequence, t: int, mode: Mode) -> Weight:
    """The weight of a consequence in year t after finishing."""
    return next(islice(weights(case, one, mode), t, None))


def weights(case: Case, one: Consequence, mode: Mode) -> Iterator[Weight]:
    """The weights of a consequence in years t = 0, 1, … after finishing, without end."""
    return repeat(Weight()) if mode is Mode.SOM else _extended(case, one, mode)


def _extended(case: Case, one: Consequence, mode: Mode) -> Iterator[Weight]:
    overlap = exact(one.overlap.share) if one.overlap else ZERO
    correction, _ = correction_for(case, one.evidence, mode)
    kept = (1 - overlap) * (1 - correction)
    realised = exact(one.realised) if one.realised else ONE
    for t, left in enumerate(_persistences(one.fade)):
        yield Weight(left, exact(one.phase_in.at(t)) if one.phase_in else ONE, kept, realised)


def persistence(fade: Rates | None, t: int) -> Fraction:
    """What of an effect is left in year t: each year's fade is taken off what the year before left."""
    return next(islice(_persistences(fade), t, None))


def _persistences(fade: Rates | None) -> Iterator[Fraction]:
    left = ONE
    for t in count():
        yield left
        left = left * (1 - exact(fade.at(t))) if fade else left


def quantities(case: Case, one: Consequence) -> list[Fraction]:
    """The quantity of each follow-up year t = 0, 1, …; nothing where the estimate does not reach."""
    numbers = [one.quantity.at(t) for t in range(case.follow_up_years + 1)]
    return [exact(number) if number is not None else ZERO for number in numbers]


def worked_consequence(case: Case, one: Consequence, rate: NetRate, mode: Mode) -> Item:
    """The consequence as flows. Every value it needs must be known."""
    price = unit_price(case, one.price, entry_week=one.entry_week)
    amounts, marks = Amounts.empty(), [_marks(case, one, price, mode)]
    counts, accounts = list(islice(weights(case, one, mode), case.follow_up_years + 1)), accounts_of(case, one)
    for success in successes(case, rate):
        for t, each, leaning in per_success(case, one, price, success.finishes, mode):
            marks.append(leaning)
            number, realised = success.number * counts[t].counted, counts[t].realised
            for where, ore in by_account(one, each, accounts):
                whole = number * ore
                freed = ZERO if realised == 1 else whole * (1 - realised)
                amounts.add(where, success.finishes + t, whole - freed, freed)
    flows = amounts.flows(Side.BENEFIT, one.id, cashable=one.cashable)
    return Item(Side.BENEFIT, one.id, "consequence", flows, joined((*marks, rate.marks)))


def per_success(
    case: Case, one: Consequence, price: UnitPrice, finishes: int, mode: Mode
) -> Iterator[tuple[int, ByPayer, tuple[Marked, ...]]]:
    """What one success draws in each follow-up year, at full weight, by payer, and what the price leans on."""
    used: Sequence[Fraction] = quantities(case, one)
    told = cache(partial(told_in, case, price.ore, price.index, price.year))
    for t, (quantity, before) in enumerate(zip(used, accumulate(used, initial=ZERO), strict=False)):
        if quantity:
            year = finishes + t
            paid = told(year if mode is Mode.BUDGET else case.price_year)
            each = drawn(price.rule, Drawn(paid.ore, price.unit, quantity, before), year, one.entry_week)
            yield t, _with_receiver(each, price), (*paid.marks, *_rule_marks(price, year))


def _rule_marks(price: UnitPrice, year: int) -> tuple[Marked, ...]:
    status = leans_on(price.rule, year)
    return (Marked(Mark.ASSUMED, f"prices.{price.id}.rule", status.value),) if status else ()


def _with_receiver(each: ByPayer, price: UnitPrice) -> ByPayer:
    """Where one public payer pays another, what the first saves the second loses."""
    return each if price.paid_to is None else each + ByPayer.only(price.paid_to, -each.total)


Accounts: TypeAlias = Mapping[Payer, Mapping[Account, Fraction]]
"""The accounts that each payer's amounts belong to, and the share of each."""


def accounts_of(case: Case, one: Consequence) -> Accounts:
    """Whose accounts a consequence moves: the municipality's by department and budget, and one for each other payer."""
    named: dict[Payer, Mapping[str, Fraction]] = {payer: {payer.value: ONE} for payer in Payer}
    named[Payer.MUNICIPALITY] = shares_of_budgets(case, one.department, one.budget)
    return {
        payer: {Account(sector_of_payer(payer), name): share for name, share in shares.items()}
        for payer, shares in named.items()
    }


def by_account(one: Consequence, each: ByPayer, accounts: Accounts) -> Iterator[tuple[Account, Fraction]]:
    """What one success brings each account, or costs it if the consequence spends."""
    for payer, shares in accounts.items():
        if ore := each[payer]:
            for where, share in shares.items():
                yield where, (ore if one.saves else -ore) * share


def _marks(case: Case, one: Consequence, price: UnitPrice, mode: Mode) -> tuple[Marked, ...]:
    """What a consequence leans on: its own values, its cohorts, its price, its budgets and its grade of evidence."""
    place = case.consequences.index(one)
    return joined(
        (
            assumed(one.in_mode(mode), "consequences", place),
            assumed(case.cohorts, "cohorts"),
            price.marks,
            assumed(case.budgets.get(one.department or ""), "budgets", one.department or ""),
            correction_for(case, one.evidence, mode)[1],
        )
    )
