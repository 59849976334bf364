"""An investment as the portfolio shows it: what its contract says, where its line of the fund stands, who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bundlinje.contract.sense.outlook import fixed
from bundlinje.fund.progress import Progress, plan_against_actual
from bundlinje.grammar.part import Mark
from bundlinje.problems import Refused
from bundlinje_web.bridge.contract import Examined, examined
from bundlinje_web.bridge.explaining import Source, Unit, Why, added, saying, stated
from bundlinje_web.bridge.fund import state

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.contract.parts import Moment
    from bundlinje.fund import Fund

ROOT = "contract"
SMALL = 3
"""Counts of people below this are not shown: few could be recognised (CNF-02)."""


@dataclass(frozen=True)
class Holding:
    """One investment. `line` is its line of the fund, none where the books do not know it.

    `text` is the contract as it reads now; `arrived` the days on which units were admitted by the day asked about, one
    for each, none where nobody has recorded any.
    """

    code: str
    titles: Mapping[str, str]
    examined: Examined
    progress: Progress | None
    arrived: tuple[date, ...] | None
    as_of: date
    is_row: bool = False
    """Whether the office has it as a contract of its own, or it is known from the fund's files alone."""
    shares_line: bool = False

    @property
    def came(self) -> int | None:
        """How many were admitted by the day asked about; none where nobody has recorded any."""
        return None if self.arrived is None else len(self.arrived)

    @property
    def contract(self) -> Contract | None:
        """The contract with its amendments; none where the text cannot be made out."""
        return self.examined.newest

    @property
    def area(self) -> str:
        """The area of the fund's vision it belongs to."""
        about = self.contract.about if self.contract else None
        return (about.area or "") if about else ""

    @property
    def stage(self) -> str:
        """How far it has come, in the contract's own word."""
        return (self.contract.stage or "") if self.contract else ""

    @property
    def ends(self) -> Moment | None:
        """When the intervention ends, as exactly as it is known."""
        periods = self.contract.periods if self.contract else None
        stretch = periods.intervention if periods else None
        return (stretch.until if stretch else None) or (periods.ends if periods else None)

    @property
    def year(self) -> int | None:
        """The year in which the intervention began."""
        periods = self.contract.periods if self.contract else None
        stretch = periods.intervention if periods else None
        first = (stretch.from_ if stretch else None) or (periods.agreed if periods else None)
        return first.year if first else None

    @property
    def standing(self) -> str:
        """Where repayment stands against what was expected: below, on_plan, above, or waits where nothing is told."""
        return (self.progress.standing if self.progress else None) or "waits"

    @property
    def next_day(self) -> date | None:
        """The next follow-up after the day asked about."""
        days = [one.on for one in self.contract.follow_ups] if self.contract else []
        return next((day for day in sorted(days) if day > self.as_of), None)

    @property
    def investors(self) -> tuple[str, ...]:
        """The parties that put capital in."""
        return tuple((self.contract.capital or {}) if self.contract else ())

    @property
    def departments(self) -> tuple[str, ...]:
        """The parties that answer for it as authority."""
        parties = self.contract.parties if self.contract else {}
        return tuple(party.name for party in parties.values() if "authority" in party.roles)

    # --- its numbers ---

    def _source(self, path: str) -> Source:
        return Source(self.titles.get("da", self.code), "", f"contracts/{self.code}.yaml", self.examined.line(path))

    def why(self, name: str) -> Why:
        """A number of the contract: `capital`, `capital.<investor>`, `planned`, `came`.

        Raises `KeyError`, also for a count of so few that they could be recognised.
        """
        what, _, which = name.partition(".")
        if what == "capital":
            return self._investor(which) if which else self._capital()
        if what == "came" and self.came_is_small:
            raise KeyError(name)
        numbers = {"planned": self._planned, "came": self._came}
        return numbers[what]()

    def _investor(self, party: str) -> Why:
        contract = self.contract
        if contract is None:
            raise KeyError(party)
        amount = (contract.capital or {})[party]
        assumed = getattr(amount, "assumed", None)
        name = contract.parties[party].name if party in contract.parties else party
        return stated(
            saying("figures.contract.investor", party=name),
            fixed(amount),
            source=self._source(f"capital.{party}"),
            code=f"{ROOT}.{self.code}.capital.{party}",
            mark=Mark.ASSUMED if assumed else Mark.KNOWN,
            notes=(str(assumed),) if assumed else (),
        )

    def _capital(self) -> Why:
        parts = [self._investor(party) for party in self.investors]
        label, code = saying("figures.contract.capital"), f"{ROOT}.{self.code}.capital"
        return added(label, parts, code) if parts else stated(label, None, code=code)

    def _planned(self) -> Why:
        cohorts = self.contract.all_cohorts() if self.contract else {}
        key = "cohort" if self.contract is not None and self.contract.cohort else "cohorts"
        parts = []
        for name, cohort in cohorts.items():
            path = "cohort.intake.planned" if key == "cohort" else f"cohorts.{name}.intake.planned"
            number = cohort.intake.planned
            value = None if number.value is None else number.value.value
            label = saying("figures.contract.cohort", name=name)
            parts.append(stated(label, value, Unit.COUNT, self._source(path), mark=number.mark))
        label, code = saying("figures.contract.planned"), f"{ROOT}.{self.code}.planned"
        return added(label, parts, code, Unit.COUNT) if parts else stated(label, None, Unit.COUNT, code=code)

    def _came(self) -> Why:
        label, code = saying("figures.contract.came", day=self.as_of.isoformat()), f"{ROOT}.{self.code}.came"
        source = Source("", "", f"facts/{self.code}") if self.came is not None else Source()
        notes = (saying("figures.contract.came_note"),) if self.came is not None else ()
        return stated(label, self.came, Unit.COUNT, source, code=code, notes=notes)

    @property
    def came_is_small(self) -> bool:
        """Whether so few came that the count is not shown."""
        return self.came is not None and 0 < self.came < SMALL


def holding(
    code: str, text: str, fund: Fund | None, folder: Path | None, as_of: date, titles: Mapping[str, str] | None = None
) -> Holding:
    """The investment with this code and text; `titles` where the office has its own."""
    seen = examined(text, code)
    line, shares = _line(fund, code)
    progress = None
    if fund is not None and line:
        progress = next((one for one in plan_against_actual(fund) if one.line.id == line), None)
    return Holding(
        code=code,
        titles=titles or _titles(seen, code),
        examined=seen,
        progress=progress,
        arrived=_admitted(folder, code, as_of, seen) if folder else None,
        as_of=as_of,
        is_row=titles is not None,
        shares_line=shares,
    )


def _titles(seen: Examined, code: str) -> dict[str, str]:
    if seen.contract is None:
        return {"da": code, "en": code}
    return {"da": seen.contract.title.da, "en": seen.contract.title_in("en")}


def _line(fund: Fund | None, code: str) -> tuple[str, bool]:
    """The fund's line that an agreement stands on, and whether others stand on it too."""
    for line in fund.lines if fund else ():
        if code in line.agreements:
            return line.id, len(line.agreements) > 1
    return "", False


def _admitted(folder: Path, code: str, as_of: date, seen: Examined) -> tuple[date, ...] | None:
    facts = folder / "facts" / code
    if not facts.is_dir() or seen.contract is None:
        return None
    return _arrived(facts, state(facts), as_of, seen.text, code)


@lru_cache(maxsize=64)
def _arrived(facts: Path, _state: str, as_of: date, text: str, code: str) -> tuple[date, ...] | None:
    """The day each unit was first admitted, up to a day; none where no admissions are recorded."""
    import polars as pl

    from bundlinje.dates import day_of
    from bundlinje.facts.reading.folder import read_facts

    contract = examined(text, code).contract
    if contract is None:
        return None
    try:
        recorded = read_facts(facts, contract.facts)
    except Refused:
        return None
    if not recorded.frame("enrolments").height:
        return None
    first = recorded.as_of(as_of).frame("enrolments").group_by("unit").agg(first=pl.col("from").min())
    return tuple(sorted(day_of(number) for number in first["first"]))


def texts_in(folder: Path) -> dict[str, str]:
    """The text of every contract of a folder, by its code."""
    return {path.stem: path.read_text("utf-8") for path in sorted((folder / "contracts").glob("*.yaml"))}
