"""The typical risks of a contract, judged from its text and its outlook, and who carries what of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bundlinje.problems import Refused
from bundlinje.words.tables import text as said
from bundlinje_web.bridge.contract import read

if TYPE_CHECKING:
    from bundlinje.forecast.risk.portfolio import Assessment
    from bundlinje.report.table import Table
    from bundlinje.words.numbers import Language

KINDS = (
    "recruitment", "small_group", "late_start", "long_horizon", "results", "fidelity", "data", "payer_missing",
)  # fmt: skip
"""The typical risks, from the fund's own experience (RSK-04)."""
LEVELS = ("low", "medium", "high", "not_known")
DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A typical risk: its kind, how great it is, and both with the reason in words."""

    kind: str
    level: str
    name: str
    told: str
    why: str


@dataclass(frozen=True, slots=True)
class Stakes:
    """Who carries what: headings and rows of text, and what is to be said under them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskRead:
    """The assessment the software makes itself, in one language."""

    risks: tuple[Judged, ...]
    stakes: Stakes
    notes: tuple[str, ...]


@lru_cache(maxsize=64)
def _assessed(text: str, code: str, outlook: str) -> Assessment:
    from bundlinje.forecast.read import parse_outlook
    from bundlinje.forecast.risk.portfolio import assess

    contract = read(text, code)
    try:
        believed = parse_outlook(outlook, contract) if outlook else None
    except Refused:
        believed = None
    return assess(contract, believed, None, DRAWS)


def risks(text: str, code: str, outlook: str, language: Language) -> RiskRead:
    """The typical risks and stakes of a contract's text. Raises `Refused` for a text with mistakes."""
    from bundlinje.report.risk_tables import assessment_tables

    found = _assessed(text, code, outlook)
    listed, borne = assessment_tables(found)
    judged = tuple(
        Judged(str(risk.kind), str(risk.level), *_cells(row.label, row.cells, language))
        for risk, row in zip(found.risks, listed.rows, strict=True)
    )
    return RiskRead(judged, _stakes(borne, language), tuple(said(note, language, "risk") for note in listed.notes))


def _cells(label: object, cells: tuple[object, ...], language: Language) -> tuple[str, ...]:
    return tuple(said(cell, language, "risk") for cell in (label, *cells))  # type: ignore[arg-type]


def _stakes(table: Table, language: Language) -> Stakes:
    heads = tuple(said(head, language, "risk") for head in table.headings)
    rows = tuple(_cells(row.label, row.cells, language) for row in table.rows)
    return Stakes(heads, rows, tuple(said(note, language, "risk") for note in table.notes))


def kind_name(kind: str, language: Language) -> str:
    """What a typical risk is called."""
    from bundlinje.words.labels import label

    return label("risk", f"kind.{kind}", language)
