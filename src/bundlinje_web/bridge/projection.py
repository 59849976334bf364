"""What can be looked up in a version without reading its text: its parties, goals and follow-ups, with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bundlinje_web.bridge.contract import Examined, examined, newest

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.terms.base import Term


@dataclass(frozen=True, slots=True)
class PartyIn:
    """A party in one of its roles, under the name the version gives it."""

    party: str
    name: str
    role: str
    line: int | None


@dataclass(frozen=True, slots=True)
class GoalIn:
    """A term that pays: its id and its titles."""

    code: str
    title_da: str
    title_en: str
    line: int | None


@dataclass(frozen=True, slots=True)
class FollowUpIn:
    """A follow-up: its number, its cut-off day, and the day its settlement is paid where the text states one."""

    number: int
    cut_off: date
    due: date | None


@dataclass(frozen=True, slots=True)
class Projected:
    """Everything that is read out of a version's text."""

    parties: tuple[PartyIn, ...]
    goals: tuple[GoalIn, ...]
    follow_ups: tuple[FollowUpIn, ...]


def projected(text: str, code: str) -> Projected:
    """What a version's text says, with its amendments, of parties, goals and follow-ups. Raises `Refused`."""
    contract, seen = newest(text, code), examined(text, code)
    return Projected(
        tuple(_parties(contract, seen)),
        tuple(_goals(contract, seen)),
        tuple(
            FollowUpIn(number, one.on, one.paid_on) for number, one in enumerate(contract.follow_ups, start=1)
        ),
    )  # fmt: skip


def _parties(contract: Contract, seen: Examined) -> Iterator[PartyIn]:
    for party, said in contract.parties.items():
        for role in dict.fromkeys(said.roles):
            yield PartyIn(party, said.name, role, seen.line(f"parties.{party}"))


def _goals(contract: Contract, seen: Examined) -> Iterator[GoalIn]:
    told: set[str] = set()
    for leg, term in contract.all_terms():
        if term.id is None or term.id in told:
            continue
        told.add(term.id)
        where = "terms" if contract.legs is None else f"legs.{leg}.terms"
        yield GoalIn(term.id, *_titles(contract, term), seen.line(f"{where}.{term.id}"))


def _titles(contract: Contract, term: Term) -> tuple[str, str]:
    """What a goal is called in both languages: its own title, else that of the outcome it pays for."""
    outcome = contract.outcomes.get(str(getattr(term, "each", "") or ""))
    name = outcome.title if outcome else None
    danish = term.title or (name.da if name else None) or str(term.id)
    return danish, (name.en if name else None) or ""
