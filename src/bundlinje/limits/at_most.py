"""At most: a cap on money or on units, over a scope."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.grammar.part import Says
from bundlinje.limits.base import Claims, Cut, Limit, ResolvesBounds
from bundlinje.limits.bound import AnyBound
from bundlinje.limits.cap import Cap, Excess


class AtMost(Limit, Cap):
    """A cap. What it cuts is `lost`, or `waits` for a later settlement in which there is room."""

    key: ClassVar[str] = "at_most"
    says: ClassVar[Says] = Says(
        da=(
            "der betales for {for} højst {at_most}[, for så vidt angår {terms}]. Hvad der overstiger, "
            "{excess}; {cut:cut}"
        ),
        en="for {for}, at most {at_most} is paid[, as far as {terms} go]. What goes above {excess}; {cut:cut}",
    )
    example: ClassVar[str] = "{at_most: 50 000 kr, for: each unit, excess: lost}"

    excess: Excess

    def cut(self, claims: Claims, bounds: ResolvesBounds) -> Cut:
        import numpy as np

        bite = self.bite(claims, bounds)
        lost = bite.off if self.excess == "lost" and bite.has_memory else np.zeros_like(bite.off)
        return Cut(off=bite.off, lost=lost, groups=bite.groups)

    def all_bounds(self) -> tuple[AnyBound, ...]:
        return (self.at_most,)

    def term_names(self) -> tuple[str, ...]:
        return self.names
