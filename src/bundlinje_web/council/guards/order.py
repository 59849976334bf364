"""An approval is of what stands, by the one whose turn it is: Council, then aldermen, then the mayor (GOV-02 to 04).

The digest approved is the version's own: its premises, or its text. A version that was withdrawn is approved no more.
The Council approves only by a decision of its own that says so. What was approved before the office was is taken in
with its source, without an order, and only for a contract that is taken in.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.council.needed import ALDERMEN, COUNCIL, DEPARTMENTS, STANDS, TAKEN_IN, of_department

_TABLE = "council_approval"
_DIGEST = "CASE WHEN NEW.\"of\" = 'premises' THEN v.premises ELSE v.digest END"
_DECIDED = """
    EXISTS (SELECT 1 FROM council_decision AS d JOIN council_recommended AS r ON r.id = d.recommended_id
        JOIN council_point AS q ON q.id = r.point_id JOIN people_body AS b ON b.id = d.body_id
        JOIN contracts_contract AS c ON c.id = v.contract_id
        WHERE d.id = NEW.decision_id AND d.outcome = 'approved' AND r.does = 'invest' AND q.version_id = v.id
        AND (b.kind = 'council' OR (b.kind = 'forum' AND c.kind = 'internal')))
"""
_DEPARTMENT = f"NEW.department_id IN ({DEPARTMENTS})"
_ALDERMANS_TURN = f"{COUNCIL} AND (NEW.\"of\" = 'premises' OR {of_department('premises', 'NEW.department_id')})"
_MAYORS_TURN = f"NEW.\"of\" = 'text' AND {COUNCIL} AND {ALDERMEN}"


def _unless(condition: str, *, taken_in: bool = True) -> str:
    """SQL: that it does not hold for the version approved, and that it was not taken in where that is enough."""
    enough = f"({condition}) OR ({TAKEN_IN})" if taken_in else condition
    return f"NOT EXISTS (SELECT 1 FROM contracts_version AS v WHERE v.id = NEW.version_id AND ({enough}))"  # noqa: S608


def _refusals() -> Iterator[Refusal]:
    def refused(when: str, code: str) -> Refusal:
        return Refusal(_TABLE, Event.INSERT, when, code=f"council.{code}")

    yield refused(_unless(f"NEW.digest = {_DIGEST}", taken_in=False), "changed")
    yield refused(_unless(STANDS, taken_in=False), "withdrawn")
    yield refused(f"NEW.giver = 'alderman' AND {_unless(_DEPARTMENT)}", "department")
    yield refused(f"NEW.giver = 'council' AND {_unless(_DECIDED)}", "undecided")
    yield refused(f"NEW.giver <> 'council' AND {_unless('NEW.by_id IS NOT NULL')}", "unsigned")
    yield refused(f"NEW.giver = 'alderman' AND {_unless(_ALDERMANS_TURN)}", "order")
    yield refused(f"NEW.giver = 'mayor' AND {_unless(_MAYORS_TURN)}", "order")


GUARD = Guard(
    "council.order",
    refusals=_refusals,
    constraints=((_TABLE, "approval_once"), (_TABLE, "approval_once_a_department")),
    attacks=(
        Attack(
            "a mayor who approves nothing",
            'INSERT INTO council_approval (id, recorded_at, version_id, giver, "of", department_id, decision_id, '
            "digest, \"on\", by_id, source) VALUES ({new}, {now}, {new}, 'mayor', 'text', NULL, NULL, 'a', {now}, "
            "NULL, '')",
        ),
    ),
)
