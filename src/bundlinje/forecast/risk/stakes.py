"""Who carries what: every party's stake in a contract, from the capital it can lose to what it pays if it works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.forecast.paths import Paths, Spread, chance, spread
from bundlinje.forecast.risk.assessment import payers_of
from bundlinje.grammar.part import walk
from bundlinje.limits.at_least import AtLeast
from bundlinje.money import Ore


class Bears(StrEnum):
    """What kind of stake a party has."""

    CAPITAL = "capital"
    """It has put capital in and may not get it back."""
    CO_FINANCING = "co_financing"
    """It has put capital in and is an authority as well: it is on both sides."""
    GUARANTEE = "guarantee"
    """It tops up what the investors lose."""
    PAYMENT = "payment"
    """It pays only for results that come, out of what they save."""


@dataclass(frozen=True, slots=True)
class Stake:
    """One party's stake, in øre: what it has put at stake (none if not known), and what moves in the drawn worlds.

    `moves` is what comes back to an investor, what a guarantor tops up, or what a payer pays. `loss` is the chance that
    the party ends worse off than it began: capital not back, a guarantee called, or more paid than is saved; none where
    that cannot be told.
    """

    party: str
    bears: Bears
    at_stake: Ore | None
    moves: Spread | None
    loss: tuple[Fraction, float] | None
    expected_loss: float | None


def stakes(contract: Contract, paths: Paths | None) -> tuple[Stake, ...]:
    """Every party's stake, investors first. Without paths only what the contract itself says is known."""
    return (*_investors(contract, paths), *_guarantors(contract, paths), *_payers(contract, paths))


def _investors(contract: Contract, paths: Paths | None) -> Iterator[Stake]:
    for party, amount in (contract.capital or {}).items():
        roles = contract.parties[party].roles if party in contract.parties else []
        bears = Bears.CO_FINANCING if {"authority", "payer"} & set(roles) else Bears.CAPITAL
        capital = fixed(amount)
        if paths is None:
            yield Stake(party, bears, capital, None, None, None)
            continue
        back = paths.received_by(_accounts(contract, party)).sum(axis=0)
        if capital is None:
            yield Stake(party, bears, None, spread(back), None, None)
        else:
            lost = float(np.maximum(capital - back, 0).mean())
            yield Stake(party, bears, capital, spread(back), chance(back < capital), lost)


def _accounts(contract: Contract, party: str) -> Sequence[str]:
    return [party, *(name for name, account in contract.accounts.items() if account.of == party and name != party)]


def _guarantors(contract: Contract, paths: Paths | None) -> Iterator[Stake]:
    for floor in (part for _, part in walk(contract) if isinstance(part, AtLeast)):
        at_stake = fixed(floor.up_to) if floor.up_to is not None else None  # type: ignore[arg-type]
        if paths is None:
            yield Stake(floor.paid_by, Bears.GUARANTEE, at_stake, None, None, None)
            continue
        called = paths.guaranteed.sum(axis=0)
        yield Stake(floor.paid_by, Bears.GUARANTEE, at_stake, spread(called), chance(called > 0), float(called.mean()))


def _payers(contract: Contract, paths: Paths | None) -> Iterator[Stake]:
    savings = (contract.expected.savings if contract.expected else None) or {}
    for account in payers_of(contract):
        saving = fixed(savings[account]) if account in savings else None
        if paths is None or account not in paths.payers:
            yield Stake(account, Bears.PAYMENT, saving, None, None, None)
            continue
        paid = paths.payers[account].sum(axis=0)
        if saving is None:
            yield Stake(account, Bears.PAYMENT, None, spread(paid), None, None)
        else:
            more = float(np.maximum(paid - saving, 0).mean())
            yield Stake(account, Bears.PAYMENT, saving, spread(paid), chance(paid > saving), more)
