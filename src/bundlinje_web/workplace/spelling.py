"""Help with spelling where a search finds nothing: a word like it, among what the actor may see."""

from __future__ import annotations

import re
from difflib import get_close_matches

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import search

PIECE, MOST_PIECES, LIKE = 3, 8, 0.72


def meant(actor: Actor, words: str) -> str | None:
    """The words as they were probably meant; none where nothing is like them.

    What is like a word shares some letters in a row with it: titles that do are asked of every room, which gives only
    what this actor may see.
    """
    told = words.casefold().split()
    guessed = [_like(word, _known(actor, word)) for word in told]
    if all(guess is None for guess in guessed):
        return None
    found = " ".join(guess or word for guess, word in zip(guessed, told, strict=True))
    return found if found != " ".join(told) else None


def _known(actor: Actor, word: str) -> set[str]:
    """The words of titles that share some letters in a row with this one."""
    pieces = list(dict.fromkeys(word[at : at + PIECE] for at in range(max(1, len(word) - PIECE + 1))))[:MOST_PIECES]
    titles = (hit.title for piece in pieces for source in search for hit in source(actor, piece))
    return {each for title in titles for each in re.findall(r"\w{3,}", title.casefold())}


def _like(word: str, known: set[str]) -> str | None:
    return next(iter(get_close_matches(word, sorted(known), 1, LIKE)), None)
