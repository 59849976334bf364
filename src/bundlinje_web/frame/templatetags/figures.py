"""How templates tell numbers with reasons."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from bundlinje_web.bridge.explaining import Told, Why
from bundlinje_web.frame import grids

register = template.Library()


@register.filter
def told(cell: Told) -> str:
    """A label that is codes and values, in words."""
    return grids.told(cell)


@register.filter
def why_value(why: Why) -> str:
    """A number with its unit."""
    return grids.why_told(why)


@register.filter
def why_kind(why: Why) -> str:
    """The code of how well a number is known: read from books, calculated, assumed, or not known."""
    if why.value is None:
        return "figures.kind.unknown"
    if why.mark.name == "ASSUMED":
        return "figures.kind.assumed"
    return "figures.kind.stated" if not why.parts and why.source else "figures.kind.calculated"


@register.simple_tag
def number_at(code: str, query: Mapping[str, str] | None = None) -> str:
    """The address of what explains a number."""
    return grids.number_url(code, query)
