"""What each investor, guarantor or donor puts in."""

from __future__ import annotations

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.stepping.asking import Group, kroner_at
from bundlinje_web.contracts.stepping.parties import name_of, parties_of
from bundlinje_web.frame.words import say_now

PUTS_IN = ("investor", "donor")


def groups(written: Written) -> list[Group]:
    """One group for each who puts money in, or may."""
    held = written.get("capital")
    known = [str(key) for key in held] if isinstance(held, dict) else []
    more = [key for key, one in parties_of(written).items() if set(one.get("roles") or ()) & set(PUTS_IN)]
    names = list(dict.fromkeys([*known, *more]))
    label = say_now("contracts.ask.capital")
    return [
        Group(name_of(written, key), [kroner_at(written, f"capital_{key}", ("capital", key), label)]) for key in names
    ]
