"""Nobody takes part in a decision about an organisation they have an interest in, or without a mandate (GOV-25).

The organisations a decision is about: those the point names, the parties of its contract in any version, and the
proposer's. Who sent the proposal does not take part either. A mandate that does not run that day, or is of another
body, takes no part in anything: neither took part, nor was absent, nor stepped aside.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal

_DECIDED = """
    FROM council_decision AS d
    JOIN council_recommended AS r ON r.id = d.recommended_id
    JOIN council_point AS p ON p.id = r.point_id
    JOIN people_mandate AS m ON m.id = NEW.mandate_id
    WHERE d.id = NEW.decision_id
"""
_CONTRACTS = """
    SELECT p.contract_id UNION SELECT v.contract_id FROM contracts_version AS v WHERE v.id = p.version_id
    UNION SELECT c.contract_id FROM pipeline_case AS c WHERE c.id = p.case_id
    UNION SELECT c.contract_id FROM pipeline_case AS c WHERE c.proposal_id = p.proposal_id
"""
_PROPOSALS = "SELECT p.proposal_id UNION SELECT c.proposal_id FROM pipeline_case AS c WHERE c.id = p.case_id"
_ORGANISATIONS = f"""
    SELECT k.organisation_id FROM council_point_concerns AS k WHERE k.point_id = p.id
    UNION SELECT a.organisation_id FROM contracts_partyrole AS a
        JOIN contracts_version AS w ON w.id = a.version_id WHERE w.contract_id IN ({_CONTRACTS})
    UNION SELECT o.id FROM people_organisation AS o JOIN pipeline_proposal AS q
        ON LOWER(q.organisation) IN (LOWER(o.name), LOWER(o.short)) AND q.organisation <> ''
        WHERE q.id IN ({_PROPOSALS})
    UNION SELECT n.organisation_id FROM people_organisationname AS n JOIN pipeline_proposal AS q
        ON LOWER(q.organisation) = LOWER(n.name) AND q.organisation <> '' WHERE q.id IN ({_PROPOSALS})
    UNION SELECT s.organisation_id FROM people_person AS s JOIN pipeline_proposal AS q ON q.sender_id = s.id
        WHERE q.id IN ({_PROPOSALS})
"""  # noqa: S608 - made of constants
_INTERESTED = f"""
    EXISTS (SELECT 1 FROM people_interest AS i WHERE i.person_id = m.person_id
        AND i.since <= d."on" AND (i.until IS NULL OR i.until > d."on")
        AND NOT EXISTS (SELECT 1 FROM people_interestend AS e WHERE e.interest_id = i.id AND e."on" <= d."on")
        AND i.organisation_id IN ({_ORGANISATIONS}))
    OR EXISTS (SELECT 1 FROM pipeline_proposal AS q WHERE q.sender_id = m.person_id AND q.id IN ({_PROPOSALS}))
"""  # noqa: S608 - made of constants
_RUNS = """
    m.body_id = d.body_id AND m.since <= d."on" AND (m.until IS NULL OR m.until > d."on")
    AND NOT EXISTS (SELECT 1 FROM people_mandateend AS e WHERE e.mandate_id = m.id AND e."on" <= d."on")
"""
_TABLE = "council_participation"


def _refusals() -> Iterator[Refusal]:
    yield Refusal(_TABLE, Event.INSERT, f"NOT EXISTS (SELECT 1 {_DECIDED} AND {_RUNS})", code="council.mandate")
    yield Refusal(_TABLE, Event.INSERT, f"NEW.part = 'took-part' AND EXISTS (SELECT 1 {_DECIDED} AND ({_INTERESTED}))")


GUARD = Guard(
    "council.recusal",
    refusals=_refusals,
    constraints=((_TABLE, "participation_once"),),
    attacks=(
        Attack(
            "took part in a decision nobody made, by a mandate nobody has",
            "INSERT INTO council_participation (id, recorded_at, decision_id, mandate_id, part, interest_id, reason) "
            "VALUES ({new}, {now}, {new}, {new}, 'took-part', NULL, '')",
        ),
    ),
)
