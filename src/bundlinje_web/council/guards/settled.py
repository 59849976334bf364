"""A proposal is rejected, given money or made a case, and a case is stopped, only by a decision that says so (INB-04).

A decision of a body on a point about it, approved, whose recommendation brings just that about. What was counted in
papers of before is taken in as what it was counted as: that is another row, not a move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal

_PROPOSAL, _CASE = "pipeline_proposal", "pipeline_case"
_NEEDED: Mapping[tuple[str, str], str] = {
    (_PROPOSAL, "rejected-directly"): "reject-directly",
    (_PROPOSAL, "rejected"): "reject",
    (_PROPOSAL, "donation"): "donate",
    (_PROPOSAL, "case"): "open-case",
    (_CASE, "stopped"): "stop-case",
}
"""What a body must have decided for a row of a table to come into a state."""


def _decided(about: str, does: str) -> str:
    """SQL: whether an approved decision on a point about the row brings this about."""
    return (
        "EXISTS (SELECT 1 FROM council_decision AS d JOIN council_recommended AS r ON r.id = d.recommended_id "  # noqa: S608
        f"JOIN council_point AS p ON p.id = r.point_id WHERE p.{about} = NEW.id AND r.does = '{does}' "
        "AND d.outcome = 'approved')"
    )


def _refusals() -> Iterator[Refusal]:
    for (table, state), does in _NEEDED.items():
        about = "proposal_id" if table == _PROPOSAL else "case_id"
        when = f"NEW.state = '{state}' AND OLD.state <> NEW.state AND NOT {_decided(about, does)}"
        yield Refusal(table, Event.UPDATE, when)


GUARD = Guard(
    "council.settled",
    refusals=_refusals,
    attacks=(
        Attack("reject what nobody has decided on", "UPDATE pipeline_proposal SET state = 'rejected-directly'"),
        Attack("make a case of what nobody has decided on", "UPDATE pipeline_proposal SET state = 'case'"),
    ),
)
