"""Only a contract that ran before the office did is taken in: every version of it comes from papers with a source."""

from __future__ import annotations

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal

_VERSIONS = "SELECT 1 FROM contracts_version AS v WHERE v.contract_id = NEW.contract_id"
_TABLE = "council_takenin"

GUARD = Guard(
    "council.taken-in",
    refusals=lambda: [
        Refusal(
            _TABLE,
            Event.INSERT,
            f"NEW.source = '' OR NOT EXISTS ({_VERSIONS}) OR EXISTS ({_VERSIONS} AND v.source = '')",
        )
    ],
    attacks=(
        Attack(
            "take in a contract that nobody has written",
            "INSERT INTO council_takenin (id, recorded_at, contract_id, started_on, source, by_id) "
            "VALUES ({new}, {now}, {new}, {now}, 'a paper', NULL)",
        ),
    ),
)
