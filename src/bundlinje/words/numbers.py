"""Numbers, money and days as Danish and English readers write them: `1.234,5` and `1,234.5`, `31. december 2024`.

Exact in, text out: nothing becomes a float. A number is rounded only here, half away from zero, and only for the eye.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from bundlinje.money import ORE_PER_KRONE, Ore, round_half_away

Language: TypeAlias = Literal["da", "en"]

_THOUSANDS = {"da": ".", "en": ","}
_DECIMAL = {"da": ",", "en": "."}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_TWO_STOPS = re.compile(r"(?<=[a-zæøå])\.\.(?!\.)")


def whole(number: int, language: Language = "da") -> str:
    """A whole number with its thousands parted: `12.844`, `12,844`."""
    return f"{number:,}".replace(",", _THOUSANDS[language])


def decimal(value: Fraction, places: int, language: Language = "da") -> str:
    """An exact number rounded to this many decimals, always all of them: `1.234,50`."""
    scaled = round_half_away(value * 10**places)
    front, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    tail = f"{_DECIMAL[language]}{rest:0{places}d}" if places else ""
    return f"{sign}{whole(front, language)}{tail}"


def shortest(value: Fraction, most: int, language: Language = "da") -> str:
    """An exact number with as few decimals as tell it, at the most this many: `10`, `38.297,5`."""
    places = next((n for n in range(most) if (value * 10**n).denominator == 1), most)
    return decimal(value, places, language)


def kroner(ore: Ore, language: Language = "da") -> str:
    """Money in kroner, with øre where there are any: `1.234 kr.`, `1.234,50 kr.`; `DKK 1,234.50`."""
    places = 0 if ore % ORE_PER_KRONE == 0 else 2
    number = decimal(Fraction(ore, ORE_PER_KRONE), places, language)
    return f"{number} kr." if language == "da" else f"DKK {number}"


def thousands(ore: Ore, language: Language = "da") -> str:
    """Money as a number of 1.000 kr., as fund tables print it; one decimal where it is not whole: `38.297,5`."""
    return shortest(Fraction(ore, 1_000 * ORE_PER_KRONE), 1, language)


def millions(ore: Ore, language: Language = "da", places: int = 1) -> str:
    """Money in millions of kroner: `11,4 mio. kr.`; `DKK 11.4 million`."""
    number = decimal(Fraction(ore, 1_000_000 * ORE_PER_KRONE), places, language)
    return f"{number} mio. kr." if language == "da" else f"DKK {number} million"


def percent(share: Fraction, language: Language = "da", places: int = 1) -> str:
    """A part of one in per cent: `82,1 %`; `82.1%`. Trailing zero decimals are left out."""
    number = shortest(share * 100, places, language)
    return f"{number} %" if language == "da" else f"{number}%"


def points(share: Fraction, language: Language = "da", places: int = 2) -> str:
    """A difference between two shares: `7,46 procentpoint`; `7.46 percentage points`."""
    number = shortest(share * 100, places, language)
    return f"{number} procentpoint" if language == "da" else f"{number} percentage points"


def day(on: date, language: Language = "da") -> str:
    """A day in full: `31. december 2024`; `31 December 2024`."""
    dot = "." if language == "da" else ""
    return f"{on.day}{dot} {_MONTHS[language][on.month - 1]} {on.year}"


def month(on: date, language: Language = "da") -> str:
    """The month of a day: `december 2024`."""
    return f"{_MONTHS[language][on.month - 1]} {on.year}"


def day_short(on: date, language: Language = "da") -> str:
    """A day for a table: `31-12-2024`; `2024-12-31`."""
    return on.strftime("%d-%m-%Y") if language == "da" else on.isoformat()


def one_stop(sentence: str) -> str:
    """An abbreviation that ends a sentence lends it its stop: `kr.`, never `kr..`; three dots stay three."""
    return _TWO_STOPS.sub(".", sentence)
