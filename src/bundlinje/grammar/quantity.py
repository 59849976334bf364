"""Numbers with their unit, as people write them: `5 days`, `25 %`, `6.8 points`, `20 000 kr`, `12`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.money import ORE_PER_KRONE, kroner_text, ore_from_kroner


class Dimension(StrEnum):
    """What a number counts; only numbers of one dimension are compared, added or mixed."""

    COUNT = "count"
    DAYS = "days"
    KRONER = "kr"
    SHARE = "share"
    POINTS = "points"


_UNITS = {
    "": Dimension.COUNT,
    "time": Dimension.COUNT,
    "times": Dimension.COUNT,
    "day": Dimension.DAYS,
    "days": Dimension.DAYS,
    "week": Dimension.DAYS,
    "weeks": Dimension.DAYS,
    "kr": Dimension.KRONER,
    "%": Dimension.SHARE,
    "pp": Dimension.SHARE,
    "point": Dimension.POINTS,
    "points": Dimension.POINTS,
}
_SCALE = {
    "%": Fraction(1, 100),
    "pp": Fraction(1, 100),
    "week": Fraction(7),
    "weeks": Fraction(7),
    "kr": Fraction(ORE_PER_KRONE),
}
_TEXT = re.compile(r"^\s*([-−]?[0-9 .,\u00a0\u202f/]*[0-9])\s*(?:(%|[a-z]*)|(?:kr\.))\s*$")


def exact(text: str) -> Fraction:
    """A number as written, exactly: `8.5`, `8,5`, `1/3`, `1 475`. Anything else raises `ValueError`."""
    plain = re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?:[^0-9]|$))", "", text.strip()).replace("−", "-")
    if re.fullmatch(r"-?[0-9]+/[0-9]*[1-9][0-9]*", plain):
        return Fraction(plain)
    if not re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?", plain):
        raise ValueError(text)
    return Fraction(Decimal(plain.replace(",", ".")))


def plain_text(value: Fraction) -> str:
    """Write an exact number so that `exact` reads the same: a decimal where it ends, a fraction where it does not."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = next(n for n in range(1, 200) if (value * 10**n).denominator == 1)
    scaled = abs(int(value * 10**digits))
    sign = "-" if value < 0 else ""
    return f"{sign}{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number of a dimension. Shares are parts of one (25 % is 1/4), money is øre, weeks are days."""

    value: Fraction
    dimension: Dimension
    unit: str = ""

    @classmethod
    def read(cls, raw: object) -> Quantity:
        """Read a quantity as written in a contract; a text that is none raises `ValueError`."""
        if isinstance(raw, bool) or not isinstance(raw, (int, str)):
            raise ValueError(raw)
        found = _TEXT.match(str(raw))
        if found is None or (found[2] or "") not in _UNITS:
            raise ValueError(raw)
        number, unit = found[1], found[2] or ("kr" if found[0].rstrip().endswith("kr.") else "")
        if unit == "kr":
            return cls(Fraction(ore_from_kroner(number)), Dimension.KRONER, "kr")
        return cls(exact(number) * _SCALE.get(unit, Fraction(1)), _UNITS[unit], unit)

    def text(self) -> str:
        """The text that `read` reads as this quantity."""
        if self.dimension is Dimension.KRONER:
            return f"{kroner_text(int(self.value))} kr"
        number = plain_text(self.value / _SCALE.get(self.unit, Fraction(1)))
        return f"{number} {self.unit}".strip()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(raw: Any) -> Quantity:
            if isinstance(raw, cls):
                return raw
            try:
                return cls.read(raw)
            except ValueError:
                raise PydanticCustomError("quantity.unreadable", "unreadable", {"text": str(raw)}) from None

        return core_schema.no_info_plain_validator_function(
            validate,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda q: q.text()),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "integer"], "examples": ["5 days", "25 %", "6.8 points", "20 000 kr", 12]}


class Share(Fraction):
    """A part of one, written `60 %` or `1/3`."""

    @classmethod
    def read(cls, raw: object) -> Share:
        """Read a share; a text that is none raises `ValueError`."""
        text = str(raw).strip()
        if text.endswith("%"):
            return cls(exact(text[:-1]) / 100)
        if "/" in text:
            return cls(exact(text))
        raise ValueError(raw)

    def text(self) -> str:
        """The text that `read` reads as this share."""
        percent = plain_text(Fraction(self) * 100)
        return f"{self.numerator}/{self.denominator}" if "/" in percent else f"{percent} %"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(raw: Any) -> Share:
            if isinstance(raw, Fraction):
                return cls(raw)
            try:
                return cls.read(raw)
            except ValueError:
                raise PydanticCustomError("share.unreadable", "unreadable", {"text": str(raw)}) from None

        return core_schema.no_info_plain_validator_function(
            validate,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda s: s.text()),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": r"%$|/", "examples": ["60 %", "1/3"]}
