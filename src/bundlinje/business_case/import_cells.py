"""Cells of an imported table → the texts a case is written in: `1.234,50` becomes `1 234.50`, `ja` becomes yes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bundlinje.data.units import Unit

_UNITS = {
    "time": Unit.HOUR, "timer": Unit.HOUR, "døgn": Unit.DAY, "dag": Unit.DAY, "dage": Unit.DAY, "uge": Unit.WEEK,
    "uger": Unit.WEEK, "måned": Unit.MONTH, "måneder": Unit.MONTH, "år": Unit.YEAR, "kontakt": Unit.CONTACT,
    "besøg": Unit.VISIT, "sag": Unit.CASE, "barn": Unit.CHILD, "deltager": Unit.PARTICIPANT,
}  # fmt: skip
_YES = {"ja": True, "yes": True, "true": True, "sand": True, "x": True, "1": True}
_NO = {"nej": False, "no": False, "false": False, "falsk": False, "0": False}
_NUMBER = re.compile(r"^(?P<number>[-−]?[0-9][0-9 .,\u00a0\u202f]*)\s*(?P<unit>%|kr\.?)?$")
_UNCLEAR = re.compile(r"^[1-9][0-9]{0,2}[.,][0-9]{3}$")


class Unreadable(ValueError):  # noqa: N818 - it says what the cell is
    """A cell that cannot be read as what its column holds; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Reader = Callable[[str, str], object]
"""Reads a cell of a file whose decimal mark is the second argument."""


def text(cell: str, mark: str) -> str:
    """A text as it stands."""
    del mark
    return cell


def number(cell: str, mark: str) -> str:
    """A number, told with a decimal point and thousands together; the unit is kept.

    A text such as `1.234` in a file that writes decimals with a point is told, and in one with a comma it is too: it is
    a thousand times larger to some readers than to others.
    """
    found = _NUMBER.match(cell.strip())
    if found is None:
        raise Unreadable("case.import_number")
    other = "." if mark == "," else ","
    plain = re.sub(r"[ \u00a0\u202f]", "", found["number"])
    if _UNCLEAR.match(plain) and other in plain:
        raise Unreadable("case.import_number_unclear")
    if other in plain and not re.fullmatch(rf"[-−]?[0-9]{{1,3}}(\{other}[0-9]{{3}})+(\{mark}[0-9]+)?", plain):
        raise Unreadable("case.import_number")
    told = plain.replace(other, "").replace(mark, ".")
    return f"{told} {(found['unit'] or '').removesuffix('.')}".strip()


def whole(cell: str, mark: str) -> int:
    """A whole number."""
    told = number(cell, mark)
    if not told.isdigit():
        raise Unreadable("case.import_whole")
    return int(told)


def kroner(cell: str, mark: str) -> str:
    """An amount in kroner, with or without the unit; one decimal is tenths of a krone."""
    told = number(cell, mark).removesuffix("kr").strip()
    whole_part, point, decimals = told.partition(".")
    if len(decimals) > 2:
        if decimals[2:].strip("0"):
            raise Unreadable("case.import_ore")
        decimals = decimals[:2]
    return f"{whole_part}{point}{decimals.ljust(2, '0') if point else ''} kr"


def share(cell: str, mark: str) -> str:
    """A share: in per cent with the sign, else a part of one."""
    told = number(cell, mark)
    if told.endswith("%"):
        return told
    whole_part, _, decimals = told.partition(".")
    hundredths = f"{whole_part}{decimals.ljust(2, '0')[:2]}".lstrip("0") or "0"
    rest = decimals[2:].rstrip("0")
    return f"{hundredths}.{rest} %" if rest else f"{hundredths} %"


def yes(cell: str, mark: str) -> bool:
    """Yes or no, in Danish, English or as a spreadsheet writes it."""
    del mark
    known: Mapping[str, bool] = {**_YES, **_NO}
    if cell.strip().lower() not in known:
        raise Unreadable("case.import_yes")
    return known[cell.strip().lower()]


def unit(cell: str, mark: str) -> str:
    """What one price buys, by its Danish or English name."""
    del mark
    name = cell.strip().lower()
    return str(_UNITS.get(name, name))
