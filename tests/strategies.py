"""Small contracts and their facts for laws, drawn by hypothesis so that every part that bears money has its turn.

All of it is invented. A story is a contract as plain data and the rows of its facts, so that a law can change a word of
the one or a row of the other and settle again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from bundlinje.contract.model import Contract
from bundlinje.facts import Facts, facts_from_rows
from bundlinje.money import kroner_text
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.settle import settle_history

CUTOFFS = ("2022-06-30", "2022-12-31", "2023-06-30")
FIRST_DAY = date(2021, 9, 1)
Row = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """A contract as plain data, and rows of facts by table."""

    data: Mapping[str, Any]
    tables: Mapping[str, Sequence[Row]]

    def contract(self) -> Contract:
        """The contract."""
        return Contract.model_validate(self.data)

    def facts(self, contract: Contract) -> Facts:
        """The facts."""
        return facts_from_rows(contract.facts, **self.tables)

    def settled(self, until: int | None = None) -> tuple[Settlement, ...]:
        """Its settlements."""
        contract = self.contract()
        return settle_history(contract, self.facts(contract), until)

    def saying(self, **parts: Any) -> Story:
        """The same with parts of the contract replaced."""
        return replace(self, data={**self.data, **parts})

    def with_rows(self, table: str, rows: Iterable[Row]) -> Story:
        """The same with rows added to a table."""
        return replace(self, tables={**self.tables, table: [*self.tables.get(table, ()), *rows]})

    def each_row(self, change: Any) -> Story:
        """The same with every row changed, or every table reordered: `change` takes and gives a list of rows."""
        return replace(self, tables={table: change(list(rows)) for table, rows in self.tables.items()})


amounts = st.integers(1, 90_000_00).map(lambda ore: f"{kroner_text(ore)} kr")

PARTS: Mapping[str, Any] = {
    "contract": "story",
    "title": "En opfundet aftale",
    "parties": {
        "msb": {"name": "Kommunen", "roles": ["authority", "payer", "provider"], "budgets": ["decentral"]},
        "outcomes-fund": {"name": "Outcomefonden", "roles": ["payer"]},
        "donor": {"name": "En giver", "roles": ["donor"]},
        "bikuben": {"name": "En garant", "roles": ["guarantor"]},
        "raadet": {"name": "Rådet", "roles": ["investor"]},
        "dsi": {"name": "DSI", "roles": ["investor"]},
    },
    "cohort": {"unit": "person", "who": "Nogle", "intake": {"planned": 4}},
    "leaves": {
        "dropped": "stays",
        "died": "left out",
        "moved": "counts until that day",
        "second_course": "counts",
        "other_project": "both",
    },
    "windows": {
        "start": {"span": "6 months", "after": "enrolment", "partly_in": "counts as full"},
        "half-year": {"span": "6 months", "before": "follow-up", "partly_in": "pro rata"},
    },
    "facts": {
        "enrolled": {"enrolment": "Visiteret"},
        "shelter": {"spell": "Herberg", "coverage": "stated"},
        "job": {"event": "I job", "coverage": "complete"},
        "plan": {"score": "Handleplan", "instrument": "1-10"},
        "drawn": {"flow": "Trukket kapital"},
    },
    "measures": {
        "jobs": {"times": "job", "over": "start"},
        "shelter-days": {"days_in": "shelter", "over": "start"},
        "half-year-days": {"days_in": "shelter", "over": "half-year"},
        "mastery": {"score": "plan", "take": "last", "over": "start"},
    },
    "outcomes": {
        "in-job": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"},
        "at-home": {"where": {"shelter-days": {"at_most": "5 days"}}, "not_measured": "waits"},
        "still-at-home": {"where": {"half-year-days": {"at_most": "5 days"}}, "not_measured": "counts as not achieved"},
        "stronger": {"where": {"mastery": {"above": "5 points"}}, "not_measured": "left out"},
    },
    "figures": {
        "n-jobs": {"count": "in-job", "among": "due"},
        "job-rate": {"share": "in-job", "among": "due"},
        "against-target": {
            "figure": "job-rate",
            "better": "higher",
            "compared_with": {"target": "40 %"},
            "as": "difference",
        },
        "mean-mastery": {"mean": "mastery", "among": "measured"},
    },
    "gates": {"two-jobs": {"where": {"n-jobs": {"at_least": 2}}}},
    "limits": [],
    "payers": {"shares": {"msb/decentral": "60 %", "outcomes-fund": "40 %"}},
    "receivers": "raadet",
    "corrections": {"less": "repaid", "more": "next payment"},
    "follow_ups": list(CUTOFFS),
}


def unit_terms() -> st.SearchStrategy[Row]:
    """Terms whose occasions do not depend on when follow-ups are."""
    return st.one_of(
        st.builds(lambda pays: {"id": "job", "each": "in-job", "pays": pays}, amounts),
        st.builds(lambda pays: {"id": "home", "each": "at-home", "pays": pays}, amounts),
        st.builds(lambda pays: {"id": "nights", "each": "shelter-days", "in": "30 days", "pays": pays}, amounts),
        st.builds(lambda pays: {"id": "plan", "each": "stronger", "when": "in-job", "pays": pays}, amounts),
        st.builds(lambda pays: {"id": "start", "each": "admitted", "pays": pays}, amounts),
        st.builds(_ways, amounts, amounts, st.sampled_from(["greatest", "first"])),
    )


def _ways(one: str, two: str, take: str) -> Row:
    ways = [{"each": "in-job", "pays": one}, [{"each": "at-home", "pays": two}, {"each": "stronger", "pays": two}]]
    return {"id": "way", "one_of": ways, "take": take}


def group_terms() -> st.SearchStrategy[Row]:
    """Terms on figures, on follow-ups and on a schedule."""
    at = st.sampled_from(["each follow-up", "to date", "final settlement", "every year", "follow-up 2"])
    return st.one_of(
        amounts.map(
            lambda ore: {"id": "half", "each": "still-at-home", "pays": {"by": "follow-up", "1-2": ore, "3": ore}}
        ),
        st.builds(_per, st.just("unit"), st.just("n-jobs"), at, amounts),
        st.builds(_per, st.just("pp"), st.just("against-target"), at, amounts),
        st.builds(_level, amounts, at),
        amounts.map(lambda ore: {"id": "fee", "fixed": ore, "due": "every quarter from 2022-01-15 until 2022-12-31"}),
        amounts.map(lambda ore: {"id": "gated", "each": "in-job", "pays": ore, "gate": "two-jobs"}),
        st.just({"id": "seen", "measured": "mean-mastery"}),
    )


def _per(per: str, figure: str, at: str, pays: str) -> Row:
    worse = "flows back" if at == "to date" else "nothing"
    return {"id": figure, "per": per, "of": figure, "at": at, "pays": pays, "if_worse": worse}


def _level(top: str, at: str) -> Row:
    pays = [
        {"below": "25 %", "pays": "0 kr"},
        {"from": "25 %", "below": "75 %", "pays": "1 000 kr", "rising_to": top},
        {"from": "75 %", "pays": top},
    ]
    return {"id": "level", "level": "job-rate", "at": at, "pays": pays}


def limits(of_time: bool = True) -> st.SearchStrategy[list[Row]]:
    """Caps on money to date, and with `of_time` on the money of a year or a follow-up."""
    excess = st.sampled_from(["lost", "waits"])
    total = st.builds(lambda at_most, e: {"at_most": at_most, "for": "total", "excess": e}, amounts, excess)
    unit = st.builds(lambda at_most, e: {"at_most": at_most, "for": "each unit", "excess": e}, amounts, excess)
    year = st.builds(lambda at_most, e: {"at_most": at_most, "for": "each year", "excess": e}, amounts, excess)
    every = st.builds(lambda at_most, e: {"at_most": at_most, "for": "each follow-up", "excess": e}, amounts, excess)
    return st.lists(st.one_of(total, unit, year, every) if of_time else st.one_of(total, unit), max_size=2)


def payers() -> st.SearchStrategy[Any]:
    """Who pays."""
    capped = {"share": "1/3", "at_most": "50 000 kr", "each": "year", "overflow": "outcomes-fund"}
    return st.one_of(
        st.integers(0, 100).map(lambda p: {"shares": {"msb/decentral": f"{p} %", "outcomes-fund": f"{100 - p} %"}}),
        st.just({"shares": {"msb/decentral": capped, "outcomes-fund": "2/3"}}),
        amounts.map(lambda a: {"in_turn": [{"to": "donor", "up_to": a}, "msb/decentral"]}),
    )


RECEIVERS: tuple[Any, ...] = (
    "raadet",
    "pro rata to drawn capital",
    {"pro_rata": ["raadet", "dsi"], "to": "balance"},
    {"in_turn": [{"to": "dsi", "up_to": "balance"}, {"shares": {"raadet": "2/3", "dsi": "1/3"}}]},
)


def _day(first: date, after: int) -> str:
    return (first + timedelta(days=after)).isoformat()


@st.composite
def people(draw: st.DrawFn) -> Mapping[str, list[Row]]:
    """Up to four people with what happened to them; some of it is recorded long after it happened."""
    tables: dict[str, list[Row]] = {"enrolments": [], "spells": [], "events": [], "scores": [], "coverage": []}
    for number in range(draw(st.integers(1, 4))):
        unit, joined = f"p{number}", FIRST_DAY + timedelta(days=draw(st.integers(0, 540)))
        tables["enrolments"].append({"unit": unit, "from": joined.isoformat(), **draw(_leaving(joined))})
        if draw(st.booleans()):
            tables["coverage"].append({"fact": "shelter", "unit": unit, "from": "2021-01-01", "until": "2024-01-01"})
        if draw(st.booleans()):
            start, days = draw(st.integers(0, 200)), draw(st.integers(1, 60))
            spell = {"fact": "shelter", "unit": unit, "from": _day(joined, start), "until": _day(joined, start + days)}
            tables["spells"].append({**spell, "recorded": _day(joined, start + draw(st.integers(0, 400)))})
        for after in draw(st.lists(st.integers(0, 250), max_size=2, unique=True)):
            late = _day(joined, after + draw(st.sampled_from([0, 0, 300])))
            tables["events"].append({"fact": "job", "unit": unit, "day": _day(joined, after), "recorded": late})
        if draw(st.booleans()):
            score = {"fact": "plan", "unit": unit, "day": _day(joined, 30), "value": draw(st.integers(1, 10))}
            tables["scores"].append(score)
    return tables


@st.composite
def _leaving(draw: st.DrawFn, joined: date) -> Row:
    reason = draw(st.sampled_from([None, None, "dropped", "died", "moved", "completed"]))
    return {"until": _day(joined, draw(st.integers(20, 300))), "left": reason} if reason else {}


def _once_each(terms: Iterable[Row]) -> list[Row]:
    return list({term["id"]: term for term in terms}.values())


@st.composite
def stories(draw: st.DrawFn, plain: bool = False, **parts: Any) -> Story:
    """A contract and its facts. `plain`: nothing in it is priced, limited or windowed by follow-up or year."""
    kinds = unit_terms() if plain else st.one_of(unit_terms(), group_terms())
    drawn = [
        {"account": "raadet", "day": "2021-09-01", "value": draw(st.integers(1, 300_000))},
        {"account": "dsi", "day": "2021-10-01", "value": draw(st.integers(1, 300_000))},
    ]
    data = {
        **PARTS,
        "terms": _once_each(draw(st.lists(kinds, min_size=1, max_size=3))),
        "limits": draw(limits(of_time=not plain)),
        "payers": draw(payers()),
        "receivers": draw(st.sampled_from(RECEIVERS)),
        **parts,
    }
    return Story(data, {**draw(people()), "flows": drawn})


def told(enrolments: Iterable[Row], events: Iterable[Row] = (), **parts: Any) -> Story:
    """A story told row by row; parts of the contract by name replace the usual ones."""
    rule = {"less": "set off in the next payment"}
    return Story({**PARTS, "corrections": rule, **parts}, {"enrolments": list(enrolments), "events": list(events)})
