"""Why a number of a business case is what it is, as indented lines in Danish or English."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.business_case.trace import Shape, Trace
from bundlinje.money import round_half_away
from bundlinje.words.explanation import Line
from bundlinje.words.labels import label, labels
from bundlinje.words.numbers import Language, kroner, percent, shortest

_PLACES = 4


def tell_trace(trace: Trace, language: Language, depth: int = 0) -> Iterator[Line]:
    """A number and all it is made of: what is added under it, or multiplied, each with its value on the right."""
    yield Line(depth, _text(trace, language), amount=_value(trace, language))
    for part in trace.parts:
        yield from tell_trace(part, language, depth + 1)


def _text(trace: Trace, language: Language) -> str:
    code = f"why.{trace.code.removeprefix('case.')}"
    values = {name: str(value) for name, value in trace.values.items()}
    told = label("case", code, language, **values)
    how = f"why.is_{trace.shape.value}"
    many = len(trace.parts) > 1 and trace.shape in (Shape.SUM, Shape.PRODUCT)
    return f"{told} {label('case', how, language)}" if many and how in labels("case") else told


def _value(trace: Trace, language: Language) -> str:
    match trace.unit:
        case "ore":
            return kroner(round_half_away(trace.value), language)
        case "share":
            return percent(trace.value, language, 2)
        case "people":
            return shortest(trace.value, 2, language)
        case "":
            return ""
        case _:
            return shortest(trace.value, _PLACES, language)
