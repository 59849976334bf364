"""What a scenario makes of the fund's balance, number by number: ahead.compared.<before|after|more|error>.<year>."""

from __future__ import annotations

from collections.abc import Sequence

from bundlinje_web.bridge.explaining import Source, Why, added, less, saying, stated
from bundlinje_web.bridge.scenario import ComparedYear

_DRAWN = Source(file="contracts, outlooks, facts, books")


def code_of(what: str, year: int) -> str:
    """The code of a number."""
    return f"ahead.compared.{what}.{year}"


def why(found: Sequence[ComparedYear], code: str) -> Why:
    """A number with its reasons. Raises `KeyError`."""
    *_, what, year = code.split(".")
    one = next((one for one in found if str(one.year) == year), None)
    if one is None:
        raise KeyError(code)
    values = {"before": one.before, "after": one.after, "error": one.error}
    if what in values:
        return stated(saying(f"books.why.{what}", year=year), values[what], source=_DRAWN, code=code)
    if what != "more":
        raise KeyError(code)
    after, before = (why(found, code_of(name, one.year)) for name in ("after", "before"))
    return added(saying("books.why.more", year=year), (after, less(before)), code)
