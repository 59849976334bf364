"""Values that are written as short texts and read exactly: days, spans of time, numbers of follow-ups."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.dates import add_months

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def read_day(raw: Any) -> date:
    """Read a day written as year-month-day; anything else is refused."""
    if isinstance(raw, date):
        return raw
    try:
        if not _DAY.match(str(raw)):
            raise ValueError(raw)
        return date.fromisoformat(str(raw))
    except ValueError:
        raise PydanticCustomError("day.unreadable", "unreadable", {"text": str(raw)}) from None


Day = Annotated[
    date,
    PlainValidator(read_day),
    PlainSerializer(lambda day: day.isoformat()),
    WithJsonSchema({"type": "string", "format": "date"}),
]


class Text:
    """A value written as text: reads itself from it and writes itself as it."""

    code = "text.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        """The value this text stands for; a text that stands for none raises `ValueError`."""
        raise NotImplementedError

    def text(self) -> str:
        """The text that reads as this value."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(raw: Any) -> Any:
            if isinstance(raw, cls):
                return raw
            try:
                return cls.read(str(raw))
            except ValueError:
                raise PydanticCustomError(cls.code, "unreadable", {"text": str(raw)}) from None

        write: Callable[[Any], str] = cls.text
        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(write)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "integer"]}


_SPAN = re.compile(r"^(?:(?P<first>\d+)\s*[-–]\s*)?(?P<last>\d+)\s*(?P<unit>day|week|month|year)s?$")
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Length(Text):
    """A length of time in whole days, weeks, months or years: `6 months`, `30 days`."""

    number: int
    unit: str

    code = "length.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _SPAN.match(raw.strip())
        if found is None or found["first"] is not None:
            raise ValueError(raw)
        return cls(int(found["last"]), found["unit"])

    def text(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def months(self) -> int:
        """The length in months; 0 if it is counted in days."""
        return self.number * _MONTHS.get(self.unit, 0)

    @property
    def days(self) -> int:
        """The length in days; 0 if it is counted in months."""
        return self.number * _DAYS.get(self.unit, 0)

    def after(self, day: date) -> date:
        """The day this long after a day."""
        moved = add_months(day, self.months)
        return date.fromordinal(moved.toordinal() + self.days)


@dataclass(frozen=True, slots=True)
class Span(Text):
    """A stretch counted from an anchor: `0-6 months`, `12-24 months`; `6 months` is `0-6 months`."""

    first: Length
    last: Length

    code = "span.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _SPAN.match(raw.strip())
        if found is None or int(found["first"] or 0) >= int(found["last"]):
            raise ValueError(raw)
        return cls(Length(int(found["first"] or 0), found["unit"]), Length(int(found["last"]), found["unit"]))

    def text(self) -> str:
        return f"{self.first.number}-{self.last.text()}" if self.first.number else self.last.text()


_NUMBERS = re.compile(r"^(\d+)(?:\s*[-–]\s*(\d+))?$")


@dataclass(frozen=True, slots=True)
class Numbers(Text):
    """One number or a run of them: `3`, `1-4`."""

    first: int
    last: int

    code = "numbers.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _NUMBERS.match(raw.strip())
        if found is None or int(found[2] or found[1]) < int(found[1]):
            raise ValueError(raw)
        return cls(int(found[1]), int(found[2] or found[1]))

    def text(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last
