"""One chain never forks: the next seal has the next number and names the digest of the one before."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.canonical import GENESIS
from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.audit.models import Seal

_TABLE = Seal._meta.db_table
_HEAD = f'FROM "{_TABLE}" AS head WHERE head.chain = NEW.chain ORDER BY head.number DESC LIMIT 1'
_CONSTRAINTS = (
    "seal_number_once",
    "seal_chain_never_forks",
    "seal_counts_from_one",
    "seal_first_follows_nothing",
)


def _refusals() -> Iterator[Refusal]:
    yield Refusal(
        _TABLE,
        Event.INSERT,
        f"NEW.number <> COALESCE((SELECT head.number {_HEAD}), 0) + 1 "
        f"OR NEW.previous <> COALESCE((SELECT head.digest {_HEAD}), '{GENESIS}')",
    )


_A_SEAL = (
    "INSERT INTO audit_seal (id, recorded_at, chain, number, previous, size, first, last, rows, digest) "
    "SELECT {new}, recorded_at, {chain}, {number}, {previous}, size, first, last, rows, "
    "'x' || substr(digest, 2, 63) FROM audit_seal WHERE chain = 'action' ORDER BY number DESC LIMIT 1"
)


def _seal(chain: str, number: str, previous: str) -> str:
    return _A_SEAL.replace("{chain}", chain).replace("{number}", number).replace("{previous}", previous)


GUARD = Guard(
    "audit.chain",
    refusals=_refusals,
    constraints=tuple((_TABLE, name) for name in _CONSTRAINTS),
    attacks=(
        Attack("a fork", _seal("chain", "number", "previous")),
        Attack("a fork under the next number", _seal("chain", "number + 1", "previous")),
        Attack("a gap", _seal("chain", "number + 2", "digest")),
        Attack("an order turned round", _seal("chain", "0", "digest")),
        Attack("a chain that begins in the middle", _seal("'books'", "number + 1", "digest")),
        Attack("a first seal that follows something", _seal("'books'", "1", "digest")),
    ),
)
