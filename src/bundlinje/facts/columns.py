"""The columns of the seven tables: what each cell is, whether it may be blank, and its Danish headers.

Headers are read without regard to case, and a space counts as an underscore: `Også fra` is `også_fra`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Cell(Enum):
    """What a cell holds."""

    TEXT = auto()
    DAY = auto()
    END = auto()
    """The first day after a period, or the word `open` where that is allowed."""
    VALUE = auto()
    WORD = auto()
    """One of a closed list of words."""
    YES = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name it is stored under, what its cells hold, and how strict it is.

    `column_needed`: the header must stand in the file. `cell_needed`: no cell may be blank, except in a withdrawn row.
    """

    name: str
    cell: Cell = Cell.TEXT
    aliases: tuple[str, ...] = ()
    column_needed: bool = False
    cell_needed: bool = False
    may_be_open: bool = False
    words: Mapping[str, str] | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header it is recognised by."""
        return (self.name, *self.aliases)


def _needed(name: str, cell: Cell, *aliases: str, may_be_open: bool = False) -> Column:
    return Column(name, cell, aliases, column_needed=True, cell_needed=True, may_be_open=may_be_open)


GROUPS = {
    "intervention": "intervention", "indsats": "intervention", "indsatsgruppe": "intervention",
    "control": "control", "kontrol": "control", "kontrolgruppe": "control",
    "historical": "historical", "historisk": "historical",
}  # fmt: skip
"""Words for the group of a unit, and the one that is stored."""

LEFT = {
    "gennemført": "completed", "frafaldet": "dropped", "afbrudt": "dropped", "død": "died", "flyttet": "moved",
    "trukket_samtykke": "withdrew", "trukket_sig": "withdrew",
}  # fmt: skip
"""Danish words for the reason of leaving; any other word is kept as it stands."""

OPEN = ("open", "åben")
YES = {
    "yes": True,
    "ja": True,
    "true": True,
    "1": True,
    "x": True,
    "no": False,
    "nej": False,
    "false": False,
    "0": False,
}

_FACT = _needed("fact", Cell.TEXT, "name", "faktum", "oplysning", "navn")
_UNIT = _needed("unit", Cell.TEXT, "enhed")
_FROM = _needed("from", Cell.DAY, "fra", "start", "visiteret")
_DAY = _needed("day", Cell.DAY, "dag", "dato", "date")
_UNTIL = ("til", "slut", "ophørt")
_VALUE = ("værdi", "amount", "beløb")

BOOKKEEPING = (
    Column("id", Cell.TEXT, ("nummer",)),
    Column("recorded", Cell.DAY, ("registreret",)),
    Column("source", Cell.TEXT, ("kilde",)),
    Column("void", Cell.YES, ("annulleret", "slettet")),
)
"""Columns every table may have: which record a row is, when and by what it was recorded, whether it is withdrawn."""

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "enrolments": (
        _UNIT,
        Column("person", aliases=("borger",)),
        Column("cohort", aliases=("kohorte", "hold")),
        Column("group", Cell.WORD, ("gruppe",), words=GROUPS),
        Column("segment", aliases=("målgruppe",)),
        _FROM,
        Column("started", Cell.DAY, ("påbegyndt", "startet")),
        Column("until", Cell.END, _UNTIL, may_be_open=True),
        Column("left", aliases=("afgang", "afgangsårsag")),
        Column("also_in", aliases=("også_i",)),
        Column("also_from", Cell.DAY, ("også_fra",)),
    ),
    "spells": (
        _FACT,
        _UNIT,
        _FROM,
        _needed("until", Cell.END, *_UNTIL, may_be_open=True),
        Column("value", Cell.VALUE, _VALUE),
    ),
    "events": (_FACT, _UNIT, _DAY, Column("value", Cell.VALUE, _VALUE)),
    "scores": (_FACT, _UNIT, _DAY, Column("value", Cell.VALUE, _VALUE, column_needed=True)),
    "reports": (
        _FACT,
        Column("cohort", aliases=("kohorte", "hold")),
        _FROM,
        _needed("until", Cell.END, *_UNTIL),
        Column("value", Cell.VALUE, _VALUE, column_needed=True),
        Column("by", aliases=("opgjort_af", "af")),
        Column("how", aliases=("metode", "hvordan")),
    ),
    "flows": (
        Column("fact", aliases=("name", "faktum", "oplysning", "navn")),
        _needed("account", Cell.TEXT, "konto"),
        _DAY,
        Column("value", Cell.VALUE, _VALUE, column_needed=True),
        Column("why", aliases=("hvorfor", "begrundelse")),
    ),
    "coverage": (_FACT, _UNIT, _FROM, _needed("until", Cell.END, *_UNTIL)),
}
"""The columns of each table, in the order they are stored."""

FIRST_DAY: Mapping[str, str] = {
    "enrolments": "from",
    "spells": "from",
    "events": "day",
    "scores": "day",
    "reports": "until",
    "flows": "day",
    "coverage": "from",
}
"""Column of the day a row is first known if it does not say when it was recorded.

Facts are recorded as they happen, day by day; a report on the last day of its period, the day before `until`.
"""


def columns_of(table: str, own: Iterable[str] = ()) -> tuple[Column, ...]:
    """All columns of a table; `own` are the numbers a contract fixes for a unit when it is enrolled."""
    extra = tuple(Column(name, Cell.VALUE) for name in own) if table == "enrolments" else ()
    return (*COLUMNS[table], *extra, *BOOKKEEPING)


def as_header(text: str) -> str:
    """A header as it is compared: small letters, underscores for spaces."""
    return "_".join(text.strip().lower().split())
