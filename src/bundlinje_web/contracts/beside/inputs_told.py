"""The values of a business case in words: shares, people, amounts by year, quantities by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from bundlinje.business_case.parts import Cohort, Consequence, Cost, Effect, Price
from bundlinje.words.exact import counted, quantity
from bundlinje_web.frame.words import language_now, say_now

if TYPE_CHECKING:
    from bundlinje.business_case.values import Quantities
    from bundlinje.grammar.part import Part
    from bundlinje.grammar.stated import Number


def value_told(part: Part) -> str:
    """What an input of the case says, in the language of the page."""
    return "; ".join(_PARTS[type(part)](part)) if type(part) in _PARTS else ""


def _said(code: str, **values: object) -> str:
    return say_now(f"beside.inputs.of.{code}", **values)


def _number(value: Number | None) -> str:
    """A number with its unit; what is not known is said."""
    if value is None or value.value is None:
        return say_now("frame.not_stated")
    return quantity(value.value, language_now())


def _cohort(one: Cohort) -> Iterator[str]:
    yield _said("participants", n=_number(one.participants))
    yield _said("completion", n=_number(one.completion))


def _effect(one: Effect) -> Iterator[str]:
    for code, value in (("with", one.with_), ("without", one.without), ("net", one.net), ("d", one.d)):
        if value is not None:
            yield _said(code, n=_number(value))
    if one.with_ is not None and one.with_.value and one.without is not None and one.without.value:
        points = (one.with_.value.value - one.without.value.value) * 100
        yield _said("because", n=counted(points, "pp", language_now()))


def _consequence(one: Consequence) -> Iterator[str]:
    yield from _by_year(one.quantity)
    if not one.saves:
        yield _said("costs_more")


def _by_year(told: Quantities) -> Iterator[str]:
    """How much a year and in which years after finishing, alike years together."""
    if told.years is not None:
        texts = [_number(each) for each in told.years]
        yield from (_said("in_years", years=_run(years), n=text) for text, years in _runs(texts))
    elif told.each_year is not None:
        last = "" if told.last is None else str(told.last)
        code = "each_year" if not last and not told.first else "from_year" if not last else "between"
        yield _said(code, n=_number(told.each_year), first=told.first, last=last)
    else:
        yield say_now("frame.not_stated")


def _runs(texts: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Years with the same text beside each other."""
    for text, held in groupby(enumerate(texts), key=lambda item: item[1]):
        yield text, [year for year, _ in held]


def _run(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _price(one: Price) -> Iterator[str]:
    yield _number(one.amount)


def _cost(one: Cost) -> Iterator[str]:
    if one.by_year is not None:
        years = sorted(one.by_year)
        amounts = [_number(one.by_year[year]) for year in years]
        for text, places in _runs(amounts):
            yield f"{_run([years[place] for place in places])}: {text}"
    elif one.per is not None:
        yield _said(f"per_{one.per}", n=_number(one.amount))
    elif one.years is not None:
        yield f"{one.years.text().replace('-', '–')}: {_said('a_year', n=_number(one.amount))}"


_PARTS: dict[type[Part], Callable[..., Iterator[str]]] = {
    Cohort: _cohort,
    Effect: _effect,
    Consequence: _consequence,
    Price: _price,
    Cost: _cost,
}
