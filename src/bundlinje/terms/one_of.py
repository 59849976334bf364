"""One of: ways to earn that exclude each other, decided per unit or per cohort; never both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from bundlinje.grammar.part import Says
from bundlinje.terms.base import NOT_CHOSEN, WAITING, AnyTerm, Entries, Ground, Term, stacked

if TYPE_CHECKING:
    from bundlinje.terms.base import Int64


class OneOfWays(Term):
    """A way is a term or a list that adds up; `greatest` takes what earns most, `first` the first that earns."""

    key: ClassVar[str] = "one_of"
    says: ClassVar[Says] = Says(
        da="der betales kun på én af følgende måder, nemlig {take}:{one_of}",
        en="payment is made in only one of these ways, namely {take}:{one_of}",
    )
    example: ClassVar[str] = (
        "{id: way, take: greatest, "
        "one_of: [{each: both, pays: 8 000 kr}, [{each: work, pays: 5 000 kr}, {each: home, pays: 2 000 kr}]]}"
    )

    one_of: list[AnyTerm | list[AnyTerm]] = Field(min_length=2)
    take: Literal["greatest", "first"]

    def ways(self) -> list[list[Term]]:
        """The ways, each as the terms that add up in it."""
        return [way if isinstance(way, list) else [way] for way in self.one_of]

    def entries(self, ground: Ground) -> Entries:
        found, first = [], 0
        for number, way in enumerate(self.ways()):
            for position, term in enumerate(way):
                part = _named(term, f"{self.id}.one_of.{number}.{position}").entries(ground)
                found.append(_from_member(part, first))
                first += len(term.member_terms())
        whole = stacked([part for part in found if len(part)])
        return self._chosen(whole) if len(whole) else whole

    def _chosen(self, every: Entries) -> Entries:
        import numpy as np

        way = self._way_of_member()[every.rows.member]
        _, who = np.unique(every.rows.unit if self.per_unit else every.rows.cohort, return_inverse=True)
        totals = np.zeros((who.max() + 1, len(self.ways())), dtype=np.int64)
        np.add.at(totals, (who, way), every.gross)
        kept = way == self._choice(totals)[who]
        stays = kept | (every.rows.state == WAITING)
        state = np.where(stays, every.rows.state, NOT_CHOSEN).astype(np.int8)
        return replace(every, rows=every.rows.in_state(state), gross=np.where(kept, every.gross, 0))

    def _way_of_member(self) -> Int64:
        import numpy as np

        lengths = [sum(len(term.member_terms()) for term in way) for way in self.ways()]
        return np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)

    def _choice(self, totals: Int64) -> Int64:
        import numpy as np

        deciding = totals if self.take == "greatest" else totals != 0
        return np.asarray(np.argmax(deciding, axis=1), dtype=np.int64)

    def unit_names(self) -> tuple[str, ...]:
        return tuple(name for way in self.ways() for term in way for name in term.unit_names())

    def figure_names(self) -> tuple[str, ...]:
        return tuple(name for way in self.ways() for term in way for name in term.figure_names())

    def gate_names(self) -> tuple[str, ...]:
        return tuple(name for way in self.ways() for term in way for name in term.gate_names())

    @property
    def per_unit(self) -> bool:
        return all(term.per_unit for way in self.ways() for term in way)

    def member_terms(self) -> list[Term]:
        return [member for way in self.ways() for term in way for member in term.member_terms()]


def _named(term: Term, path: str) -> Term:
    return term if term.id else term.model_copy(update={"id": path})


def _from_member(entries: Entries, first: int) -> Entries:
    """The entries of one member, numbered on from the members before it."""
    return replace(entries, rows=replace(entries.rows, member=entries.rows.member + first))
