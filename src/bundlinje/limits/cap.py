"""A cap without its consequence: a bound, over what it adds up, which terms, and where a cut falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.limits import scope as scopes
from bundlinje.limits.base import Claims, Groups, ResolvesBounds
from bundlinje.limits.bound import Against, AnyBound, against, refuse_unmeasurable
from bundlinje.limits.scope import Scope
from bundlinje.money import Ore

if TYPE_CHECKING:
    from bundlinje.limits.base import Int32, Int64

CutOrder = Literal["in proportion", "in term order", "latest due first"]
"""What is named first is cut first: `in term order` cuts the term written first before the next."""
Excess = Literal["lost", "waits"]

_SCOPES_OF_UNITS = (scopes.TERM, scopes.EACH_TERM, scopes.COHORT, scopes.TOTAL)
_SCOPES_OF_BALANCES = (scopes.TERM, scopes.TOTAL)


@dataclass(frozen=True, slots=True)
class Bite:
    """What a cap takes off each entry, whether that needs remembering, and the groups it looked at."""

    off: Int64
    has_memory: bool
    groups: Groups


class Cap(Part):
    """At most this much, over a scope. A cut falls on the newest follow-up first, inside a follow-up as `cut` says."""

    at_most: AnyBound
    scope: Scope = Field(alias="for")
    terms: list[NonEmpty] | None = Field(default=None, min_length=1)
    cut_order: CutOrder = Field(default="in proportion", alias="cut")

    @model_validator(mode="after")
    def _fits(self) -> Cap:
        refuse_unmeasurable(self.at_most)
        counts, word, said = against(self.at_most), self.scope.word, {"scope": self.scope.text()}
        if counts is Against.UNITS and word not in _SCOPES_OF_UNITS:
            raise PydanticCustomError("limit.scope_of_units", "scope of units", said)
        if counts is Against.BALANCE and word not in _SCOPES_OF_BALANCES:
            raise PydanticCustomError("limit.scope_of_balance", "scope of balance", said)
        if counts is Against.UNITS and "cut_order" in self.model_fields_set:
            raise PydanticCustomError("limit.cut_of_units", "cut of units", {"cut": self.cut_order})
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The terms it names."""
        return ((self.scope.name,) if self.scope.name else ()) + tuple(self.terms or ())

    @property
    def has_memory(self) -> bool:
        """Whether it limits what is paid now, so that what it cuts now may have to be remembered."""
        return self.scope.is_flow or against(self.at_most) is Against.BALANCE

    def bite(self, claims: Claims, bounds: ResolvesBounds, member: int = 0) -> Bite:
        """What this cap takes off, given what the former limits left."""
        code = self._codes(claims)
        if against(self.at_most) is Against.UNITS:
            return self._bite_units(claims, code, bounds.units(self.at_most), member)
        return self._bite_money(claims, code, bounds, member)

    def _codes(self, claims: Claims) -> Int64:
        """Each entry's group as a code, −1 for an entry the cap does not look at."""
        import numpy as np

        one = np.zeros(len(claims), dtype=np.int64)
        columns = {
            scopes.UNIT: claims.unit,
            scopes.PERSON: claims.person,
            scopes.EACH_TERM: claims.term,
            scopes.TERM: claims.term,
            scopes.COHORT: claims.cohort,
        }
        code = columns.get(self.scope.word, one).astype(np.int64)
        for names in filter(None, ([self.scope.name] if self.scope.name else None, self.terms)):
            chosen = [claims.term_names.index(name) for name in names]
            code = np.where(np.isin(claims.term, chosen), code, -1)
        return claims.apart(code)

    def _levels(self, claims: Claims) -> Int32:
        import numpy as np

        if self.cut_order == "in proportion":
            return np.zeros_like(claims.term)
        return claims.term if self.cut_order == "in term order" else -claims.due

    def _bite_money(self, claims: Claims, code: Int64, bounds: ResolvesBounds, member: int) -> Bite:
        import numpy as np

        from bundlinje.limits.columns.cutting import codes_in, cut_newest_first, sums_by

        amount = claims.to_date - claims.settled if self.has_memory else claims.to_date
        key = codes_in(code)
        before = sums_by(code, amount)
        before = before + _of_groups(self._paid_before(bounds), len(before), claims.worlds)
        bound = np.maximum(_of_groups(bounds.ore(self.at_most), len(before), claims.worlds), 0)
        off = cut_newest_first(claims, code, amount, np.maximum(before - bound, 0), self._levels(claims))
        after = before - sums_by(code, off)
        return Bite(off, self.has_memory, _groups(member, key, before[key], bound[key], after[key]))

    def _paid_before(self, bounds: ResolvesBounds) -> Ore | Int64:
        """What counts towards the bound already: only a year has seen other settlements pay."""
        if self.scope.word != scopes.YEAR:
            return 0
        return bounds.paid_in_year(tuple(self.terms) if self.terms else None)

    def _bite_units(self, claims: Claims, code: Int64, bound: int, member: int) -> Bite:
        import numpy as np

        from bundlinje.limits.columns.cutting import codes_in
        from bundlinje.limits.columns.volume import beyond

        off, counted = beyond(claims, code, bound)
        key = codes_in(code)
        before = counted[key]
        held = np.full_like(key, bound)
        return Bite(off, False, _groups(member, key, before, held, np.minimum(before, bound)))


def _of_groups(amount: Ore | Int64, groups: int, worlds: int) -> Int64:
    """An amount, or one for each world, for every group that `Claims.apart` numbers."""
    import numpy as np

    return np.broadcast_to(np.asarray(amount, dtype=np.int64), (worlds,))[np.arange(groups) % worlds]


def _groups(member: int, key: Int64, before: Int64, bound: Int64, after: Int64) -> Groups:
    import numpy as np

    return Groups(np.full_like(key, member), key, before, bound, after)
