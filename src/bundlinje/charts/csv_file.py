"""A table as CSV for a spreadsheet: labels in the reader's language, numbers in the table's unit, but exact.

Danish spreadsheets read a semicolon between cells and a comma in numbers, English ones a comma and a point. Thousands
are not parted, and shares are parts of one.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from bundlinje.money import ORE_PER_KRONE
from bundlinje.report.table import Cell, Count, Kroner, Percent, Points, Table, Thousands, Times
from bundlinje.words.numbers import Language, decimal
from bundlinje.words.tables import text

_BETWEEN = {"da": ";", "en": ","}
_DECIMAL = {"da": ",", "en": "."}
_PLACES = 6


def as_csv(table: Table, language: Language, area: str = "charts") -> str:
    """The headings, a line for every row, and under an empty line the notes."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=_BETWEEN[language], lineterminator="\r\n")
    write.writerow([_plain(text(cell, language, area)) for cell in table.headings])
    for row in table.rows:
        write.writerow([_cell(cell, language, area) for cell in (row.label, *row.cells)])
    if table.notes:
        write.writerow([])
        write.writerows([[_plain(text(note, language, area))] for note in table.notes])
    return out.getvalue()


def _cell(cell: Cell, language: Language, area: str) -> str:
    match cell:
        case Thousands(ore=None):
            return text(cell, language, area)
        case Thousands(ore=int(ore)):
            return _number(Fraction(ore, 1_000 * ORE_PER_KRONE), 5, language)
        case Kroner(ore=ore):
            return _number(Fraction(ore, ORE_PER_KRONE), 2, language)
        case Percent(share=share) | Points(share=share) | Times(ratio=share):
            return _number(share, _PLACES, language)
        case Count(number=number):
            return str(number)
        case _:
            return _plain(text(cell, language, area))


def _number(value: Fraction, most: int, language: Language) -> str:
    """A number with no more decimals than it needs, at the most this many."""
    told = decimal(abs(value), most, "en").replace(",", "")
    told = told.rstrip("0").rstrip(".").replace(".", _DECIMAL[language])
    return f"-{told}" if value < 0 and told != "0" else told


def _plain(told: str) -> str:
    # A spreadsheet would run a cell that begins like a formula.
    return f"'{told}" if told[:1] in {"=", "+", "-", "@", "\t", "\r"} else told
