"""Nothing starts before Council, every bound department's alderman and the mayor have approved this version (GOV-05).

The Council on its premises, the aldermen on premises and text, the mayor on its text; the start list is done (PRC-08)
and the parties have the roles an investment demands (CON-01). A contract that ran before the office did is taken in
instead, on the day it started.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.council.needed import ALDERMEN, COUNCIL, MAYOR, ROLES, STANDS, START_LIST, TAKEN_IN

_TABLE = "contracts_event"
_NEEDED = {
    "start-council": COUNCIL,
    "start-aldermen": ALDERMEN,
    "start-mayor": MAYOR,
    "start-list": START_LIST,
    "start-roles": ROLES,
    "withdrawn": STANDS,
}
_TAKEN = 'EXISTS (SELECT 1 FROM council_takenin AS t WHERE t.contract_id = v.contract_id AND t.started_on = NEW."on")'
_SAME_DAY = f"{TAKEN_IN} AND {_TAKEN}"


def _refusals() -> Iterator[Refusal]:
    version = "SELECT 1 FROM contracts_version AS v WHERE v.id = NEW.version_id AND v.contract_id = NEW.contract_id"
    for code, needed in _NEEDED.items():
        when = f"NEW.kind = 'started' AND NOT EXISTS ({version} AND (({needed}) OR ({_SAME_DAY})))"
        yield Refusal(_TABLE, Event.INSERT, when, code=f"council.{code}")


GUARD = Guard(
    "council.start",
    refusals=_refusals,
    constraints=((_TABLE, "event_once"),),
    attacks=(
        Attack(
            "a start without a version",
            'INSERT INTO contracts_event (id, recorded_at, contract_id, version_id, kind, "on", by_id, outcome, reason)'
            " VALUES ({new}, {now}, {new}, NULL, 'started', {now}, NULL, '', '')",
        ),
    ),
)
