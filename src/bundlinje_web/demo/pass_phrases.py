"""Pass phrases that can be read aloud: syllables drawn by chance, which are kept as a hash alone."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher

_BEGINS, _SOUNDS = "bdfghjklmnprstv", "aeiouy"
WORDS, SYLLABLES = 4, 2
_ROUNDS = 1_000


def drawn() -> str:
    """A new one, such as `kamo-tiru-bepa-lody`: some fifty bits, nobody's name or birthday."""
    return "-".join("".join(_syllable() for _ in range(SYLLABLES)) for _ in range(WORDS))


def _syllable() -> str:
    return secrets.choice(_BEGINS) + secrets.choice(_SOUNDS)


def stored(phrase: str) -> str:
    """What is kept of it. Few rounds, since two dozen are made at each start and each was drawn by chance.

    The first login with it stores it anew with as many rounds as any other.
    """
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(phrase, hasher.salt(), iterations=_ROUNDS)
