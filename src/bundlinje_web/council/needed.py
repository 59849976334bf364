"""What a version needs to start, as conditions that the database asks: the same rules as `standing` tells people.

In each `v` is the version. `tests/bundlinje_web/council/test_start.py` holds the two against each other.
"""

from __future__ import annotations

_OF_THE_CONTRACT = (
    "council_approval AS a JOIN contracts_version AS w ON w.id = a.version_id WHERE w.contract_id = v.contract_id"
)
COUNCIL = (
    f"EXISTS (SELECT 1 FROM {_OF_THE_CONTRACT} "  # noqa: S608 - made of constants
    "AND a.giver = 'council' AND a.\"of\" = 'premises' AND a.digest = v.premises)"
)
MAYOR = (
    f"EXISTS (SELECT 1 FROM {_OF_THE_CONTRACT} "  # noqa: S608
    "AND a.giver = 'mayor' AND a.\"of\" = 'text' AND a.digest = v.digest)"
)
DEPARTMENTS = """
    SELECT o.id FROM contracts_partyrole AS p
        JOIN people_organisation AS o ON o.id = COALESCE(p.department_id, p.organisation_id)
        JOIN contracts_contract AS k ON k.id = v.contract_id
    WHERE p.version_id = v.id AND p.role IN ('authority', 'payer') AND o.kind = 'department' AND k.kind <> 'donation'
"""
"""The departments that bind themselves by the version."""


def of_department(of: str, department: str) -> str:
    """Whether the alderman of a department has approved the premises, or the text."""
    digest = "v.premises" if of == "premises" else "v.digest"
    return (
        f"EXISTS (SELECT 1 FROM {_OF_THE_CONTRACT} AND a.giver = 'alderman' "  # noqa: S608
        f"AND a.\"of\" = '{of}' AND a.digest = {digest} AND a.department_id = {department})"
    )


ALDERMEN = (
    f"NOT EXISTS (SELECT 1 FROM people_organisation AS e WHERE e.id IN ({DEPARTMENTS}) "  # noqa: S608
    f"AND NOT ({of_department('premises', 'e.id')} AND {of_department('text', 'e.id')}))"
)
START_LIST = """
    EXISTS (SELECT 1 FROM contracts_startlist AS s WHERE s.contract_id = v.contract_id AND s.admission_on IS NOT NULL
        AND s.registration_on IS NOT NULL AND s.follow_up_on IS NOT NULL)
"""
ROLES = """
    NOT EXISTS (SELECT 1 FROM contracts_contract AS k WHERE k.id = v.contract_id AND k.kind = 'investment')
    OR (SELECT COUNT(DISTINCT p.role) FROM contracts_partyrole AS p
        WHERE p.version_id = v.id AND p.role IN ('authority', 'provider', 'investor')) = 3
"""
STANDS = "NOT EXISTS (SELECT 1 FROM contracts_withdrawal AS x WHERE x.version_id = v.id)"
TAKEN_IN = """
    v.source <> '' AND EXISTS (SELECT 1 FROM council_takenin AS t WHERE t.contract_id = v.contract_id)
"""
