"""How the books tell what contracts say: days as exactly as they are known, steps, and names of terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from bundlinje.report.settlement_tables import clause_name
from bundlinje.words import numbers
from bundlinje_web.frame.grids import told
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.said import sayings

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.contract.parts import Moment


LEVELS = tuple(range(60, 121, 10))
"""The levels of effect a reader is shown, in per cent (FND-11)."""


def fund_crumbs(here: str) -> list[tuple[str, str]]:
    """The way to a page of the fund."""
    return [(say_now("books.fund.title"), reverse("fund")), (here, "")]


def moment_told(moment: Moment | None) -> str:
    """A day, a month or a year, as much as is known; a word where nothing is."""
    if moment is None:
        return say_now("frame.not_stated")
    if moment.day:
        return numbers.day(moment.first_day(), language_now())
    return numbers.month(moment.first_day(), language_now()) if moment.month else str(moment.year)


def moment_short(moment: Moment | None) -> str:
    """A day, a month or a year for a table: `dec. 2024`."""
    if moment is None or not moment.month:
        return moment_told(moment)
    if moment.day:
        return numbers.day_short(moment.first_day(), language_now())
    name = numbers.month(moment.first_day(), language_now()).partition(" ")[0]
    stop = "." if language_now() == "da" and len(name) > 3 else ""
    return f"{name[:3]}{stop}\u00a0{moment.year}"


def stage_told(stage: str) -> str:
    """How far an investment has come; in the contract's own words where they are none we know."""
    if not stage:
        return say_now("frame.not_stated")
    code = f"stage.{stage.replace(' ', '-')}"
    return say_now(f"books.{code}") if code in sayings("books") else stage


def term_name(contract: Contract, term: str) -> str:
    """What a term of a contract is called."""
    return told(clause_name(contract, term), "settlement")
