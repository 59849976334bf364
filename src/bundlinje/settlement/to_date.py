"""All settlements to date against what was expected: by year, by payer with what it saves, and by sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.money import Ore
from bundlinje.settlement.result import Settlement


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year: the repayment expected in it, none where no profile says, and what was paid in it."""

    year: int
    expected: Ore | None
    paid: Ore


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer, or one budget of it: what it expects to save over the whole contract, and what it has paid to date."""

    account: str
    saving: Ore | None
    paid: Ore

    @property
    def net(self) -> Ore | None:
        """Saving less paid; none where nobody has said what it saves."""
        return None if self.saving is None else self.saving - self.paid

    @property
    def pays_more_than_it_saves(self) -> bool | None:
        """Whether it has paid more than all it expects to save; none where that is not known."""
        return None if self.net is None else self.net < 0


@dataclass(frozen=True, slots=True)
class SectorSide:
    """A sector's gain beside its payments; the gain is none where no saving in it is known."""

    sector: str
    gain: Ore | None
    paid: Ore


@dataclass(frozen=True, slots=True)
class ToDate:
    """A contract to date: repayment expected and paid in all, by year, by payer and by sector."""

    expected: Ore | None
    paid: Ore
    years: tuple[Year, ...]
    payers: tuple[Payer, ...]
    sectors: tuple[SectorSide, ...]


SECTOR_UNSAID = "unsaid"
"""Sector of a party that states none."""


def to_date(history: Sequence[Settlement]) -> ToDate:
    """What the settlements have come to, by the newest version of the contract."""
    contract = history[-1].land.contract
    payers = _payers(contract, _paid(history))
    expected = contract.expected
    return ToDate(
        expected=fixed(expected.repayment) if expected else None,
        paid=sum(one.total_ore for one in history),
        years=_years(contract, history),
        payers=payers,
        sectors=_sectors(contract, payers),
    )


def _paid(history: Sequence[Settlement]) -> Mapping[str, Ore]:
    paid: dict[str, Ore] = {}
    for settlement in history:
        for account, ore in settlement.payers.items():
            paid[account] = paid.get(account, 0) + ore
    return paid


def _years(contract: Contract, history: Sequence[Settlement]) -> tuple[Year, ...]:
    """Years with a payment up to the last settlement, and every year of the profile."""
    profile = (contract.expected.by_year or {}) if contract.expected else {}
    expected = {int(year): fixed(amount) for year, amount in profile.items()}
    paid: dict[int, Ore] = {}
    for one in history:
        paid[one.paid_on.year] = paid.get(one.paid_on.year, 0) + one.total_ore
    return tuple(Year(year, expected.get(year), paid.get(year, 0)) for year in sorted({*expected, *paid}))


def _payers(contract: Contract, paid: Mapping[str, Ore]) -> tuple[Payer, ...]:
    """Everybody with a saving, and every account that has paid and stands under none of them."""
    stated = (contract.expected.savings or {}) if contract.expected else {}
    savers = {name: fixed(amount) for name, amount in stated.items() if name.partition("/")[0] in contract.parties}
    found = [Payer(name, saving, _paid_by(name, paid, savers)) for name, saving in savers.items()]
    rest = [account for account in paid if _saver(account, savers) is None]
    return (*found, *(Payer(account, None, paid[account]) for account in sorted(rest)))


def _saver(account: str, savers: Mapping[str, Ore | None]) -> str | None:
    """Whose saving a payment is held against: its own budget's, or its party's where only that is stated."""
    return next((name for name in (account, account.partition("/")[0]) if name in savers), None)


def _paid_by(name: str, paid: Mapping[str, Ore], savers: Mapping[str, Ore | None]) -> Ore:
    return sum(ore for account, ore in paid.items() if _saver(account, savers) == name)


def _sectors(contract: Contract, payers: Sequence[Payer]) -> tuple[SectorSide, ...]:
    """Gains and payments added up by the sector of each party: the asymmetry between who gains and who pays."""
    sides: dict[str, SectorSide] = {}
    for payer in payers:
        party = contract.parties.get(payer.account.partition("/")[0])
        sector = (party.sector if party else None) or SECTOR_UNSAID
        before = sides.get(sector, SectorSide(sector, None, 0))
        gain = before.gain if payer.saving is None else (before.gain or 0) + payer.saving
        sides[sector] = SectorSide(sector, gain, before.paid + payer.paid)
    return tuple(sides[sector] for sector in sorted(sides))
