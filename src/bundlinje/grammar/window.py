"""Windows: the stretch of time in which a measure looks at facts: how long, from where, how often."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import GetCoreSchemaHandler, model_validator
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.grammar.kind import TAG, tagged
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.written import Length, Span

PartlyIn = Literal["left out", "pro rata", "counts as full"]
CALENDARS = ("calendar-year", "school-year", "contract-term")


class Window(Part):
    """A stretch before or after an anchor: enrolment, exit, follow-up, an event, an achieved outcome or a date.

    `partly_in` says what happens when a unit joins or leaves inside it. `within` makes the far end a day with a
    tolerance: the score nearest to that day counts. `every` and `at_most` repeat it.
    """

    span: Span
    after: NonEmpty | None = None
    before: NonEmpty | None = None
    within: Length | None = None
    every: Length | None = None
    at_most: Quantity | None = None
    partly_in: PartlyIn | None = None

    @model_validator(mode="after")
    def _one_anchor(self) -> Window:
        if (self.after is None) == (self.before is None):
            raise PydanticCustomError("window.one_anchor", "one anchor")
        if (self.every is None) != (self.at_most is None):
            raise PydanticCustomError("window.every_needs_at_most", "every needs at_most")
        if self.at_most is not None and (self.at_most.dimension is not Dimension.COUNT or self.at_most.value < 1):
            raise PydanticCustomError("window.every_needs_at_most", "every needs at_most")
        if self.every is not None and self.before is not None:
            raise PydanticCustomError("window.repeats_after", "only after")
        return self

    @property
    def anchor(self) -> str:
        """What the window is counted from."""
        return self.after or self.before or ""

    @property
    def per_follow_up(self) -> bool:
        """Whether every follow-up has its own occasion of it."""
        return self.before == "follow-up"

    @property
    def repeats(self) -> int:
        """How many occasions it has for a unit, where it is not laid out by follow-up."""
        return int(self.at_most.value) if self.at_most else 1


class Calendar(Part):
    """A stretch of the calendar: every calendar or school year of the contract, or the contract's whole term."""

    calendar: Literal["calendar-year", "school-year", "contract-term"]
    partly_in: PartlyIn | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"calendar": raw} if isinstance(raw, str) else raw


class Named(Part):
    """A window that the contract names in its `windows`."""

    window: NonEmpty

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"window": raw} if isinstance(raw, str) else raw


class _WindowForms:
    """Annotation that tells the forms of a window apart; only where it is used may it be a name."""

    def __init__(self, *, named: bool) -> None:
        self._forms: dict[str, type[Part]] = {"span": Window, "calendar": Calendar}
        if named:
            self._forms["name"] = Named

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        forms = self._forms

        def tag(raw: Any) -> str | None:
            if isinstance(raw, Part):
                return TAG + next((name for name, cls in forms.items() if type(raw) is cls), "")
            if isinstance(raw, str):
                return TAG + ("calendar" if raw in CALENDARS else "name")
            if isinstance(raw, dict) and ("calendar" in raw or "window" in raw):
                return TAG + ("calendar" if "calendar" in raw else "name")
            return TAG + "span" if isinstance(raw, dict) else None

        def known(raw: Any) -> str | None:
            found = tag(raw)
            return found if found in choices else None

        choices = {TAG + name: handler.generate_schema(cls) for name, cls in forms.items()}
        return tagged(choices, known, "window.unreadable")


AnyWindow: TypeAlias = Annotated[Window | Calendar | Named, _WindowForms(named=True)]
OwnWindow: TypeAlias = Annotated[Window | Calendar, _WindowForms(named=False)]
"""A window where a contract names it."""
