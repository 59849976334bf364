"""Exact values in a reader's language: quantities with their unit, shares, lengths of time. Rounding is said."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.money import ORE_PER_KRONE, Ore
from bundlinje.words.lexicon import word
from bundlinje.words.numbers import Language, decimal, kroner, whole
from bundlinje.words.numbers import percent as rounded_percent

if TYPE_CHECKING:
    from bundlinje.grammar.quantity import Quantity
    from bundlinje.grammar.written import Length

_MOST_DECIMALS = 12
HOME_CURRENCY = "DKK"
_ABOUT = {"da": "ca. ", "en": "about "}


def number(value: Fraction | int, language: Language) -> str:
    """An exact number: whole, with the decimals it has, or as a fraction where no decimal tells it exactly."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return whole(exact.numerator, language) if abs(exact) >= 1000 else str(exact.numerator)
    places = next((n for n in range(1, _MOST_DECIMALS) if (exact * 10**n).denominator == 1), None)
    return f"{exact.numerator}/{exact.denominator}" if places is None else decimal(exact, places, language)


def percent(share: Fraction, language: Language) -> str:
    """A part of one in per cent, exactly: `8,5 %`; where per cents do not end: `1/3 (ca. 33,33 %)`."""
    text = number(share * 100, language)
    if "/" in text:
        about = rounded_percent(share, language, 2)
        return f"{number(share, language)} ({_ABOUT[language]}{about})"
    return f"{text} %" if language == "da" else f"{text}%"


def money(ore: Ore, language: Language, currency: str = HOME_CURRENCY) -> str:
    """An amount in the contract's currency: `20.000 kr.`; `DKK 20,000`."""
    text = kroner(ore, language)
    if currency == HOME_CURRENCY:
        return text
    plain = text.removesuffix(" kr.").removeprefix("DKK ")
    return f"{plain} {currency}" if language == "da" else f"{currency} {plain}"


def counted(how_many: Fraction | int, unit: str, language: Language) -> str:
    """A number of something the lexicon can bend: `1 dag`, `6 måneder`, `6,8 point`."""
    form = "one" if how_many == 1 else "many"
    return f"{number(how_many, language)} {word(f'unit.{unit}.{form}', language)}"


def quantity(value: Quantity, language: Language, currency: str = HOME_CURRENCY) -> str:
    """A quantity with its unit: `5 dage`, `25 %`, `5 procentpoint`, `6,8 point`, `20.000 kr.`, `12`."""
    if value.unit == "weeks":
        return counted(value.value / 7, "week", language)
    if value.unit == "pp":
        return counted(value.value * 100, "pp", language)
    if value.unit == "times":
        return counted(value.value, "time", language)
    return of_dimension(value.value, str(value.dimension), language, currency)


def of_dimension(value: Fraction, dimension: str, language: Language, currency: str = HOME_CURRENCY) -> str:
    """An exact number of a dimension of the contract language: `count`, `days`, `kr`, `share` or `points`."""
    match dimension:
        case "kr":
            return money(int(value), language, currency) if value.denominator == 1 else _part_ore(value, language)
        case "share":
            return percent(value, language)
        case "days":
            return counted(value, "day", language)
        case "points":
            return counted(value, "point", language)
        case _:
            return number(value, language)


def _part_ore(ore: Fraction, language: Language) -> str:
    """An amount that is no whole number of øre: exactly where decimals tell it, else to the øre and said to be so."""
    text = number(ore / ORE_PER_KRONE, language)
    about = ""
    if "/" in text:
        text, about = decimal(ore / ORE_PER_KRONE, 2, language), _ABOUT[language]
    return f"{about}{text} kr." if language == "da" else f"{about}DKK {text}"


def length(value: Length, language: Language) -> str:
    """A length of time: `6 måneder`, `1 år`."""
    return counted(value.number, value.unit, language)
