"""What someone typed into an input, as the text a case file would have."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

from bundlinje.business_case.workbook.page import Entry, Shape
from bundlinje.business_case.workbook.stored import Stored
from bundlinje.grammar.quantity import plain_text
from bundlinje.money import ORE_PER_KRONE, kroner_text
from bundlinje.problems import Place, Problem, error

SAME = 1e-14
"""Relative difference within which a number is the one written: some spreadsheets save fifteen digits of it."""

_DIGITS = 15


def written(value: Fraction | str | None, shape: Shape) -> str | int | None:
    """A value as a case file has it: `20 000 kr`, `31 %`, `12`; nothing for what is not known or not said."""
    if not isinstance(value, Fraction):
        return value or None
    if shape is Shape.KRONER:
        return f"{kroner_text(int(value * ORE_PER_KRONE))} kr"
    if shape in (Shape.SHARE, Shape.GROWTH):
        return f"{plain_text(value * 100)} %"
    if shape is Shape.YEARS:
        return f"{int(value)} year{'' if value == 1 else 's'}"
    return int(value) if shape in (Shape.YEAR, Shape.WHOLE) else plain_text(value)


def unchanged(entry: Entry, stored: Stored | None) -> bool:
    """Whether an input still holds what was written to it. An unknown one may be `#N/A` or blank."""
    if stored is None or stored.value is None or stored.value == "":
        return entry.value is None or entry.value == ""
    if stored.mistake:
        return entry.value is None and entry.shape is not Shape.TEXT
    if isinstance(entry.value, Fraction) and isinstance(stored.value, Fraction):
        return isclose(float(entry.value), float(stored.value), rel_tol=SAME)
    return entry.value == stored.value


def typed(entry: Entry, stored: Stored | None, place: Place) -> Fraction | str | Problem | None:
    """The new value of an input, or what is wrong with it; nothing where a text was cleared."""
    value = None if stored is None else stored.value
    if entry.shape is Shape.TEXT:
        return _text(value)
    if value is None or value == "":
        return error("workbook.input_blank", place, name=entry.name)
    if stored is not None and stored.mistake:
        return error("workbook.input_is_mistake", place, name=entry.name, text=str(value))
    if isinstance(value, str):
        return error("workbook.input_not_a_number", place, name=entry.name, text=value)
    return _number(entry, value, place)


def _text(value: Fraction | str | None) -> str | None:
    text = plain_text(value) if isinstance(value, Fraction) else (value or "").strip()
    return text or None


def _number(entry: Entry, value: Fraction, place: Place) -> Fraction | Problem:
    """The number as typed: a spreadsheet keeps `0.1 + 0.2` with a tail that nobody typed."""
    exact = Fraction(f"{float(value):.{_DIGITS}g}")
    if entry.shape is Shape.KRONER and (exact * ORE_PER_KRONE).denominator != 1:
        return error("workbook.not_whole_ore", place, name=entry.name, text=plain_text(exact))
    if entry.shape in (Shape.YEAR, Shape.YEARS, Shape.WHOLE) and exact.denominator != 1:
        return error("workbook.not_whole", place, name=entry.name, text=plain_text(exact))
    below = entry.least is not None and exact < entry.least
    above = entry.most is not None and exact > entry.most
    if below or above:
        limits = f"{_limit(entry.least, entry)} – {_limit(entry.most, entry)}".strip()
        return error(
            "workbook.out_of_range", place, name=entry.name, text=str(written(exact, entry.shape)), known=limits
        )
    return exact


def _limit(limit: Fraction | None, entry: Entry) -> str:
    return "" if limit is None else str(written(limit, entry.shape))
