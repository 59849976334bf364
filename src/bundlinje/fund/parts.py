"""What fund files are made of: texts in two languages, amounts, and values with the document they come from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, Field, PlainSerializer, PlainValidator, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import Mark, NonEmpty, Part
from bundlinje.money import Ore, kroner_text, ore_from_kroner


def _kroner(raw: Any) -> Ore:
    text = str(raw).strip()
    try:
        if isinstance(raw, bool) or not text.endswith("kr"):
            raise ValueError(raw)
        return ore_from_kroner(text.removesuffix("kr"))
    except ValueError:
        raise PydanticCustomError("kroner.unreadable", "unreadable", {"text": text}) from None


Kroner: TypeAlias = Annotated[
    Ore, PlainValidator(_kroner), PlainSerializer(lambda ore: f"{kroner_text(ore)} kr", return_type=str)
]
"""A sum of money written `40 000 000 kr`."""

_UNITS = {"kr": 100, "1000 kr": 100_000, "mio kr": 100_000_000}


def _unit(raw: Any) -> Ore:
    try:
        return _UNITS[str(raw)]
    except KeyError:
        known = {"text": str(raw), "known": ", ".join(_UNITS)}
        raise PydanticCustomError("unit.unknown", "unknown", known) from None


TableUnit: TypeAlias = Annotated[Ore, PlainValidator(_unit)]
"""The unit that all numbers of a table are told in, as øre: `kr`, `1000 kr` or `mio kr`."""


class Label(Part):
    """What something is called, in the two languages of the fund's readers."""

    da: NonEmpty
    en: NonEmpty

    def text(self, language: str) -> str:
        """The name in one of them."""
        return self.en if language == "en" else self.da

    @classmethod
    def same(cls, text: str | None) -> Label | None:
        """A text that the file gives in one language only, for both."""
        return cls(da=text, en=text) if text else None


class Quoted(Part):
    """A value with its document and a few verbatim words of it."""

    source: NonEmpty | None = None
    quote: NonEmpty | None = None

    @model_validator(mode="after")
    def _says_from_where(self) -> Quoted:
        # A value is published (document and words), assumed (with the reason), or both: never neither.
        if not self.assumed and not (self.source and self.quote):
            raise PydanticCustomError("value.without_source", "no source")
        return self


class Document(Part):
    """A public document that values are read from."""

    title: NonEmpty
    publisher: NonEmpty
    date: NonEmpty


class Reading(Part):
    """One way to read an unclear cell: the amount in the table's unit, or none if it is no cell of its own."""

    amount: StrictInt | None
    why: Label


class CellText(BaseModel):
    """A cell as read: an amount in the table's unit, or `unknown` with why. An unclear one keeps its printed text.

    Its reasons stand in both languages, for they are shown under the table.
    """

    model_config = Part.model_config

    amount: StrictInt | None = None
    unknown: Label | None = None
    assumed: Label | None = None
    source: NonEmpty | None = None
    printed: NonEmpty | None = None
    readings: list[Reading] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, raw: Any) -> Any:
        if raw is None:
            raise PydanticCustomError("cell.blank", "blank")
        if isinstance(raw, dict):
            return raw
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise PydanticCustomError("cell.not_whole", "not whole", {"text": str(raw)})
        return {"amount": raw}

    @model_validator(mode="after")
    def _one_of_both(self) -> CellText:
        if (self.amount is None) == (self.unknown is None):
            raise PydanticCustomError("cell.unclear", "unclear")
        if self.printed and not self.assumed:
            raise PydanticCustomError("cell.reading_without_reason", "no reason")
        return self

    @property
    def mark(self) -> Mark:
        """How well the amount is known."""
        if self.unknown:
            return Mark.UNKNOWN
        return Mark.ASSUMED if self.assumed else Mark.KNOWN


Group: TypeAlias = Literal["drift", "investment", "result_payment", "donation"]
