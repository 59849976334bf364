"""One action while it runs: who acts, by which right, when, and the one record it must leave."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from bundlinje_web.acting import Actor, NotAllowed, Right
from bundlinje_web.audit import clock
from bundlinje_web.audit.asked import request_id
from bundlinje_web.audit.codes import fields_of, refusal_of
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.sealing import seal
from bundlinje_web.audit.values import carried


class BadlyMade(RuntimeError):  # noqa: N818 - it reads as what is said of the action
    """An action that does not do as actions do: it is a mistake in the program, and nothing was done."""


@dataclass(slots=True)
class Act:
    """What an action is handed first.

    `now` and `today` are when it happens: the clock, or the past that the demo office tells of. `right` is the right
    that let the actor do it, none where anybody may. `key` says that it is the same wish when it comes again.
    """

    actor: Actor
    right: Right | None
    codes: tuple[str, ...]
    key: str
    now: datetime
    today: date
    recorded: Record | None = field(default=None, init=False)

    def record(
        self,
        subject: Model | None,
        *,
        before: str = "",
        after: str = "",
        contract: str = "",
        did: str = "",
        **values: Any,
    ) -> None:
        """Say what was done, once: the row it is about, its digests, and values the code carries.

        `did` is the code where the action has several; the first is meant otherwise. Raises `NotAValue` for a value the
        code does not carry, `BadlyMade` for a second record.
        """
        code = did or self.codes[0]
        if self.recorded is not None or code not in self.codes:
            raise BadlyMade(f"{code}: one record, of the action's own codes")
        kind, key = named(subject)
        self.recorded = Record(
            code=code,
            **told_of(self.actor, self.right),
            subject_type=kind,
            subject=key,
            contract=contract,
            before=before,
            after=after,
            values=carried(values, fields_of(code)),
            key=self.key,
            request=request_id(),
            happened_on=self.today,
        )


def told_of(actor: Actor, right: Right | None) -> dict[str, str]:
    """Who acted and by which right, as a record says it."""
    return {
        "actor": actor.person or "anyone",
        "grant": right.id if right else "",
        "on_behalf_of": (right.on_behalf_of or "") if right else "",
    }


def named(subject: Model | None) -> tuple[str, str]:
    """The type and the key of a row, as a record names it."""
    return (subject._meta.label_lower, str(subject.pk)) if subject is not None else ("", "")


def refusal(code: str, actor: Actor, row: Model | None, no: NotAllowed) -> Record:
    """The record of something that was asked for and refused: by which policy, and why."""
    kind, key = named(row)
    refused = refusal_of(code)
    return Record(
        code=refused,
        **told_of(actor, None),
        subject_type=kind,
        subject=key,
        values=carried({"policy": no.code, "reason": no.reason}, fields_of(refused)),
        key=uuid.uuid4().hex,
        request=request_id(),
        happened_on=clock.today(),
    )


def sealed(record: Record) -> None:
    """Write the record down and close it with a seal of its own: after this nothing more belongs to it."""
    record.recorded_at = timezone.now()
    record.seal_id = uuid.uuid4()
    record.digest = record.worked_out()
    record.save()
    seal(Record.CHAIN, record.seal_id, [record])
