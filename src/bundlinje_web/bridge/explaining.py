"""Why a number on a page is what it is: a tree down to what somebody wrote, which adds up or cannot exist.

Each number has an address, its code. A part that has one too can be opened by itself, so that a long tree is walked
page by page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from math import prod
from types import MappingProxyType
from typing import TypeAlias

from bundlinje.explanation import DoesNotAddUp
from bundlinje.fund.figure import Chain, Figure, Origin
from bundlinje.fund.parts import Label
from bundlinje.grammar.part import Mark
from bundlinje.report.table import Cell, Name


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of the application for a code, with values (maybe words themselves) filled in."""

    code: str
    values: Mapping[str, Told] = field(default_factory=lambda: MappingProxyType({}))


Told: TypeAlias = Cell | Saying
"""What a number is called: a cell of an engine's table, or words of the application."""


def saying(code: str, **values: Told) -> Saying:
    """Words with their values named."""
    return Saying(code, MappingProxyType(values))


class Unit(StrEnum):
    """What a number counts."""

    ORE = "ore"
    SHARE = "share"
    COUNT = "count"
    RATIO = "ratio"
    POINTS = "points"


class How(StrEnum):
    """How the parts make the number."""

    STATED = "stated"
    SUM = "sum"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    ROUNDED = "rounded"
    CHOSEN = "chosen"
    """One of many that were drawn: its parts say how it came about."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a stated number stands: the document, a few of its words, and the place in our file."""

    title: str = ""
    quote: str = ""
    file: str = ""
    line: int | None = None

    def __bool__(self) -> bool:
        return bool(self.title or self.file)


@dataclass(frozen=True, slots=True)
class Why:
    """One number: what it is called, its exact value, and the parts it is made of or the source it stands in.

    `value` is none where it is not known; then nothing is added up. `code` is its own address.
    """

    label: Told
    value: Fraction | None
    unit: Unit = Unit.ORE
    how: How = How.STATED
    parts: tuple[Why, ...] = ()
    code: str = ""
    source: Source = Source()
    mark: Mark = Mark.KNOWN
    notes: tuple[Told, ...] = ()

    def __post_init__(self) -> None:
        values = [part.value for part in self.parts if part.value is not None]
        if self.value is None or len(values) < len(self.parts) or not values:
            return
        if not _agrees(self.how, self.value, values):
            raise DoesNotAddUp(f"{self.code or self.label}: {self.how} of {values} is not {self.value}")

    def walk(self) -> Iterator[Why]:
        """This number and every number under it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def is_open(self) -> bool:
        """Whether it is explained here: by parts, or by where it stands."""
        return bool(self.parts) or bool(self.source) or self.value is None


def _agrees(how: How, value: Fraction, parts: list[Fraction]) -> bool:
    if how in (How.SUM, How.CHOSEN):
        return sum(parts, Fraction(0)) == value
    if how is How.PRODUCT:
        return prod(parts, start=Fraction(1)) == value
    if how is How.QUOTIENT:
        return len(parts) == 2 and parts[1] != 0 and parts[0] / parts[1] == value
    return how is not How.ROUNDED or abs(sum(parts, Fraction(0)) - value) <= Fraction(1, 2)


def stated(
    label: Told, value: Fraction | int | None, unit: Unit = Unit.ORE, source: Source = Source(), **more: object
) -> Why:
    """A number that stands somewhere."""
    exact = None if value is None else Fraction(value)
    return replace(Why(label, exact, unit, source=source), **more)  # type: ignore[arg-type]


def added(
    label: Told, parts: Iterable[Why], code: str = "", unit: Unit = Unit.ORE, notes: tuple[Told, ...] = ()
) -> Why:
    """A number that is the sum of others; not known where one of them is not."""
    held = tuple(parts)
    values = [part.value for part in held if part.value is not None]
    value = sum(values, Fraction(0)) if len(values) == len(held) else None
    mark = max((part.mark for part in held), default=Mark.KNOWN)
    return Why(label, value, unit, How.SUM, held, code, mark=mark, notes=notes)


def quotient(label: Told, over: Why, under: Why, code: str = "", notes: tuple[Told, ...] = ()) -> Why:
    """One number in parts of another; not known where either is not, or nothing is to be divided by."""
    value = over.value / under.value if over.value is not None and under.value else None
    return Why(label, value, Unit.SHARE, How.QUOTIENT, (over, under), code, notes=notes)


def of_origin(origin: Origin, label: Told, documents: Mapping[str, str], code: str = "") -> Why:
    """A number of the books, with its document, its words and its place in our file."""
    place = origin.place
    source = Source(documents.get(origin.source, origin.source), origin.quote, place.file or "", place.line)
    notes: tuple[Told, ...] = (named(origin.why),) if origin.why else ()
    value = None if origin.ore is None else Fraction(origin.ore)
    return Why(label, value, source=source, mark=origin.mark, notes=notes, code=code)


def named(label: Label) -> Name:
    """A label of the books as something told."""
    return Name({"da": label.da, "en": label.en})


def of_figure(
    label: Told, figure: Figure, told: Mapping[str, Why], code: str = "", notes: tuple[Told, ...] = ()
) -> Why:
    """A figure of the fund, which is its origins added, turned round, or taken a share of.

    `told` has every origin by its id, as it is to be told.
    """
    parts = tuple(told[origin.id] for origin in figure.because)
    if figure.ore is None:
        return Why(label, None, Unit.ORE, How.SUM, parts, code, mark=figure.mark, notes=notes)
    value, whole = Fraction(figure.ore), sum((part.value or Fraction(0) for part in parts), Fraction(0))
    if not parts or whole == value:
        how = How.SUM if parts else How.STATED
        return Why(label, value, Unit.ORE, how, parts, code, mark=figure.mark, notes=notes)
    together = added(saying("figures.why.together"), parts)
    rate = stated(_rate_label(value / whole), value / whole, Unit.SHARE)
    return Why(label, value, Unit.ORE, How.PRODUCT, (together, rate), code, mark=figure.mark, notes=notes)


def _rate_label(rate: Fraction) -> Saying:
    return saying("figures.why.turned") if rate == -1 else saying("figures.why.share")


def of_chain(label: Told, chain: Chain, step: Mapping[str, Why], code: str = "", notes: tuple[Told, ...] = ()) -> Why:
    """A calculation in the open: its steps, which sum to it."""
    return added(label, (step[one.code] for one in chain.steps), code, notes=notes)


def closed(why: Why) -> Why:
    """The number alone, to be opened at its own address."""
    return Why(why.label, why.value, why.unit, code=why.code, mark=why.mark)


def named_by(why: Why, names: Mapping[str, str]) -> Why:
    """The number called by a name that the data has in each language."""
    return replace(why, label=Name(names))


def less(why: Why) -> Why:
    """The number taken off: with the other sign, and told as less."""
    value = None if why.value is None else -why.value
    return Why(
        saying("figures.why.less", what=why.label), value, why.unit, How.STATED, (), why.code,
        why.source, why.mark, why.notes,
    )  # fmt: skip
