"""At least: a floor. A guarantor tops up what the terms have earned, up to its amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.limits import scope as scopes
from bundlinje.limits.base import Claims, Cut, Groups, Limit, ResolvesBounds
from bundlinje.limits.bound import Against, AnyBound, against, refuse_unmeasurable
from bundlinje.limits.scope import Scope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bundlinje.limits.base import Int64


class AtLeast(Limit):
    """A guarantee: what money to date falls short of the bound is topped up, at most `up_to`, by `paid_by`.

    The top-up is to date: the settlement pays what it exceeds the former one by.
    """

    key: ClassVar[str] = "at_least"
    says: ClassVar[Says] = Says(
        da=(
            "er der for {for} betalt mindre end {at_least}[, for så vidt angår {terms}], betaler {paid_by} "
            "forskellen {at}[, dog højst {up_to}]"
        ),
        en=(
            "if, for {for}, less than {at_least} has been paid[, as far as {terms} go], {paid_by} pays the "
            "difference {at}[, but at most {up_to}]"
        ),
    )
    example: ClassVar[str] = (
        "{at_least: 100 % of drawn capital, for: total, at: final settlement, paid_by: bikuben, up_to: 2 000 000 kr}"
    )

    at_least: AnyBound
    scope: Scope = Field(alias="for")
    terms: list[NonEmpty] | None = Field(default=None, min_length=1)
    at: Literal["final settlement", "each follow-up"]
    paid_by: NonEmpty
    up_to: AnyBound | None = None

    @model_validator(mode="after")
    def _fits(self) -> AtLeast:
        for bound in self.all_bounds():
            refuse_unmeasurable(bound)
            if against(bound) is not Against.TO_DATE:
                raise PydanticCustomError("limit.floor_bound", "floor bound", {})
        if self.scope.word not in (scopes.TOTAL, scopes.TERM):
            raise PydanticCustomError("limit.floor_scope", "floor scope", {"scope": self.scope.text()})
        return self

    def cut(self, claims: Claims, bounds: ResolvesBounds) -> Cut:
        import numpy as np

        nothing = np.zeros(len(claims), dtype=np.int64)
        paid = np.array([claims.to_date[self._inside(claims)].sum()], dtype=np.int64)
        bound = np.broadcast_to(np.asarray(bounds.ore(self.at_least), dtype=np.int64), (1,))
        top_up = self.top_up(paid, bounds)
        first = np.zeros(1, dtype=np.int64)
        groups = Groups(first, first, paid, bound, paid + top_up)
        return Cut(off=nothing, lost=nothing, groups=groups, top_up=int(top_up[0]), paid_by=self.paid_by)

    def _inside(self, claims: Claims) -> NDArray[np.bool_]:
        import numpy as np

        names = self.term_names() or claims.term_names
        return np.isin(claims.term, [claims.term_names.index(name) for name in names])

    def top_up(self, paid: Int64, bounds: ResolvesBounds) -> Int64:
        """What is topped up to date where this much is paid to date, in one world or in each of many."""
        import numpy as np

        if self.at == "final settlement" and not bounds.is_final:
            return np.zeros_like(paid)
        short = np.maximum(bounds.ore(self.at_least) - paid, 0)
        return short if self.up_to is None else np.minimum(short, bounds.ore(self.up_to))

    def all_bounds(self) -> tuple[AnyBound, ...]:
        return (self.at_least,) if self.up_to is None else (self.at_least, self.up_to)

    def term_names(self) -> tuple[str, ...]:
        return ((self.scope.name,) if self.scope.name else ()) + tuple(self.terms or ())
