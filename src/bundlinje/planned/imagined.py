"""Imagined ground: the contract's own calendar, prices, figures and gates, over outcomes that are given, not measured.

Everything a term looks at comes from the same code as in a settlement; only what was achieved is put in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bundlinje.settlement.ground import Land
from bundlinje.settlement.measuring import Measuring
from bundlinje.settlement.outcomes import Outcomes, States

Given = Callable[[str], States]
"""The states of an outcome by its name."""


class GivenOutcomes(Outcomes):
    """Outcomes whose states are put in from outside."""

    def __init__(self, measuring: Measuring, ended: date | None, given: Given) -> None:
        super().__init__(measuring, ended)
        self._given = given

    def states(self, name: str) -> States:
        """The states that were put in."""
        return self._given(name)


@dataclass(frozen=True)
class ImaginedLand(Land):
    """Ground on which outcomes are as given."""

    given: Given = field(kw_only=True)

    @cached_property
    def outcomes(self) -> Outcomes:
        """The outcomes as given."""
        return GivenOutcomes(self.measuring, self.ended, self.given)
