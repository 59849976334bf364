"""Numbers as a report prints them: the exact value of the text and how finely it is told.

`2,5 mio. kr.` tells tenths of a million; so anything from above 2.4 to below 2.6 million may be meant by it, whether
the writer rounded or cut off. A text that is told more finely binds more tightly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Self

from bundlinje.grammar.written import Text
from bundlinje.money import ORE_PER_KRONE

_PRINTED = re.compile(
    r"^(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?"
    r"\s*(?P<unit>mio\. kr\.?|1\.000 kr\.?|kr\.?|%-point|%|)$"
)


class Unit(StrEnum):
    """What a printed number counts."""

    KRONER = "kr"
    SHARE = "%"
    POINTS = "%-point"
    COUNT = ""


_KINDS = {
    "": (Unit.COUNT, Fraction(1)),
    "%": (Unit.SHARE, Fraction(1, 100)),
    "%-point": (Unit.POINTS, Fraction(1, 100)),
    "kr": (Unit.KRONER, Fraction(ORE_PER_KRONE)),
    "1.000 kr": (Unit.KRONER, Fraction(1_000 * ORE_PER_KRONE)),
    "mio. kr": (Unit.KRONER, Fraction(1_000_000 * ORE_PER_KRONE)),
}


@dataclass(frozen=True, slots=True)
class Printed(Text):
    """A printed number: its exact value (øre, parts of one, or a count), one unit of its last digit, and the text."""

    value: Fraction
    step: Fraction
    unit: Unit
    raw: str

    code = "printed.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        """Read it from its text; a text that is none raises `ValueError`."""
        found = _PRINTED.match(raw.strip())
        if found is None:
            raise ValueError(raw)
        unit, scale = _KINDS[found["unit"].removesuffix(".") if found["unit"] else ""]
        decimals = found["decimals"] or ""
        number = Fraction(int(found["whole"].replace(".", "") + decimals), 10 ** len(decimals))
        step = Fraction(1, 10 ** len(decimals))
        return cls((-number if found["sign"] else number) * scale, step * scale, unit, raw.strip())

    def text(self) -> str:
        """The text that `read` reads."""
        return self.raw

    def agrees_with(self, computed: Fraction, grain: Fraction = Fraction(0)) -> bool:
        """Whether the text can mean this number, told in whole `grain`s: rounded and cut off both count."""
        return computed == self.value or abs(self.value - computed) < max(self.step, grain)
