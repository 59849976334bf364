"""A block is whole: nothing is committed without its seal, a seal counts its rows, and nothing comes after the seal.

That a row has a seal is a foreign key which is looked at when the transaction ends. SQLite looks at foreign keys only
on connections that ask for it: there an unsealed row can be slipped in by another program, but it counts nowhere and
the verifier names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.audit.guarding.shapes import tables_of
from bundlinje_web.audit.models import Chain, Seal, Sealed

_SEAL = Seal._meta.db_table
_IS_SEALED = f'EXISTS (SELECT 1 FROM "{_SEAL}" AS seal WHERE seal.id = NEW.seal_id)'  # noqa: S608


def _count(tables: list[str]) -> str:
    """How many rows of these tables name the new seal."""
    counts = (f'(SELECT COUNT(*) FROM "{table}" WHERE seal_id = NEW.id)' for table in tables)  # noqa: S608
    return " + ".join(counts) or "0"


def _refusals() -> Iterator[Refusal]:
    models = list(tables_of(Sealed))  # type: ignore[type-abstract]
    for model in models:
        yield Refusal(model._meta.db_table, Event.INSERT, _IS_SEALED)
    yield Refusal(_SEAL, Event.INSERT, f"NEW.size <> {_count([model._meta.db_table for model in models])}")
    for chain in Chain.values:
        own = [model._meta.db_table for model in models if chain == model.CHAIN]
        yield Refusal(_SEAL, Event.INSERT, f"NEW.chain = '{chain}' AND NEW.size <> {_count(own)}")


_A_RECORD = (
    'INSERT INTO audit_record (id, recorded_at, digest, code, actor, "grant", on_behalf_of, subject_type, subject, '
    'contract, "before", "after", "values", "key", request, happened_on, seal_id) '
    'SELECT {new}, recorded_at, digest, code, actor, "grant", on_behalf_of, subject_type, subject, '
    'contract, "before", "after", "values", \'another-key\', request, happened_on, {seal} '
    "FROM audit_record LIMIT 1"
)
_A_SEAL = (
    "INSERT INTO audit_seal (id, recorded_at, chain, number, previous, size, first, last, rows, digest) "
    "SELECT {new}, recorded_at, {chain}, number + 1, digest, {size}, first, last, rows, "
    "'x' || substr(digest, 2, 63) FROM audit_seal ORDER BY number DESC LIMIT 1"
)

GUARD = Guard(
    "audit.whole",
    refusals=_refusals,
    constraints=((_SEAL, "seal_counts_from_one"),),
    attacks=(
        Attack("a record after its seal", _A_RECORD.replace("{seal}", "seal_id")),
        Attack("a record without a seal", _A_RECORD.replace("{seal}", "{new}"), on=("postgresql",)),
        Attack("a seal of nothing", _A_SEAL.replace("{chain}", "chain").replace("{size}", "1")),
        Attack("a seal of none", _A_SEAL.replace("{chain}", "chain").replace("{size}", "0")),
        Attack("a seal of another chain", _A_SEAL.replace("{chain}", "'books'").replace("{size}", "1")),
    ),
)
