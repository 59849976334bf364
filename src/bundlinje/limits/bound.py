"""Bounds: what a limit holds money or units against. One class a form, told apart by how it is written.

`9 000 000 kr` · `115 % of drawn capital` · `90 % of planned units` · `50 % of senior` · `balance of senior` ·
`12 units` · `{amount: …, indexed: …, base: …}` · `{amount: …, assumed: why}` · `{unknown: why}`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.grammar.amount import Fixed, Indexed, PartOf, Stated, Unknown, Written
from bundlinje.grammar.kind import TAG, tagged
from bundlinje.grammar.part import NonEmpty, Part

DRAWN_CAPITAL = "drawn capital"
PLANNED_UNITS = "planned units"

_BALANCE = re.compile(r"^balance of\s+(?P<account>.+)$")
_UNITS = re.compile(r"^(?P<units>\d{1,3}(?: \d{3})+|\d+)\s+units?$")


class Balance(Written):
    """What an account is still owed, or several together: `balance of senior`, `balance of senior + junior`."""

    account: NonEmpty

    @classmethod
    def slots_of(cls, text: str) -> dict[str, Any]:
        found = _BALANCE.match(text.strip())
        return {"account": found["account"]} if found else {}

    def text(self) -> str:
        return f"balance of {self.account}"

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts whose balances are added up."""
        return tuple(name.strip() for name in self.account.split("+"))


class Units(Written):
    """A number of whole units: `12 units`."""

    units: int = Field(ge=0)

    @classmethod
    def slots_of(cls, text: str) -> dict[str, Any]:
        found = _UNITS.match(text.strip())
        return {"units": int(found["units"].replace(" ", ""))} if found else {}

    def text(self) -> str:
        return f"{self.units} unit{'' if self.units == 1 else 's'}"


_FORMS: dict[str, type[Part]] = {
    "fixed": Fixed,
    "part": PartOf,
    "balance": Balance,
    "units": Units,
    "indexed": Indexed,
    "stated": Stated,
    "unknown": Unknown,
}
_KEYS = (("unknown", "unknown"), ("indexed", "indexed"), ("amount", "stated"))


def _form_of(raw: Any) -> str | None:
    if isinstance(raw, Part):
        return next((name for name, cls in _FORMS.items() if type(raw) is cls), None)
    if isinstance(raw, dict):
        return next((form for key, form in _KEYS if key in raw), None)
    return _form_of_text(raw.strip()) if isinstance(raw, str) else None


def _form_of_text(text: str) -> str | None:
    if _BALANCE.match(text):
        return "balance"
    if _UNITS.match(text):
        return "units"
    if text.removesuffix(".").endswith("kr"):
        return "fixed"
    return "part" if " of " in text else None


class _BoundForms:
    """Annotation that tells the forms of a bound apart."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        choices = {TAG + name: handler.generate_schema(cls) for name, cls in _FORMS.items()}

        def tag(raw: Any) -> str | None:
            form = _form_of(raw)
            return TAG + form if form else None

        return tagged(choices, tag, "bound.unreadable")


AnyBound: TypeAlias = Annotated[Fixed | PartOf | Balance | Units | Indexed | Stated | Unknown, _BoundForms()]


class Against(StrEnum):
    """What a bound is measured against."""

    TO_DATE = "to date"
    """Money to date: a sum, or a share of drawn capital."""
    BALANCE = "balance"
    """The money of this settlement: an account's balance has already come down by what was paid before."""
    UNITS = "units"
    """Whole units."""


def against(bound: Part) -> Against:
    """What this bound is measured against, looking through what is said about it."""
    if isinstance(bound, Stated | Indexed):
        return against(bound.amount)
    if isinstance(bound, Balance):
        return Against.BALANCE
    if isinstance(bound, PartOf) and bound.of not in (DRAWN_CAPITAL, PLANNED_UNITS):
        return Against.BALANCE
    counts = isinstance(bound, Units) or (isinstance(bound, PartOf) and bound.of == PLANNED_UNITS)
    return Against.UNITS if counts else Against.TO_DATE


def accounts_of(bound: Part) -> tuple[str, ...]:
    """The account whose balance this bound looks at, if it looks at one."""
    if isinstance(bound, Stated | Indexed):
        return accounts_of(bound.amount)
    if isinstance(bound, Balance):
        return bound.accounts
    if isinstance(bound, PartOf) and bound.of and bound.of not in (DRAWN_CAPITAL, PLANNED_UNITS):
        return (bound.of,)
    return ()


def refuse_unmeasurable(bound: Part) -> None:
    """Refuse a bound that nothing can be held against: a share of nothing, interest, a price by case."""
    if isinstance(bound, Stated | Indexed):
        return refuse_unmeasurable(bound.amount)
    share_of_nothing = isinstance(bound, PartOf) and not bound.of
    if share_of_nothing or not isinstance(bound, Fixed | PartOf | Balance | Units | Unknown):
        raise PydanticCustomError("limit.unmeasurable_bound", "unmeasurable bound")
    return None
