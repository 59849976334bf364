"""The fund in a folder, read once for each state of its files, and its economy at another level of effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from bundlinje.fund import Fund, read_fund
from bundlinje.fund.columns import ColumnKind
from bundlinje.fund.figure import Figure

_KINDS = (".yaml", ".csv", ".xlsx", ".parquet")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in _KINDS and path.is_file())


def state(folder: Path) -> str:
    """A mark of what the folder's files are now: other names, sizes or times give another mark."""
    told = sha256()
    for path in _files(folder):
        found = path.stat()
        told.update(f"{path.relative_to(folder)}:{found.st_size}:{found.st_mtime_ns};".encode())
    return told.hexdigest()


def digest(folder: Path) -> str:
    """SHA-256 of every file that the fund is read from, with its name."""
    return _digest(folder, state(folder))


@lru_cache(maxsize=8)
def _digest(folder: Path, _state: str) -> str:
    told = sha256()
    for path in _files(folder):
        told.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def fund_in(folder: Path) -> Fund:
    """The fund of a folder. Raises `Refused` with every mistake in its files."""
    return _fund(folder, state(folder))


@lru_cache(maxsize=4)
def _fund(folder: Path, _state: str) -> Fund:
    return read_fund(folder)


def at_effect(fund: Fund, effect: Fraction | None) -> Fund:
    """The fund with every budgeted result payment at a share of the calculated one; the accounts stand.

    None, or the rule's own share, is the fund as it is.
    """
    rule = Fraction(fund.facts.rules.budget_effect.share)
    if effect is None or effect == rule:
        return fund
    repayments = {line.id for line in fund.lines if line.group == "result_payment"}
    budget = {column.id for column in fund.columns if column.kind is not ColumnKind.ACCOUNTS}

    def moved(key: tuple[str, str], figure: Figure) -> Figure:
        return figure.times(effect / rule) if key[0] in repayments and key[1] in budget else figure

    return replace(fund, cells={key: moved(key, figure) for key, figure in fund.cells.items()})


def documents(fund: Fund) -> dict[str, str]:
    """The title of every document by its id."""
    return {name: one.title for name, one in fund.facts.documents.items()}
