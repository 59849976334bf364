"""A name may mean one thing only: no word of the conditions, and not two things that can stand in the same place."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.figures.reported import Reported
from bundlinje.grammar.condition import Condition
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error, warning

_WORDS = {field.alias or name for name, field in Condition.model_fields.items()}
_UNITS = {"admitted", "started", "completed"}
_TESTED = ("measures", "figures")
_APART = (("outcomes", "measures"), ("measures", "figures"))


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Names that are words of the language, and names that stand for two things."""
    for section in _TESTED:
        for name in sorted(set(getattr(contract, section)) & _WORDS):
            yield warning("contract.reserved_name", source.place((section, name), of_key=True), name=name)
    for name in sorted(set(contract.outcomes) & _UNITS):
        yield error("contract.counts_units", source.place(("outcomes", name), of_key=True), name=name)
    for one, other in _APART:
        for name in sorted(set(getattr(contract, one)) & set(getattr(contract, other))):
            place = source.place((other, name), of_key=True)
            yield error("contract.same_name", place, name=name, section=other, other=one)
    for name, figure in contract.figures.items():
        if isinstance(figure, Reported) and figure.reported == name:
            place = source.place(("figures", name), of_key=True)
            yield error("contract.same_name", place, name=name, section="figures", other="facts")
