"""The parties of a version under the names of its time, and what they are called now (CON-25)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bundlinje_web.contracts.models import Version


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party with its roles: the name the version gives it, and today's where it is another."""

    party: str
    name: str
    now: str
    roles: tuple[str, ...]
    line: int | None
    signed_on: date | None
    signer: str


def parties(version: Version) -> tuple[NamedParty, ...]:
    """The parties in the order of the text."""
    signed = {one.party: one for one in version.signatures.all()}
    rows = list(version.parties.select_related("organisation", "organisation__successor").order_by("pk"))
    found = {}
    for row in rows:
        mine = tuple(one.role for one in rows if one.party == row.party)
        signature = signed.get(row.party)
        found[row.party] = NamedParty(
            row.party,
            row.name,
            _now(row.name, row.organisation),
            mine,
            row.line,
            signature.on if signature else None,
            signature.signer if signature else "",
        )
    return tuple(found.values())


def _now(name: str, organisation: object) -> str:
    """What the organisation, or the one that came after it, is called today; empty where the name still holds."""
    last = organisation
    while getattr(last, "successor", None) is not None:
        last = last.successor  # type: ignore[attr-defined]
    today = getattr(last, "name", "")
    # A department's name in a contract goes on with its municipality: that is no other name.
    return "" if not today or today in name or name in today else today
