"""What a result leans on: every assumed, unverified or unknown value of a case, with the path where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from bundlinje.business_case.values import Quantities
from bundlinje.data.provenance import Provenance
from bundlinje.grammar.part import Mark, Marked, Part
from bundlinje.grammar.stated import Number

Path: TypeAlias = tuple[str | int, ...]


def walk(value: object, path: Path) -> Iterator[tuple[Path, Part]]:
    """A part and every part inside it, each with the steps to it as a case file has them."""
    if isinstance(value, Part):
        yield path, value
    for step, inside in _members(value):
        yield from walk(inside, (*path, step))


def _members(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, Part):
        fields = type(value).model_fields
        return [(fields[name].alias or name, inside) for name, inside in value]
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def assumed(value: object, *path: str | int) -> tuple[Marked, ...]:
    """The assumed values in a part and in everything inside it."""
    return tuple(Marked(Mark.ASSUMED, dotted(where), part.assumed) for where, part in walk(value, path) if part.assumed)


def unknown(value: object, *path: str | int) -> tuple[Marked, ...]:
    """The unknown values in a part: a figure that needs one of them cannot be worked out."""
    return tuple(Marked(Mark.UNKNOWN, dotted(where), why) for where, why in unknowns(value, path))


def unknowns(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every unknown value in a part, with the steps to it and the reason given."""
    for where, part in walk(value, path):
        if isinstance(part, Number | Quantities) and part.unknown:
            yield where, part.unknown


def of_data(provenance: Provenance, path: str) -> tuple[Marked, ...]:
    """The mark of a number of the package that nobody outside this project vouches for: the reason is its status."""
    return (Marked(Mark.ASSUMED, path, provenance.status.value),) if provenance.status.is_assumed else ()


def dotted(path: Path) -> str:
    """The steps to a part as one text."""
    return ".".join(str(step) for step in path)


def joined(groups: Iterable[Iterable[Marked]]) -> tuple[Marked, ...]:
    """The marks of several parts, each once, in the order they were met."""
    return tuple(dict.fromkeys(mark for group in groups for mark in group))
