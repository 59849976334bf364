"""What is known of an idea, written into the text of its agreement and of its business case (PP-02).

What the proposal says stands with the proposal as its source. What it does not say is `unknown`, with what to write;
what follows from it but is not agreed is `assumed`. Nobody has to type, or believe, anything twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.money import Ore, kroner_text
from bundlinje_web.bridge.written import Written, inline
from bundlinje_web.said import say

ORDER = tuple(field.alias or name for name, field in Contract.model_fields.items())
"""The sections of an agreement in its own order."""
FUND = "raadet"
_TOP = Fraction(12, 10)
"""What the templates let a result payment come to, of the capital."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department that takes part: its code and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of the proposal's cost: what, and how much in øre over all its years."""

    what: str
    ore: Ore


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an idea when its agreement is begun; empty and none are not known."""

    number: str
    provider: Department | None = None
    departments: tuple[Department, ...] = ()
    who: str = ""
    unit: str = ""
    per_year: int | None = None
    years: int | None = None
    costs: tuple[CostLine, ...] = ()
    adds: str = ""
    evidence: str = ""
    evidence_text: str = ""
    untried_because: str = ""
    theory: str = ""

    @property
    def cost(self) -> Ore | None:
        """What it costs in all."""
        return Ore(sum(line.ore for line in self.costs)) if self.costs else None

    @property
    def planned(self) -> int | None:
        """How many in all, where both are known."""
        return self.per_year * self.years if self.per_year and self.years else None

    @property
    def source(self) -> str:
        """How the text says that something is from the proposal."""
        return _da("source", number=self.number)


def _da(what: str, **values: object) -> str:
    """Words as agreements are written: in Danish."""
    return say(f"contracts.filled.{what}", "da", **values)


def _kr(ore: int) -> str:
    return f"{kroner_text(Ore(ore))} kr"


# --- the agreement ---


def filled(text: str, known: Known, year: int) -> str:
    """The text of a template with what is known of the idea; its intervention begins in `year`."""
    written = Written(text)
    for path, data in _places(written, known, year):
        written = written.put(path, data, ORDER) if data is not None else written.drop(path)
    return f"# {_da('head', number=known.number)}\n{written.text}"


def _places(written: Written, known: Known, year: int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every place that is filled, with what is to stand there; none takes the place away."""
    yield from _about(known)
    yield ("parties",), _parties(written, known)
    if written.get("payers"):
        yield from _payers(known)
    if written.get("cohort"):
        yield from _target(known, year)
    yield from _capital(written, known)
    yield from _goals(written)


def _about(known: Known) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    said = {"adds": known.adds, "source": known.source if known.adds or known.evidence else ""}
    yield from ((("about", name), value) for name, value in said.items() if value)
    if known.evidence:
        because = known.untried_because or _da("write.because")
        told = known.evidence_text or _da("write.evidence")
        more = {"because": because} if known.evidence == "untried" else {}
        yield ("about", "evidence"), {"level": known.evidence, **more, "text": told}
    seats = [one.code for one in known.departments]
    yield ("about", "forum"), {"name": _da("forum"), "departments": seats} if len(seats) > 1 else None


def _parties(written: Written, known: Known) -> dict[str, Any]:
    """Departments that said yes pay and answer for it, the proposed provider delivers; the rest is the template's."""
    before: dict[str, Any] = written.get("parties") or {}
    pays = {name: party for name, party in before.items() if "payer" in party["roles"]}
    delivers = {name: party for name, party in before.items() if party["roles"] == ["provider"]}
    found: dict[str, Any] = {}
    if pays and known.departments:
        _, like = next(iter(pays.items()))
        for one in known.departments:
            found[one.code] = {**like, "name": one.name, "source": known.source}
    else:
        found |= {name: {**party, "assumed": _da("assumed.payer")} for name, party in pays.items()}
    if known.provider:
        roles = next(iter(delivers.values()), {"roles": ["provider"]})["roles"]
        own = found.get(known.provider.code, {"name": known.provider.name, "roles": []})
        found[known.provider.code] = {**own, "roles": [*own["roles"], *roles], "source": known.source}
    else:
        found |= delivers
    return found | {name: party for name, party in before.items() if name not in pays and name not in delivers}


def _payers(known: Known) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Who was asked and said yes shares; how is not agreed."""
    if known.departments:
        shares = _equal([f"{one.code}/decentral" for one in known.departments])
        yield ("payers",), {"shares": shares, "assumed": _da("assumed.shares")}


def _equal(accounts: list[str]) -> dict[str, str]:
    part = Fraction(100, len(accounts))
    text = f"{part.numerator} %" if part.denominator == 1 else f"1/{len(accounts)}"
    return dict.fromkeys(accounts, text)


def _target(known: Known, year: int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield ("cohort", "unit"), known.unit if known.unit not in ("", "other") else "person"
    if known.who:
        yield ("cohort", "who"), {"da": known.who, "source": known.source}
    planned = known.planned
    number = {"value": planned, "source": known.source} if planned else {"unknown": _da("write.planned")}
    yield ("cohort", "intake", "planned"), number
    if known.years:
        yield ("cohort", "intake", "until"), f"{year + known.years - 1}-12-31"
        yield ("periods", "intervention"), {"from": str(year), "until": str(year + known.years - 1)}
    if planned and known.years and known.years > 1:
        yield ("cohort", "intake", "by_year"), {str(n + 1): known.per_year for n in range(known.years)}


def _capital(written: Written, known: Known) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """What it costs is the capital until somebody agrees on another; the lines stand beside it."""
    if known.cost is None:
        yield ("capital", FUND), {"unknown": _da("write.capital")}
        return
    lines = "; ".join(f"{line.what}: {_kr(line.ore)}" for line in known.costs)
    told = {"amount": _kr(known.cost), "assumed": _da("assumed.capital"), "source": known.source, "note": lines}
    yield ("capital", FUND), told
    if written.get("limits"):
        most = known.cost * _TOP
        yield ("limits", 0, "at_most"), {"amount": _kr(int(most)), "assumed": _da("assumed.limit")}


def _goals(written: Written) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """No proposal says what a goal is worth: price, saving and expectation wait to be written."""
    for number, term in enumerate(written.get("terms") or ()):
        for name in ("pays", "saving"):
            if name in term:
                yield ("terms", number, name), {"unknown": _da(f"write.{name}")}
    for name in written.get("expected", "rates") or {}:
        yield ("expected", "rates", name), {"unknown": _da("write.rate")}


# --- the business case ---


def case_text(code: str, contract: Contract, known: Known | None) -> str:
    """A business case begun for an agreement: its people, horizon, payers and the proposal's cost lines.

    What changes for whom, and what that is worth, is what is to be written: it stands as lines to fill in.
    """
    from_, years = _first_year(contract), known.years if known else None
    data: dict[str, Any] = {"case": code, "contract": code, "title": contract.title.model_dump(exclude_none=True)}
    if known and known.who:
        data["target_group"] = {"da": known.who, "source": known.source}
    if known and known.theory:
        data["theory_of_change"] = {"da": known.theory, "source": known.source}
    data |= {"base_year": from_, "price_year": from_, "horizon": f"{_horizon(contract, from_)} years"}
    data["parties"] = {name: sector for name, party in contract.parties.items() if (sector := _sector(party.roles))}
    data["cohorts"] = _cohorts(contract, from_)
    data["costs"] = _costs(known, from_, years or 1) if known else []
    head = _da("case_head", number=known.number if known else code)
    shown = [f"# {head}", *(_section(key, value) for key, value in data.items() if value)]
    return "\n".join([*shown, *(f"# {line}" for line in _da("case_rest").split("\n")), ""])


def _section(key: str, value: Any) -> str:
    if isinstance(value, list):
        return f"{key}:\n" + "\n".join(f"- {inline(one)}" for one in value)
    return f"{key}: {inline(value)}"


def _first_year(contract: Contract) -> int:
    stretch = contract.periods.intervention if contract.periods else None
    starts = [cohort.intake.from_.year for cohort in contract.all_cohorts().values() if cohort.intake.from_]
    return stretch.from_.year if stretch and stretch.from_ else min(starts, default=2000)


def _horizon(contract: Contract, first: int) -> int:
    """To the end of the repayment: what is counted is what is paid for."""
    repaid = contract.periods.repayment if contract.periods else None
    return max(1, repaid.until.year - first) if repaid and repaid.until else 5


def _sector(roles: list[Any]) -> str:
    if {"authority", "payer"} & set(roles):
        return "municipality"
    return "investor" if "investor" in roles else ""


def _cohorts(contract: Contract, first: int) -> list[dict[str, Any]]:
    """Each year's intake as the agreement plans it; one that is not known says so."""
    found: list[dict[str, Any]] = []
    for cohort in contract.all_cohorts().values():
        start = cohort.intake.from_.year if cohort.intake.from_ else first
        by_year = cohort.intake.by_year or {}
        if by_year and all(key.isdecimal() and int(key) < 100 for key in by_year):
            found += [
                {"start": start + int(key) - 1, "participants": _number(number)} for key, number in by_year.items()
            ]
        else:
            found.append({"start": start, "participants": _number(cohort.intake.planned)})
    return found


def _number(number: Any) -> Any:
    told = number.model_dump(mode="json", by_alias=True, exclude_none=True)
    return int(told) if isinstance(told, str) and told.isdecimal() else told


def _costs(known: Known, first: int, years: int) -> list[dict[str, Any]]:
    """The proposal's cost lines, the same every year; who pays each is not agreed."""
    when = str(first) if years == 1 else f"{first}-{first + years - 1}"
    return [
        {
            "id": f"post-{number}",
            "title": line.what,
            "kind": "running",
            "payer": FUND,
            "year": when,
            "amount": {"value": _kr(line.ore // years), "source": known.source, "assumed": _da("assumed.cost")},
        }
        for number, line in enumerate(known.costs, start=1)
    ]
