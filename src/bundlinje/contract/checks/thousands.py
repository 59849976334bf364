"""`1.475` is read as one and almost a half: where thousands are meant, they are parted by a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import Path, parts
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning

_LOOKS = re.compile(r"^[1-9][0-9]{0,2}\.[0-9]{3}$")


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Numbers with three decimals that a Danish reader takes for thousands."""
    for path, part in parts(contract):
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if isinstance(value, Quantity) and value.dimension is not Dimension.SHARE:
                yield from _doubt((*path, field.alias or name), source)


def _doubt(path: Path, source: Sourced) -> Iterator[Problem]:
    written = source.written(path)
    if _LOOKS.match(written.strip().partition(" ")[0]):
        meant = written.replace(".", " ")
        yield warning("contract.looks_like_thousands", source.place(path), written=written, meant=meant)
