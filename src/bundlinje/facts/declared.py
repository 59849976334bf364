"""Looking a fact up among those a contract declares, as the kind that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from bundlinje.facts.base import FactKind
from bundlinje.facts.values import Measured

F = TypeVar("F", bound=FactKind)


def fact_as(declared: Mapping[str, FactKind], name: str, *kinds: type[F]) -> F:
    """The fact of this name. One not declared raises `KeyError`, one of another kind `ValueError`."""
    kind = declared[name]
    if not isinstance(kind, kinds):
        raise ValueError(f"{name} is of kind {kind.key}, not {' or '.join(k.key for k in kinds)}")
    return kind


def value_of(declared: Mapping[str, FactKind], name: str, *kinds: type[F]) -> Measured:
    """How the values of this fact are stored. One without values raises `ValueError`."""
    held = fact_as(declared, name, *kinds).carries
    if held is None:
        raise ValueError(f"{name} has no value")
    return held


def own_value(declared: Mapping[str, FactKind], name: str) -> Measured:
    """How the unit's own number of this name is stored. One not declared raises `KeyError`."""
    return own_numbers(declared)[name]


def own_numbers(declared: Mapping[str, FactKind]) -> dict[str, Measured]:
    """Every number that the declared facts fix for a unit, and how it is stored."""
    return {name: held for kind in declared.values() for name, held in kind.own_numbers.items()}
