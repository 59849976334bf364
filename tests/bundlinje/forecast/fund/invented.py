"""An invented fund of three investments and the contracts of two of them: all figures are made up."""

from __future__ import annotations

from dataclasses import replace

from bundlinje.contract.read import parse_contract
from bundlinje.facts import facts_from_rows
from bundlinje.forecast.fund.agreements import Agreement

FUND = """\
fund: invented
name: {da: Opfundet fond, en: Invented fund}
documents:
  report: {title: Invented report, publisher: Nobody, date: "2023"}
established: {day: 2018-04-01, pot: {da: Pulje, en: Pot}, minimum_years: 10, source: report, quote: invented}
rules:
  budget_effect: {share: 80 %, source: report, quote: invented}
  headroom_share: {share: 80 %, source: report, quote: invented}
  effect_levels: [0 %, 80 %]
deposits:
- {id: start, day: 2022-01-01, column: R2022, amount: 1 000 000 kr, source: report, quote: invented}
- {id: more, day: 2025-01-01, column: B2025, amount: 50 000 kr, source: report, quote: invented}
running_costs:
- {line: costs, a_year: 10 000 kr, source: report, quote: invented}
lines:
- {id: costs, group: drift, label: {da: Drift, en: Costs}}
- {id: one, group: investment, label: {da: En, en: One}, agreements: [one]}
- {id: one_rb, group: result_payment, of: one, label: {da: RB, en: RP}}
- {id: two, group: investment, label: {da: To, en: Two}, agreements: [two]}
- {id: two_rb, group: result_payment, of: two, label: {da: RB, en: RP}}
- {id: three, group: investment, label: {da: Tre, en: Three}, agreements: [three]}
- {id: three_rb, group: result_payment, of: three, label: {da: RB, en: RP}}
council:
  name: {da: Råd, en: Council}
  seats: 1
  seats_source: {source: report, quote: invented}
  meetings_a_year: 6
  fees: []
  mandates: [{from: 2022-01-01, until: 2028-12-31, source: report, quote: invented}]
  members: [{name: Invented Person, role: chair, from: 2022-01-01, source: report, quote: invented}]
areas: []
"""

ACCOUNTS = """\
book: accounts
version: invented
source: report
place: invented table
unit: kr
columns: [R2022, R2023]
rows:
- {line: costs, cells: {R2022: 10000, R2023: 10000}}
- {line: three, cells: {R2022: 200000, R2023: 100000}}
- {line: three_rb, cells: {R2023: -30000}}
"""

BUDGET = """\
book: budget
version: invented
source: report
place: invented table
unit: kr
columns: [B2024, B2025, 2026-2028]
rows:
- {line: costs, cells: {B2024: 10000, B2025: 10000, later: 30000}}
- {line: one, cells: {B2024: 400000}}
- {line: one_rb, cells: {B2024: -80000, B2025: -80000, later: -160000}}
- {line: two, cells: {B2024: 300000}}
- {line: two_rb, cells: {later: -240000}}
- {line: three_rb, cells: {B2024: -80000, B2025: -80000, later: -40001}}
"""

OUTLOOK = "{outlook: invented, account: fond, assumed: Invented.}"

CONTRACT = """\
contract: {name}
title: Opdigtet indsats
parties:
  by: {{name: Den opdigtede by, roles: [authority, payer]}}
  fond: {{name: Fonden, roles: [investor]}}
  huset: {{name: Huset, roles: [provider]}}
cohort:
  unit: person
  who: Opdigtede borgere
  intake: {{from: 2024-01-01, until: 2025-12-31, planned: {planned}, milestones: [{{by: 2024-12-31, planned: {half}}}]}}
capital: {{fond: 400 000 kr}}
windows:
  month: {{span: 1 month, before: follow-up, partly_in: counts as full}}
facts:
  admitted: {{enrolment: Optaget}}
  job: {{spell: Job, coverage: stated}}
  drawn: {{flow: Trukket kapital}}
measures:
  working: {{is_in: job, over: month}}
outcomes:
  in-work: {{where: {{working: {{at_least: 1}}}}, not_measured: waits}}
follow_ups: [2024-12-31, 2025-12-31, 2026-12-31, 2027-12-31]
leaves:
  completed: stays
  dropped: stays
  died: left out
  moved: stays
  withdrew: left out
  second_course: not counted
  other_project: first project
terms:
- {{id: pay, each: in-work, pays: {price} kr}}
payers: {{pay: by}}
receivers: fond
corrections: {{less: set off in the next payment}}
expected: {{rates: {{in-work: {rate}}}}}
"""


def agreement(name: str, planned: int = 24, price: str = "10 000", rate: str = "50 %") -> Agreement:
    """An invented contract: one payment for each who is in work at the end of each of four years."""
    text = CONTRACT.format(name=name, planned=planned, half=planned // 2, price=price, rate=rate)
    return Agreement(parse_contract(text))


def with_history(one: Agreement, came: int, working: int) -> Agreement:
    """The agreement after its first follow-up: so many came in the first year, so many of them were in work."""
    facts = facts_from_rows(
        one.contract.facts,
        enrolments=[{"unit": f"u{number:03}", "from": "2024-02-01"} for number in range(came)],
        spells=[
            {"fact": "job", "unit": f"u{number:03}", "from": "2024-06-01", "until": "2025-01-01"}
            for number in range(working)
        ],
        coverage=[{"fact": "job", "unit": "*", "from": "2024-01-01", "until": "2025-01-01"}],
    )
    return replace(one, facts=facts)
