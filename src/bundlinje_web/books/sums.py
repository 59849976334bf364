"""What the investments that somebody may see add up to: portfolio.<capital|own|came>."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundlinje_web.acting import Actor
from bundlinje_web.bridge.explaining import Unit, Why, added, closed, named_by, saying
from bundlinje_web.contracts.beside.holdings import holdings

if TYPE_CHECKING:
    from bundlinje_web.bridge.portfolio import Holding

ROOT = "portfolio"
COUNCIL = "raadet"
"""The Council among the parties that put capital in."""


def portfolio_sum(actor: Actor, what: str) -> Why:
    """A sum over the investments one may see; those that nobody has stated are left out. Raises `KeyError`."""
    units = {"capital": Unit.ORE, "own": Unit.ORE, "came": Unit.COUNT}
    parts = (named_by(closed(one), title) for title, one in _parts(actor, what))
    return added(saying(f"books.sums.{what}"), parts, f"{ROOT}.{what}", units[what])


def _parts(actor: Actor, what: str) -> Iterator[tuple[dict[str, str], Why]]:
    for one in holdings(actor).values():
        why = _of(one, what)
        if why is not None and why.value is not None:
            yield dict(one.titles), why


def _of(one: Holding, what: str) -> Why | None:
    if what == "own":
        return one.why(f"capital.{COUNCIL}") if COUNCIL in one.investors else None
    if what == "came":
        return None if one.came is None or one.came_is_small else one.why("came")
    return one.why("capital")
