"""Every place of a contract that names something, and the sections in which that name may be declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bundlinje.comparisons.base import Compared
from bundlinje.comparisons.control import Control
from bundlinje.comparisons.historical import Historical
from bundlinje.comparisons.until import Until
from bundlinje.contract.model import EVERY_TERM, VEHICLE, Contract
from bundlinje.contract.sense.names import BUDGETS, GROUPS, LEGS, OWN, SEGMENTS, TERMS
from bundlinje.contract.sense.walk import Path, PlacedLeg, legs, parts, terms
from bundlinje.figures.base import UNIT_COUNTS, Figure
from bundlinje.figures.count import Count
from bundlinje.figures.mix import Mix
from bundlinje.figures.reported import Reported
from bundlinje.figures.share import Share
from bundlinje.grammar.amount import ByCase, Indexed, PartOf, Yearly
from bundlinje.grammar.condition import Condition
from bundlinje.grammar.window import Named, Window
from bundlinje.limits.at_least import AtLeast
from bundlinje.limits.base import Limit
from bundlinje.limits.bound import DRAWN_CAPITAL, PLANNED_UNITS, Balance
from bundlinje.limits.cap import Cap
from bundlinje.measures.base import Measure, OwnNorm
from bundlinje.measures.own import Own
from bundlinje.splits.in_turn import UntilFull
from bundlinje.splits.leaf import NOT_PAID, BySegment, Leaf
from bundlinje.splits.pro_rata import ProRata
from bundlinje.splits.shares import Shares
from bundlinje.terms.each import Each
from bundlinje.terms.level import Level
from bundlinje.terms.measured import Measured
from bundlinje.terms.per import PerFigure

FACTS, MEASURES, OUTCOMES, FIGURES, GATES = "facts", "measures", "outcomes", "figures", "gates"
WINDOWS, PHASES, PARTIES, ACCOUNTS, COHORTS = "windows", "phases", "parties", "accounts", "cohorts"
_PLACES_OF_MONEY = (ACCOUNTS, PARTIES, BUDGETS)
_COUNTS = frozenset(UNIT_COUNTS)
_BALANCE = "balance of "


@dataclass(frozen=True, slots=True)
class Use:
    """A name where it is used: what it may be declared as, words that are no names there, and where it stands."""

    name: str
    sections: tuple[str, ...]
    path: Path
    words: frozenset[str] = frozenset()
    is_key: bool = False
    needed: bool = True
    """Whether it makes the named thing matter; an expectation about it does not."""


def uses(contract: Contract) -> Iterator[Use]:
    """Every use of a name."""
    yield from _measures(contract)
    yield from _conditions(contract)
    yield from _figures(contract)
    yield from _terms(contract)
    yield from _flows(contract)
    yield from _windows_and_amounts(contract)
    yield from _expectations(contract)


def _measures(contract: Contract) -> Iterator[Use]:
    for name, measure in contract.measures.items():
        at: Path = (MEASURES, name)
        if isinstance(measure, Own):
            yield Use(measure.own, (OWN,), (*at, measure.key))
        for fact in measure.facts_used():
            yield Use(fact, (FACTS,), (*at, _slot(measure, fact)))
        if isinstance(measure.compared_with, OwnNorm):
            yield Use(measure.compared_with.own, (OWN,), (*at, "compared_with", "own"))


def _slot(measure: Measure, fact: str) -> str:
    return next(slot for slot in type(measure).model_fields if getattr(measure, slot) == fact)


def _conditions(contract: Contract) -> Iterator[Use]:
    for name, outcome in contract.outcomes.items():
        at: Path = (OUTCOMES, name)
        yield from condition_uses(outcome.where, (*at, "where"), MEASURES, OUTCOMES)
        if outcome.after:
            yield Use(outcome.after, (OUTCOMES,), (*at, "after"))
        if outcome.not_measured.outcome:
            yield Use(outcome.not_measured.outcome, (OUTCOMES,), (*at, "not_measured"))
    for name, gate in contract.gates.items():
        yield from condition_uses(gate.where, (GATES, name, "where"), FIGURES, GATES)


def condition_uses(condition: Condition, path: Path, numbers: str, bare: str) -> Iterator[Use]:
    """Names in a condition: of numbers that are tested, of what is asked for by its bare name, and of segments."""
    for name in condition.tests:
        yield Use(name, (numbers,), (*path, name), is_key=True)
    if condition.achieved:
        yield Use(condition.achieved, (bare,), (*path, "achieved"))
    if condition.segment:
        yield Use(condition.segment, (SEGMENTS,), (*path, "segment"))
    for word, inner in (("any", condition.any), ("all", condition.all)):
        for number, part in enumerate(inner or ()):
            yield from condition_uses(part, (*path, word, number), numbers, bare)
    if condition.not_ is not None:
        yield from condition_uses(condition.not_, (*path, "not"), numbers, bare)


def _figures(contract: Contract) -> Iterator[Use]:
    for path, part in parts(contract):
        if isinstance(part, Figure):
            yield from _figure(part, path)
        elif isinstance(part, Control):
            yield Use(part.control.group, (GROUPS,), (*path, "control", "group"))
        elif isinstance(part, Historical) and part.historical.group:
            yield Use(part.historical.group, (GROUPS,), (*path, "historical", "group"))
        elif isinstance(part, Until):
            yield from (Use(c, (COHORTS,), (*path, "until", "cohorts")) for c in part.until.cohorts or ())


def _figure(figure: Figure, path: Path) -> Iterator[Use]:
    sections, words = _built_from(figure)
    for name in figure.names():
        yield Use(name, sections, (*path, figure.key, *((name,) if isinstance(figure, Mix) else ())), words)
    if figure.group:
        yield Use(figure.group, (GROUPS,), (*path, "group"))
    if figure.segment:
        yield Use(figure.segment, (SEGMENTS,), (*path, "segment"))


def _built_from(figure: Figure) -> tuple[tuple[str, ...], frozenset[str]]:
    if isinstance(figure, Count | Share):
        return (OUTCOMES,), _COUNTS
    if isinstance(figure, Reported):
        return (FACTS,), frozenset()
    return ((FIGURES,) if isinstance(figure, Mix | Compared) else (MEASURES,)), frozenset()


def _terms(contract: Contract) -> Iterator[Use]:
    for placed in terms(contract):
        term, path = placed.term, placed.path
        if isinstance(term, Each):
            yield Use(term.each, (OUTCOMES, MEASURES), (*path, "each"), _COUNTS)
            yield from _one(term.when, (OUTCOMES,), (*path, "when"))
        elif isinstance(term, PerFigure):
            yield Use(term.of, (FIGURES,), (*path, "of"))
        elif isinstance(term, Level):
            yield Use(term.level, (FIGURES,), (*path, "level"))
        elif isinstance(term, Measured):
            yield Use(term.measured, (OUTCOMES, MEASURES, FIGURES), (*path, "measured"), _COUNTS)
        if isinstance(term, Each | PerFigure | Level):
            yield from _one(term.gate, (GATES,), (*path, "gate"))


def _one(name: str | None, sections: tuple[str, ...], path: Path) -> Iterable[Use]:
    return (Use(name, sections, path),) if name else ()


def _flows(contract: Contract) -> Iterator[Use]:
    for name, account in contract.accounts.items():
        yield Use(account.of, (PARTIES,), (ACCOUNTS, name, "of"))
    for placed in legs(contract):
        yield from _leg(placed)


def _leg(placed: PlacedLeg) -> Iterator[Use]:
    leg = placed.leg
    if leg.passes_on:
        yield Use(leg.passes_on, (LEGS,), (*placed.split[:-1], "passes_on"))
    for number, limit in enumerate(leg.limits):
        at = placed.limits if placed.limits == ("guarantee",) else (*placed.limits, number)
        yield from _limit(limit, at)
    for term, split in (leg.payers or {}).items():
        if term != EVERY_TERM:
            yield Use(term, (TERMS,), (*placed.payers, term), is_key=True)
        yield from _split(split, (*placed.payers, term))
    if leg.split is not None:
        yield from _split(leg.split, placed.split)


def _limit(limit: Limit, path: Path) -> Iterator[Use]:
    for at, part in parts(limit, path):
        if isinstance(part, Cap | AtLeast):
            yield from _one(part.scope.name, (TERMS,), (*at, "for"))
            yield from (Use(name, (TERMS,), (*at, "terms", i)) for i, name in enumerate(part.terms or ()))
        if isinstance(part, AtLeast):
            yield Use(part.paid_by, _PLACES_OF_MONEY, (*at, "paid_by"))
        if isinstance(part, Balance):
            yield from (Use(account, (ACCOUNTS, PARTIES), at) for account in part.accounts)
        if isinstance(part, PartOf) and part.of:
            words = frozenset({DRAWN_CAPITAL, PLANNED_UNITS})
            yield Use(part.of.removeprefix(_BALANCE), (ACCOUNTS, PARTIES), at, words)


def _split(split: object, path: Path) -> Iterator[Use]:
    words = frozenset({VEHICLE, NOT_PAID})
    for at, part in parts(split, path):  # type: ignore[arg-type]
        if isinstance(part, Leaf):
            yield Use(part.account, _PLACES_OF_MONEY, at, words)
        elif isinstance(part, Shares):
            own = [name for name, holder in part.shares.items() if holder.split is None]
            yield from (Use(name, _PLACES_OF_MONEY, (*at, "shares", name), words, is_key=True) for name in own)
        elif isinstance(part, ProRata):
            yield from (Use(name, _PLACES_OF_MONEY, (*at, "pro_rata", i)) for i, name in enumerate(part.pro_rata or ()))
        elif isinstance(part, UntilFull):
            yield from (
                Use(name, (ACCOUNTS, PARTIES), (*at, "until_full", i)) for i, name in enumerate(part.until_full)
            )
        elif isinstance(part, BySegment):
            yield from (Use(name, (SEGMENTS,), (*at, "to", name), is_key=True) for name in part.to.of)


def _windows_and_amounts(contract: Contract) -> Iterator[Use]:
    for path, part in parts(contract):
        if isinstance(part, Window):
            yield from _anchor(part, path)
        elif isinstance(part, Named):
            yield Use(part.window, (WINDOWS,), (*path, "window"))
        elif isinstance(part, Indexed):
            yield Use(part.indexed, (FACTS,), (*path, "indexed"))
        elif isinstance(part, Yearly):
            words = frozenset({DRAWN_CAPITAL})
            yield Use(part.on.removeprefix(_BALANCE), (ACCOUNTS, PARTIES), path, words)
        elif isinstance(part, PartOf) and part.of and not _is_bound(path):
            words = frozenset({DRAWN_CAPITAL})
            yield Use(part.of.removeprefix(_BALANCE), (FIGURES, ACCOUNTS, PARTIES), path, words)
        elif isinstance(part, ByCase):
            yield from _cases(part, path)


def _is_bound(path: Path) -> bool:
    return "limits" in path or path[:1] == ("guarantee",)


def _anchor(window: Window, path: Path) -> Iterator[Use]:
    slot = "after" if window.after else "before"
    words = frozenset({"enrolment", "exit"} | ({"follow-up"} if window.before else set()))
    if not _is_day(window.anchor):
        yield Use(window.anchor, (FACTS, OUTCOMES), (*path, slot), words)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_CASES = {"segment": SEGMENTS, "cohort": COHORTS, "phase": PHASES}


def _cases(amount: ByCase, path: Path) -> Iterator[Use]:
    if amount.by in _CASES:
        yield from (Use(case, (_CASES[amount.by],), (*path, case), is_key=True) for case in amount.cases)


def _expectations(contract: Contract) -> Iterator[Use]:
    results = (OUTCOMES, FIGURES, MEASURES)
    if contract.ends_early:
        for name in contract.ends_early.expected:
            yield Use(name, (OUTCOMES, FIGURES), ("ends_early", "expected", name), is_key=True, needed=False)
    expected = contract.expected
    for name in (expected.rates or {}) if expected else ():
        yield Use(name, results, ("expected", "rates", name), is_key=True, needed=False)
    for name in (expected.savings or {}) if expected else ():
        sections = (PARTIES, BUDGETS, TERMS, *results)
        yield Use(name, sections, ("expected", "savings", name), is_key=True, needed=False)
    for name in contract.capital or {}:
        yield Use(name, (PARTIES, ACCOUNTS), ("capital", name), is_key=True, needed=False)
    for name in (contract.about.advice or {}) if contract.about else ():
        yield Use(name, (PARTIES,), ("about", "advice", name), is_key=True, needed=False)
    yield from _told_about(contract)


def _told_about(contract: Contract) -> Iterator[Use]:
    """Authorities that approvals were given for, and results that remarks are about."""
    about = contract.about
    if about is None:
        return
    for number, approval in enumerate(about.approvals or ()):
        if approval.of:
            yield Use(approval.of, (PARTIES,), ("about", "approvals", number, "of"), needed=False)
    for kind, remarks in about.remarks().items():
        for number, remark in enumerate(remarks):
            if remark.of:
                yield Use(remark.of, (OUTCOMES, FIGURES, MEASURES), ("about", kind, number, "of"), needed=False)
