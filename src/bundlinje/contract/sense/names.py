"""The names a contract declares, by the section they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import legs
from bundlinje.facts.enrolment import Enrolment
from bundlinje.grammar.source import Sourced

SECTIONS = ("facts", "measures", "outcomes", "figures", "gates", "windows", "phases", "parties", "accounts", "cohorts")
OWN, SEGMENTS, GROUPS, BUDGETS = "facts.own", "cohort.segments", "cohort.groups", "parties.budgets"
TERMS, LEGS = "terms", "legs"


def declared(contract: Contract, source: Sourced) -> Mapping[str, frozenset[str]]:
    """Every declared name by section; what was set aside for its shape is declared all the same."""
    found = {section: _names_in(contract, section) | _aside_in(source, section) for section in SECTIONS}
    found["cohorts"] |= set(contract.all_cohorts())
    cohorts = contract.all_cohorts().values()
    found[SEGMENTS] = {segment for cohort in cohorts for segment in cohort.segments or ()}
    found[GROUPS] = {group for cohort in cohorts for group in cohort.groups}
    found[BUDGETS] = {f"{name}/{budget}" for name, p in contract.parties.items() for budget in p.budgets or ()}
    found[OWN] = {own for fact in contract.facts.values() if isinstance(fact, Enrolment) for own in fact.own}
    found[TERMS] = {term.id for placed in legs(contract) for term in placed.leg.terms if term.id} | _terms_aside(source)
    found[LEGS] = set(contract.all_legs()) | _aside_in(source, LEGS)
    return {section: frozenset(names) for section, names in found.items()}


def uncertain(source: Sourced) -> frozenset[str]:
    """Sections whose names cannot all be told, because what declares them was set aside."""
    aside = {path[0] for path in source.aside if path}
    found = {OWN} if "facts" in aside else set()
    found |= {BUDGETS} if "parties" in aside else set()
    return frozenset(found | ({SEGMENTS, GROUPS, "cohorts"} if aside & {"cohort", "cohorts"} else set()))


def _names_in(contract: Contract, section: str) -> set[str]:
    return set(getattr(contract, section) or {})


def _aside_in(source: Sourced, section: str) -> set[str]:
    if (section,) in source.aside:
        whole = source.everything.get(section)
        return {str(name) for name in whole} if isinstance(whole, dict) else set()
    names = {str(path[1]) for path in source.aside if path[0] == section and len(path) > 1}
    return names | {name.lower() for name in names}


def _terms_aside(source: Sourced) -> set[str]:
    if not source.aside or not isinstance(source.everything, dict):
        return set()
    whole = [source.everything, *_values(source.everything.get(LEGS))]
    return {
        str(term["id"])
        for place in whole
        if isinstance(place, dict) and isinstance(place.get(TERMS), list)
        for term in place[TERMS]
        if isinstance(term, dict) and "id" in term
    }


def _values(data: Any) -> list[Any]:
    return list(data.values()) if isinstance(data, dict) else []
