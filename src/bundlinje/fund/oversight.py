"""What the fund and its contracts say together: members' interests in parties, areas of the vision, who may start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bundlinje.contract.approvals import last_day
from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Moment
from bundlinje.fund.fund_file import Authorisation, Interest, Member
from bundlinje.fund.governance import areas_on
from bundlinje.fund.model import Fund
from bundlinje.problems import Problem, warning


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member who holds a post in a party to a contract, and whether the record says the member took no part."""

    contract: str
    party: str
    member: Member
    interest: Interest
    recused: bool


def conflicts(fund: Fund, contracts: Iterable[Contract]) -> Iterator[Conflict]:
    """Every post of a member, who could be in office when it was decided, in an organisation that is a party."""
    for contract in contracts:
        for member in fund.facts.council.members:
            for interest in member.interests:
                party = _party_of(fund, contract, interest.organisation)
                if party is not None and _could_decide(member, contract):
                    yield Conflict(contract.contract, party, member, interest, _recused(contract, member))


def interest_problems(fund: Fund, contracts: Iterable[Contract]) -> Iterator[Problem]:
    """Conflicts of interest without a record that the member took no part."""
    for one in conflicts(fund, contracts):
        if not one.recused:
            yield warning(
                "fund.interest_without_recusal", contract=one.contract, member=one.member.name, party=one.party
            )


def _party_of(fund: Fund, contract: Contract, organisation: str) -> str | None:
    """The party an organisation is in a contract: by its id, or by any name the fund's register has for it."""
    known = next((one for one in fund.organisations if one.id == organisation), None)
    names = {known.name, known.short, *known.formerly} if known else set()
    return next((id_ for id_, party in contract.parties.items() if id_ == organisation or party.name in names), None)


def _decided(contract: Contract) -> Moment | None:
    given = (contract.about.approvals or ()) if contract.about else ()
    on = next((one.on for one in given if one.step == "council" and one.on), None)
    return on or (contract.periods.agreed if contract.periods else None)


def _could_decide(member: Member, contract: Contract) -> bool:
    """Whether the member may have been in office; where no day is known, nobody is ruled out."""
    when = _decided(contract)
    if when is None:
        return True
    return member.first <= last_day(when) and (member.last is None or when.first_day() <= member.last)


def _recused(contract: Contract, member: Member) -> bool:
    given = (contract.about.approvals or ()) if contract.about else ()
    return any(one.step == "council" and member.name in (one.recused or ()) for one in given)


class Fits(StrEnum):
    """How the area of a contract stands to the vision in force when it was agreed."""

    NAMED = "named"
    UNSAID = "unsaid"
    """The contract names no area."""
    NOT_NAMED = "not_named"
    UNPUBLISHED = "unpublished"
    """The names of that version are not published, or no version is known to be in force: nothing can be said."""


@dataclass(frozen=True, slots=True)
class Area:
    """The area a contract names, how it fits the vision, and the names of that version where they are published."""

    contract: str
    area: str | None
    fits: Fits
    known: tuple[str, ...] = ()


def areas(fund: Fund, contracts: Iterable[Contract]) -> Iterator[Area]:
    """Every contract's area, held against the version of the vision in force when it was agreed."""
    for contract in contracts:
        area, day = (contract.about.area if contract.about else None), _agreed_by(contract)
        version = areas_on(fund, day) if day else None
        known = tuple(version.names or ()) if version else ()
        if area is None:
            fits = Fits.UNSAID
        elif not known:
            fits = Fits.UNPUBLISHED
        else:
            fits = Fits.NAMED if area in known else Fits.NOT_NAMED
        yield Area(contract.contract, area, fits, known)


def area_problems(fund: Fund, contracts: Iterable[Contract]) -> Iterator[Problem]:
    """Contracts without an area, or with one the vision in force when they were agreed did not name."""
    for one in areas(fund, contracts):
        if one.fits is Fits.UNSAID:
            yield warning("fund.area_unsaid", contract=one.contract)
        elif one.fits is Fits.NOT_NAMED:
            known = ", ".join(one.known)
            yield warning("fund.area_not_in_vision", contract=one.contract, area=one.area, known=known)


def _agreed_by(contract: Contract) -> date | None:
    agreed = contract.periods.agreed if contract.periods else None
    return last_day(agreed) if agreed else None


def authorised(fund: Fund, what: str) -> tuple[Authorisation, ...]:
    """Who may do something on the fund's behalf: `start` an intervention, enter a `contract`."""
    return tuple(one for one in fund.facts.authorisations if what in one.what)
