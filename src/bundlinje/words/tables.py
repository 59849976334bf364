"""Tables in a language: every cell of a table of codes and values as the text a reader sees."""

from __future__ import annotations

from bundlinje.grammar.part import Mark
from bundlinje.report.table import Cell, Code, Count, Kroner, Name, Percent, Points, Thousands, Times
from bundlinje.words.labels import labels
from bundlinje.words.numbers import Language, kroner, percent, points, shortest, thousands, whole

UNKNOWN = "?"
ASSUMED = "*"


def text(cell: Cell, language: Language, area: str = "fund") -> str:
    """What stands in a cell. Unknown is `?`, an assumed amount ends in `*`, a blank stays blank."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Code):
        values = {key: text(value, language, area) for key, value in cell.values.items()}
        elsewhere, _, code = cell.code.rpartition("/")
        return labels(elsewhere or area)[code][language].format(**values)
    if isinstance(cell, Name):
        return cell.texts[language]
    return _number(cell, language)


def _number(cell: Thousands | Kroner | Percent | Times | Points | Count, language: Language) -> str:
    if isinstance(cell, Thousands):
        return _money(cell, language)
    if isinstance(cell, Kroner):
        return kroner(cell.ore, language)
    if isinstance(cell, Count):
        return whole(cell.number, language)
    if isinstance(cell, Times):
        return shortest(cell.ratio, 2, language)
    return percent(cell.share, language) if isinstance(cell, Percent) else points(cell.share, language)


def _money(cell: Thousands, language: Language) -> str:
    if cell.ore is None:
        return UNKNOWN
    return thousands(cell.ore, language) + (ASSUMED if cell.mark is Mark.ASSUMED else "")
