"""Closing a block of rows with a seal, as the last thing a transaction does."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import connection

from bundlinje_web.audit.canonical import GENESIS, digest_of_all
from bundlinje_web.audit.models import Seal, Sealed


def seal(chain: str, key: uuid.UUID, rows: Sequence[Sealed]) -> Seal:
    """Add the seal with that key over the rows, which name it already, as the next of its chain.

    Two transactions that seal the same chain wait for each other here: so call it last. Rows are in any order.
    """
    _wait_for_turn(chain)
    head = Seal.objects.filter(chain=chain).order_by("-number").first()
    ordered = sorted(rows, key=lambda row: str(row.pk))
    made = Seal(
        id=key,
        chain=chain,
        number=head.number + 1 if head else 1,
        previous=head.digest if head else GENESIS,
        size=len(ordered),
        first=ordered[0].pk,
        last=ordered[-1].pk,
        rows=digest_of_all(row.digest for row in ordered),
        recorded_at=max(row.recorded_at for row in ordered),
    )
    made.digest = made.worked_out()
    made.save()
    return made


def _wait_for_turn(chain: str) -> None:
    """Hold the chain until the transaction ends. SQLite has held the whole file since the transaction began."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"bundlinje.seal.{chain}"])
