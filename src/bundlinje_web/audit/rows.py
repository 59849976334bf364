"""The three kinds of rows: appended once for all, kept and changed by people, and moving along a table of moves.

What these classes refuse, the database refuses too, whoever asks it: see `bundlinje_web.audit.guards`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NoReturn

from django.db import models, transaction
from django.db.models.functions import Now


class Unchangeable(TypeError):  # noqa: N818 - it says what the row is
    """Somebody tried to change or delete a row that is only ever added."""


class Conflict(Exception):  # noqa: N818 - two people met; nothing is broken
    """Somebody else saved the row meanwhile: what was typed is kept, and the person is shown both."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{row._meta.label} {row.pk} was saved by somebody else meanwhile")
        self.row = row


class NoSuchMove(Exception):  # noqa: N818 - it refuses a move
    """A row cannot go from the state it is in to the one asked for."""

    def __init__(self, row: models.Model, before: str, after: str) -> None:
        super().__init__(f"{row._meta.label}: no move from {before} to {after}")
        self.row = row
        self.before = before
        self.after = after


class Appended(models.Model):
    """A row that is added and then stands as it is: no change, no deletion; what it says is ended by another row.

    The key is random, so that it tells neither when nor how many; `recorded_at` is the database's own clock, UTC.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises `Unchangeable` for one that stands already."""
        if not self._state.adding:
            raise Unchangeable(self._meta.label)
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises `Unchangeable`."""
        raise Unchangeable(self._meta.label)


class Kept(models.Model):
    """A row that people change: `row_version` goes up by one each time, so that two who edit it at once are told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row, or save it as a new version. Raises `Conflict` if it was saved since this one was read."""
        if self._state.adding:
            super().save(*args, **kwargs)
        else:
            self.save_if(self.row_version, **kwargs)

    def save_if(self, version: int, *, update_fields: Iterable[str] | None = None, using: str | None = None) -> None:
        """Save the row as the version after `version`, which a form was filled in from.

        Raises `Conflict` where the row is no longer that version; then nothing is saved.
        """
        rows = type(self)._base_manager.using(using or self._state.db)
        with transaction.atomic(using=rows.db):
            self._take(rows, version)
            fields = None if update_fields is None else {*update_fields, "row_version"}
            super().save(force_update=True, using=rows.db, update_fields=fields)

    def _take(self, rows: models.QuerySet[Any], version: int) -> None:
        """Make this the version after `version`, unless somebody else has."""
        if not rows.filter(pk=self.pk, row_version=version).update(row_version=version + 1):
            raise Conflict(self)
        self.row_version = version + 1


class Moving(Kept):
    """A row that moves: its state changes only along `MOVES`, which the database holds as well.

    `MOVES` names every state with those it may go to; a state that goes nowhere is an end. A new row stands in one of
    `STARTS`, or in the first state named where there are none.
    """

    MOVES: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    STARTS: ClassVar[tuple[str, ...]] = ()

    state = models.CharField(max_length=40, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def starts(cls) -> tuple[str, ...]:
        """The states a new row may stand in."""
        return cls.STARTS or tuple(cls.MOVES)[:1]

    @property
    def is_ended(self) -> bool:
        """Whether it goes nowhere from here."""
        return not self.MOVES[self.state]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As of any row that is kept; a new one starts where it starts."""
        if self._state.adding and not self.state:
            self.state = self.starts()[0]
        super().save(*args, **kwargs)

    def move(self, to: str) -> None:
        """Go to another state and save. Raises `NoSuchMove`, or `Conflict` if somebody else moved it meanwhile."""
        before = self.state
        if to not in self.MOVES.get(before, ()):
            raise NoSuchMove(self, before, to)
        self.state = to
        try:
            self.save()
        except Conflict:
            self.state = before
            raise
