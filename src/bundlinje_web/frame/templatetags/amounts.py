"""How hours and other exact numbers that are no money are written."""

from __future__ import annotations

from fractions import Fraction

from django import template

from bundlinje.words.numbers import shortest
from bundlinje_web.frame.words import language_now, say_now

register = template.Library()


@register.filter
def hours(value: Fraction | None) -> str:
    """A number with at most one decimal; a word where it is not known."""
    return say_now("frame.not_stated") if value is None else shortest(value, 1, language_now())


@register.filter
def hours_of(minutes: int) -> str:
    """Minutes as hours."""
    return hours(Fraction(minutes, 60))
