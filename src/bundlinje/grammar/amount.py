"""Amounts: what something pays, in the few forms contracts use. One class a form, told apart by how it is written.

`20 000 kr` · `30 % of X` · `70 %` (of the figure that is priced) · `2.5 % a year on X` · `{by: segment, …}` ·
`{amount: …, indexed: …, base: …}` · `{amount: …, grows: …, from: …}` · `{amount: …, assumed: why}` · `{unknown: why}`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.grammar.kind import TAG, tagged
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share
from bundlinje.money import Ore, kroner_text, ore_from_kroner

_KRONER = re.compile(r"^(?P<number>.*\d)\s*kr\.?$")
_YEARLY = re.compile(r"^(?P<rate>.+?%)\s+a year on\s+(?P<base>.+)$")
_PART = re.compile(r"^(?P<share>.+?%|\d+/\d+)(?:\s+of\s+(?P<base>.+))?$")


class Written(Part):
    """An amount written as one line of text."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return cls.slots_of(raw) if isinstance(raw, str) else raw

    @classmethod
    def slots_of(cls, text: str) -> dict[str, Any]:
        """The slots that this text fills."""
        raise NotImplementedError

    def text(self) -> str:
        """The text that reads as this amount."""
        raise NotImplementedError

    @model_serializer(mode="plain")
    def _as_text(self) -> str:
        return self.text()


class Fixed(Written):
    """A sum of money: `20 000 kr`."""

    ore: Ore

    @classmethod
    def slots_of(cls, text: str) -> dict[str, Any]:
        found = _KRONER.match(text)
        try:
            return {"ore": ore_from_kroner(found["number"])} if found else {}
        except ValueError:
            raise PydanticCustomError("amount.unreadable", "unreadable", {"text": text}) from None

    def text(self) -> str:
        return f"{kroner_text(self.ore)} kr"


class PartOf(Written):
    """A share of something: `30 % of saving`; without `of`, of the figure that is being priced."""

    share: Share
    of: NonEmpty | None = None

    @classmethod
    def slots_of(cls, text: str) -> dict[str, Any]:
        found = _PART.match(text)
        return {"share": found["share"], "of": found["base"]} if found else {}

    def text(self) -> str:
        return f"{self.share.text()} of {self.of}" if self.of else self.share.text()


class Yearly(Written):
    """Interest: `2.5 % a year on senior`, for the days since the term's former occasion; a full year is one."""

    rate: Share
    on: NonEmpty

    @classmethod
    def slots_of(cls, text: str) -> dict[str, Any]:
        found = _YEARLY.match(text)
        return {"rate": found["rate"], "on": found["base"]} if found else {}

    def text(self) -> str:
        return f"{self.rate.text()} a year on {self.on}"


class ByCase(Part):
    """An amount for each case: `{by: follow-up, 1-4: 20 000 kr, 5-7: 40 000 kr}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, AnyAmount] = Field(init=False)

    by: Literal["segment", "cohort", "phase", "follow-up", "year", "occasion"]

    @property
    def cases(self) -> dict[str, AnyAmount]:
        """The amount of each case, as written."""
        return dict(self.__pydantic_extra__ or {})


class Indexed(Part):
    """An amount that follows a published index, from its base month on."""

    amount: AnyAmount
    indexed: NonEmpty
    base: NonEmpty


class Growing(Part):
    """An amount that grows by a yearly rate, each 1 January after the year it is stated for."""

    amount: AnyAmount
    grows: NonEmpty
    from_year: int = Field(alias="from")

    @property
    def rate(self) -> Share:
        """The yearly growth as a share."""
        return Share.read(self.grows.removesuffix("a year").strip())

    @model_validator(mode="after")
    def _readable(self) -> Growing:
        try:
            _ = self.rate
        except ValueError:
            raise PydanticCustomError("amount.unreadable", "unreadable", {"text": self.grows}) from None
        return self


class Stated(Part):
    """An amount with what there is to say about it: `assumed`, `source` or `note`."""

    amount: AnyAmount


class Unknown(Part):
    """An amount nobody has published: a settlement that needs it stops and says so."""

    unknown: NonEmpty


_FORMS: dict[str, type[Part]] = {
    "fixed": Fixed,
    "part": PartOf,
    "yearly": Yearly,
    "by": ByCase,
    "indexed": Indexed,
    "growing": Growing,
    "stated": Stated,
    "unknown": Unknown,
}


def _form_of(raw: Any) -> str:
    if isinstance(raw, Part):
        return next(name for name, cls in _FORMS.items() if type(raw) is cls)
    if isinstance(raw, str):
        text = raw.strip()
        return next((f for f, p in (("fixed", _KRONER), ("yearly", _YEARLY), ("part", _PART)) if p.match(text)), "")
    if isinstance(raw, dict):
        keys = (
            ("unknown", "unknown"),
            ("by", "by"),
            ("indexed", "indexed"),
            ("grows", "growing"),
            ("amount", "stated"),
        )
        return next((form for key, form in keys if key in raw), "")
    return ""


class _AmountForms:
    """Annotation that tells the forms of an amount apart."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        choices = {TAG + name: handler.generate_schema(cls) for name, cls in _FORMS.items()}

        def tag(raw: Any) -> str | None:
            form = _form_of(raw)
            return TAG + form if form else None

        return tagged(choices, tag, "amount.unreadable")


AnyAmount: TypeAlias = Annotated[
    Fixed | PartOf | Yearly | ByCase | Indexed | Growing | Stated | Unknown, _AmountForms()
]
