"""What is declared matters to something: what is followed without being paid says so with a `measured` term."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.uses import ACCOUNTS, FACTS, FIGURES, GATES, MEASURES, OUTCOMES, PHASES, WINDOWS, uses
from bundlinje.contract.sense.walk import parts
from bundlinje.facts.enrolment import Enrolment
from bundlinje.facts.flow import Flow
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.splits.pro_rata import ProRata

_RESULTS = (OUTCOMES, FIGURES)
_PARTS = (FACTS, MEASURES, GATES, WINDOWS, PHASES)


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Results nothing pays for and nothing follows, and parts nothing uses. Silent while parts are set aside."""
    if source.aside:
        return
    used = {(section, use.name) for use in uses(contract) if use.needed for section in use.sections}
    for section in _RESULTS + _PARTS + (ACCOUNTS,):
        for name in sorted(set(getattr(contract, section) or {}) - _by_themselves(contract, section)):
            if (section, name) not in used:
                place = source.place((section, name), of_key=True)
                code = "contract.never_paid" if section in _RESULTS else "contract.never_used"
                yield warning(code, place, name=name, section=section)


def _by_themselves(contract: Contract, section: str) -> set[str]:
    """What matters without a name: who takes part, money that moved, accounts that all share or nobody repays."""
    if section == ACCOUNTS:
        shared = any(isinstance(part, ProRata) and part.pro_rata is None for _, part in parts(contract))
        return set(contract.accounts) if shared or contract.kind != "social investment" else set()
    if section != FACTS:
        return set()
    return {name for name, fact in contract.facts.items() if isinstance(fact, Enrolment | Flow)}
