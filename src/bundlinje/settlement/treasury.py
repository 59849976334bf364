"""The treasury: capital drawn, balances, ceilings and bounds, as they stand when a follow-up is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.dates import day_number, day_of
from bundlinje.facts.tables import Facts
from bundlinje.grammar.amount import Fixed, PartOf, Stated
from bundlinje.limits.bound import DRAWN_CAPITAL, PLANNED_UNITS, AnyBound, Balance, Units
from bundlinje.money import Ore, round_half_away
from bundlinje.problems import Place, Refused, error
from bundlinje.settlement.carried import Carried
from bundlinje.splits.account import run_account
from bundlinje.splits.base import Purse

PAYER, RECEIVER = "payer", "receiver"


@dataclass(frozen=True)
class Treasury:
    """Look-ups of money at one settlement, from the facts, the contract and what earlier settlements moved."""

    contract: Contract
    facts: Facts
    carried: Carried
    day: date
    """The day the settlement is paid."""
    is_final: bool
    leg: str = ""
    """The flow of money whose limits are asked about."""

    @cached_property
    def draws(self) -> Mapping[str, tuple[tuple[date, Ore], ...]]:
        """Capital drawn, by account, or by party where the contract has no accounts."""
        rows = self.facts.frame("flows")
        drawn: dict[str, list[tuple[date, Ore]]] = {}
        columns = (rows[name].to_list() for name in ("account", "day", "value"))
        for account, day, value in zip(*columns, strict=True):
            if day <= day_number(self.day):
                drawn.setdefault(self._account_named(account), []).append((day_of(day), int(value)))
        return {account: tuple(sorted(found)) for account, found in drawn.items()}

    def _account_named(self, name: str) -> str:
        if name in self.contract.accounts:
            return name
        of_party = [account for account, one in self.contract.accounts.items() if one.of == name]
        return of_party[0] if len(of_party) == 1 else name

    @cached_property
    def investors(self) -> tuple[str, ...]:
        """Accounts of investors; the investors themselves where the contract has no accounts."""
        parties = [name for name, party in self.contract.parties.items() if "investor" in party.roles]
        return tuple(self.contract.accounts) or tuple(parties)

    def drawn(self, account: str) -> Ore:
        """Capital an account has put in; what it is signed for where no draw is recorded anywhere."""
        if self.draws or not self.contract.capital:
            return sum(ore for _, ore in self.draws.get(account, ()))
        owner = self.contract.accounts[account].of if account in self.contract.accounts else account
        signed = self.contract.capital.get(owner)
        inner = signed.amount if isinstance(signed, Stated) else signed
        return inner.ore if isinstance(inner, Fixed) else 0

    def balance(self, account: str) -> Ore:
        """What an account is still owed: drawn + interest − received."""
        received = [(one.day, one.ore) for one in self.carried.moved if one.side == RECEIVER and one.account == account]
        if account not in self.contract.accounts:
            return self.drawn(account) - sum(ore for _, ore in received)
        received += [(day, 0) for day in dict.fromkeys(one.day for one in self.carried.moved)]
        return run_account(self.contract.accounts[account], self.draws_of(account), received, self.day).balance

    def draws_of(self, account: str) -> tuple[tuple[date, Ore], ...]:
        """When an account put in how much; all on the contract's first day where no draw is recorded."""
        return self.draws.get(account) or ((self._first_day(), self.drawn(account)),)

    def _first_day(self) -> date:
        periods = self.contract.periods
        return periods.in_force.first_day() if periods and periods.in_force else self.contract.follow_ups[0].on

    @cached_property
    def total_drawn(self) -> Ore:
        """Capital drawn in all."""
        return sum(self.drawn(account) for account in self.investors)

    def planned_units(self) -> Fraction:
        """Units planned in all cohorts."""
        planned = [cohort.intake.planned for cohort in self.contract.all_cohorts().values()]
        return sum((one.value.value for one in planned if one.value is not None), Fraction(0))

    def named(self, name: str, follow_up: int) -> Fraction | None:
        """An amount of money by name: `drawn capital`, `balance of X`, or an account's balance."""
        if name == DRAWN_CAPITAL:
            return Fraction(self.total_drawn)
        account = name.removeprefix("balance of ")
        known = account in self.contract.accounts or account in self.contract.parties
        return Fraction(self.balance(account)) if known else None

    def ore(self, bound: AnyBound) -> Ore:
        """A bound of money in øre."""
        if isinstance(bound, Stated):
            return self.ore(bound.amount)  # type: ignore[arg-type]
        if isinstance(bound, Fixed):
            return bound.ore
        if isinstance(bound, Balance):
            return sum(max(self.balance(account), 0) for account in bound.accounts)
        found = self.named(bound.of, 0) if isinstance(bound, PartOf) and bound.of else None
        if found is None or not isinstance(bound, PartOf):
            raise Refused([error("settle.unknown_bound", Place(path=self.contract.contract), bound=_text(bound))])
        return max(round_half_away(found * bound.share), 0)

    def units(self, bound: AnyBound) -> int:
        """A bound of units, rounded down to whole units."""
        if isinstance(bound, Stated):
            return self.units(bound.amount)  # type: ignore[arg-type]
        if isinstance(bound, Units):
            return bound.units
        if isinstance(bound, PartOf) and bound.of == PLANNED_UNITS:
            return int(self.planned_units() * bound.share)
        raise Refused([error("settle.unknown_bound", Place(path=self.contract.contract), bound=_text(bound))])

    def paid_in_year(self, terms: tuple[str, ...] | None) -> Ore:
        """What earlier settlements paid in this flow in this calendar year for these terms, or in all for none."""
        paid = (one for one in self.carried.moved if one.side == PAYER and one.leg == self.leg)
        return sum(one.ore for one in paid if one.day.year == self.day.year and (terms is None or one.clause in terms))

    def purse(self, side: str) -> Purse:
        """What a split may know of the accounts before anything is handed out."""
        accounts = dict.fromkeys([one.account for one in self.carried.moved if one.side == side])
        return Purse(
            drawn={account: self.drawn(account) for account in self.investors},
            balance={account: self.balance(account) for account in self.investors},
            paid_to_date={account: self.carried.paid(side, account) for account in accounts},
            paid_this_year={account: self.carried.paid(side, account, self.day.year) for account in accounts},
        )


def _text(bound: Any) -> str:
    return str(bound.text()) if hasattr(bound, "text") else type(bound).__name__.lower()
