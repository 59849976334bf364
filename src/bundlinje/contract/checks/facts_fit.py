"""A measure counts facts of the kind it is made for: days of spells, times of events, values where there are values."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import parts
from bundlinje.facts.event import Event
from bundlinje.facts.report import Report
from bundlinje.facts.score import Score
from bundlinje.facts.spell import Spell
from bundlinje.figures.reported import Reported
from bundlinje.grammar.amount import Indexed
from bundlinje.grammar.part import Part
from bundlinje.grammar.source import Sourced
from bundlinje.grammar.window import Window
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Measures, reported figures, indices and anchors that ask for a fact of another kind."""
    for name, measure in contract.measures.items():
        if not all(fact in contract.facts for fact in measure.facts_used()):
            continue
        try:
            measure.dimension(contract.facts)
        except KeyError:
            continue
        except ValueError:
            yield _misfit(contract, name, source)
    yield from _named_facts(contract, source)


def _misfit(contract: Contract, name: str, source: Sourced) -> Problem:
    measure = contract.measures[name]
    facts = ", ".join(f"{fact}: {contract.facts[fact].key}" for fact in measure.facts_used())
    return error(
        "contract.fact_does_not_fit", source.place(("measures", name)), name=name, kind=measure.key, facts=facts
    )


def _named_facts(contract: Contract, source: Sourced) -> Iterator[Problem]:
    for path, part in parts(contract):
        slot, name, kinds = _asked(part)
        fact = contract.facts.get(name)
        if fact is not None and fact.key not in kinds:
            place, known = source.place((*path, slot)), ", ".join(kinds)
            yield error("contract.fact_of_another_kind", place, name=name, kind=fact.key, known=known)


def _asked(part: Part) -> tuple[str, str, tuple[str, ...]]:
    """The slot of a part that names a fact, the name, and the kinds of fact that may stand there."""
    if isinstance(part, Reported):
        return "reported", part.reported, (Report.key,)
    if isinstance(part, Indexed):
        return "indexed", part.indexed, (Report.key,)
    if isinstance(part, Window):
        return ("after" if part.after else "before"), part.anchor, (Event.key, Spell.key, Score.key)
    return "", "", ()
