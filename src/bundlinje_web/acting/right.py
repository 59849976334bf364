"""A right is a role and what it reaches, for a period; the period is looked at where rights are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the fund. The closed list: a new one is a change of the software, with words and policies."""

    SECRETARIAT = "secretariat"
    COUNCIL = "council"
    MAYOR = "mayor"
    ALDERMAN = "alderman"
    ECONOMIST = "economist"
    OPERATING = "operating"
    PROVIDER = "provider"
    INVESTOR = "investor"
    FOUNDATION = "foundation"
    PAYER = "payer"
    FINANCE = "finance"
    EVALUATOR = "evaluator"
    DATA_KEEPER = "data-keeper"
    AUDITOR = "auditor"
    READER = "reader"
    ACCESS = "access"
    PROPOSER = "proposer"
    SYSTEM = "system"


class Scope(StrEnum):
    """How far a right reaches: everything, some departments, contracts or organisations, or what is one's own."""

    ALL = "all"
    DEPARTMENT = "department"
    CONTRACT = "contract"
    ORGANISATION = "organisation"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Right:
    """A role that somebody holds now, with what it reaches.

    `id` is the grant it comes from, which every record names; `on` holds the ids of the departments, contracts or
    organisations it reaches, empty where it reaches everything; `on_behalf_of` is the person who delegated it.
    """

    id: str
    role: Role
    scope: Scope
    on: frozenset[str] = frozenset()
    person: str | None = None
    on_behalf_of: str | None = None
