"""What is not known or only assumed is listed before anyone signs: a settlement that needs an unknown value stops."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import parts
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Every unknown value with the reason given, and how many values are assumed."""
    assumed = 0
    for path, part in parts(contract):
        why = getattr(part, "unknown", None)
        assumed += part.assumed is not None
        if why is not None:
            yield warning("contract.unknown_value", source.place(path), why=str(why))
    if assumed:
        yield warning("contract.assumed_values", source.place(("contract",)), count=assumed)
