"""Conditions: from numbers to achieved, not achieved or not known. One grammar for outcomes and gates.

`{shelter: {at_most: 5 days}}` tests a measure; a bare name asks whether that outcome is achieved; `any`, `all`, `not`
join; `segment` asks which segment a unit belongs to. Several keys in one mapping must all hold. Logic is strong
Kleene: an unknown part makes the whole unknown unless the other parts settle it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Quantity


class Bounds(Part):
    """What a number must keep: `at_least` ≥, `above` >, `at_most` ≤, `below` <. All that are given must hold."""

    at_least: Quantity | None = None
    above: Quantity | None = None
    at_most: Quantity | None = None
    below: Quantity | None = None

    @model_validator(mode="after")
    def _at_least_one(self) -> Bounds:
        if not self.given():
            raise PydanticCustomError("bounds.none", "no bound")
        return self

    def given(self) -> dict[str, Quantity]:
        """The bounds that are stated, by their word."""
        words = {"at_least": self.at_least, "above": self.above, "at_most": self.at_most, "below": self.below}
        return {word: bound for word, bound in words.items() if bound is not None}


class Condition(Part):
    """A test, or tests joined. Keys that are no words of the grammar name the measure or figure that is tested."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Bounds] = Field(init=False)

    achieved: NonEmpty | None = None
    any: list[Condition] | None = Field(default=None, min_length=1)
    all: list[Condition] | None = Field(default=None, min_length=1)
    not_: Condition | None = Field(default=None, alias="not")
    segment: NonEmpty | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"achieved": raw} if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if not (self.tests or self.achieved or self.any or self.all or self.not_ or self.segment):
            raise PydanticCustomError("condition.empty", "empty")
        return self

    @property
    def tests(self) -> dict[str, Bounds]:
        """The numbers that are tested, by name."""
        return dict(self.__pydantic_extra__ or {})

    def inner(self) -> Iterator[Condition]:
        """The conditions joined in this one."""
        yield from self.any or ()
        yield from self.all or ()
        if self.not_ is not None:
            yield self.not_

    def numbers(self) -> Iterator[tuple[str, Bounds]]:
        """Every number tested anywhere in it, with its bounds."""
        yield from self.tests.items()
        for part in self.inner():
            yield from part.numbers()

    def outcomes(self) -> Iterator[str]:
        """Every outcome asked for anywhere in it."""
        if self.achieved:
            yield self.achieved
        for part in self.inner():
            yield from part.outcomes()
