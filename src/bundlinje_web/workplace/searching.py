"""Search over all one may see: every room looks among its own rows with the actor's own policies."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Hit, search

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one group, such as cases or decisions."""

    group: str
    hits: tuple[Hit, ...]


def found(actor: Actor, words: str) -> tuple[Found, ...]:
    """What is found for some words, by group in the order the rooms bring them; nothing for a single letter."""
    if len(words) < SHORTEST:
        return ()
    by: dict[str, list[Hit]] = {}
    for source in search:
        for hit in source(actor, words):
            by.setdefault(hit.group, []).append(hit)
    return tuple(Found(group, tuple(hits)) for group, hits in by.items())
