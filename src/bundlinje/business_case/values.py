"""The values a case is written in: shares, amounts and counts that may be known, assumed or unknown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.stated import Number
from bundlinje.grammar.written import Text

YearNumber: TypeAlias = Annotated[int, Field(ge=1900, le=2200, strict=True)]


def _whole(raw: Any) -> Any:
    return int(raw) if isinstance(raw, str) and raw.isdigit() else raw


YearKey: TypeAlias = Annotated[int, BeforeValidator(_whole), Field(ge=1900, le=2200)]
"""A year that stands as a key of a mapping, where a file has only texts."""

GradeKey: TypeAlias = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=3)]
"""A grade of evidence that stands as a key of a mapping."""


def _counting(dimension: Dimension, *, least: int | None = 0, most: int | None = None) -> Callable[[Number], Number]:
    def check(number: Number) -> Number:
        if number.value is None:
            return number
        shown = {"text": number.value.text(), "known": dimension.value}
        if number.value.dimension is not dimension:
            raise PydanticCustomError("case.wrong_unit", "wrong unit", shown)
        if (least is not None and number.value.value < least) or (most is not None and number.value.value > most):
            raise PydanticCustomError("case.out_of_range", "out of range", shown)
        return number

    return check


def _as_share(number: Number) -> Number:
    """A part of one without the per cent sign, such as 19/42, is a share too; 1 could be either and is refused."""
    if number.value is None or number.value.dimension is not Dimension.COUNT or not 0 < number.value.value < 1:
        return number
    return number.model_copy(update={"value": Quantity(number.value.value, Dimension.SHARE, "%")})


Rate: TypeAlias = Annotated[Number, AfterValidator(_as_share), AfterValidator(_counting(Dimension.SHARE, most=1))]
"""A part of one: `50 %`, `19/42`, `{value: 50 %, assumed: why}`, `{unknown: why}`."""

Growth: TypeAlias = Annotated[Number, AfterValidator(_counting(Dimension.SHARE, least=-1))]
"""A yearly change: `2.8 %`; it may fall."""

Kroner: TypeAlias = Annotated[Number, AfterValidator(_counting(Dimension.KRONER))]
"""A sum of money that is not negative: `11 944 kr`."""

Count: TypeAlias = Annotated[Number, AfterValidator(_counting(Dimension.COUNT))]
"""A number of people, days, months or whatever the unit is."""

Factor: TypeAlias = Annotated[Number, AfterValidator(_counting(Dimension.COUNT, least=None))]
"""A number that may be negative, such as a standardised effect size."""


def exact(number: Number) -> Fraction:
    """The exact value where the asker has made sure that it is known; else `ValueError`."""
    if number.value is None:
        raise ValueError(f"an unknown number has no value: {number.unknown}")
    return number.value.value


_YEARS = re.compile(r"^(\d{4})(?:\s*[-–]\s*(\d{4}))?$")


@dataclass(frozen=True, slots=True)
class Years(Text):
    """One calendar year or a run of them: `2023`, `2023-2026`, the last one in it."""

    first: int
    last: int

    code = "case.years_unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _YEARS.match(raw.strip())
        if found is None or int(found[2] or found[1]) < int(found[1]):
            raise ValueError(raw)
        return cls(int(found[1]), int(found[2] or found[1]))

    def text(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def __iter__(self) -> Any:
        return iter(range(self.first, self.last + 1))

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


class Quantities(Part):
    """How much of a service a success changes, in the price's unit a year, by year after finishing.

    Written as a list for the years t = 0, 1, …, or as `{each_year: 12, from: 1, until: 5}`, or `{unknown: why}`.
    Years that a list does not reach are not counted: the estimate says nothing of them.
    """

    years: list[Count] | None = Field(default=None, min_length=1)
    each_year: Count | None = None
    first: int = Field(default=0, ge=0, alias="from")
    last: int | None = Field(default=None, ge=0, alias="until")
    unknown: NonEmpty | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, raw: Any) -> Any:
        if isinstance(raw, list):
            return {"years": raw}
        return {"each_year": raw} if isinstance(raw, int | str) else raw

    @model_validator(mode="after")
    def _one_form(self) -> Quantities:
        if sum(form is not None for form in (self.years, self.each_year, self.unknown)) != 1:
            raise PydanticCustomError("case.quantity_forms", "one form", {"known": "each_year, years, unknown"})
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return data["years"] if set(data) == {"years"} else data

    def at(self, t: int) -> Number | None:
        """The quantity of year t after finishing; none where the estimate does not reach."""
        if self.years is not None:
            return self.years[t] if t < len(self.years) else None
        reached = self.first <= t and (self.last is None or t <= self.last)
        return self.each_year if reached else None


class Rates(Part):
    """A share by year: one for every year (`10 %`), or a list whose last one holds for the years after it."""

    years: list[Rate] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and "years" not in raw:
            return {"years": [raw]}
        return raw if isinstance(raw, dict | Rates) else {"years": raw if isinstance(raw, list) else [raw]}

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        if set(data) != {"years"}:
            return data
        return data["years"][0] if len(data["years"]) == 1 else data["years"]

    def at(self, t: int) -> Number:
        """The share of year t."""
        return self.years[min(t, len(self.years) - 1)]
