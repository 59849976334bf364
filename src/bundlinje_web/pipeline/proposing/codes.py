"""The code a sender follows a proposal by: made of the secret of its draft, so that the receipt can be shown again."""

from __future__ import annotations

import hashlib

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U: a code that is read aloud or written off is not misread."""

_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


def status_code(secret: str) -> str:
    """Ten letters and digits in two groups, fifty bits: `K7QF2-M9XPA`."""
    number = int.from_bytes(hashlib.sha256(f"status:{secret}".encode()).digest()[:8], "big")
    letters = "".join(_LETTERS[(number >> (5 * at)) & 31] for at in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def plain_code(written: str) -> str:
    """A code as it was written by hand, as it is kept: in capitals, without spaces and hyphens."""
    return "".join(each for each in written.upper().translate(_ALIKE) if each in _LETTERS)
