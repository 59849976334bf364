"""The audit's own rows: what was done, the seals that chain it, and where the head of a chain was shown outside."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from bundlinje_web.audit.canonical import GENESIS, digest
from bundlinje_web.audit.codes import CODES
from bundlinje_web.audit.rows import Appended


class Chain(models.TextChoices):
    """The chains: what people and jobs did, what person-level data was read, and the books."""

    ACTION = "action"
    READ = "read"
    BOOKS = "books"


class Seal(Appended):
    """A block of rows closed for good, linked to the block before it: nothing can be added, changed or taken out.

    `digest` is over the chain, the number, the digest before, how many rows there are, the first and the last of them
    by key, when they were written, and the digest of the rows' digests in the order of their keys.
    """

    chain = models.CharField(max_length=10, choices=Chain.choices)
    number = models.BigIntegerField(help_text="Counts from 1 in each chain, without a gap.")
    previous = models.CharField(max_length=64, help_text="The digest of the seal before; zeros for the first.")
    size = models.PositiveIntegerField(help_text="How many rows it closes.")
    first = models.UUIDField(help_text="The smallest key of its rows.")
    last = models.UUIDField(help_text="The greatest key of its rows.")
    rows = models.CharField(max_length=64, help_text="Digest of the digests of its rows in the order of their keys.")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("chain", "number")
        constraints = (
            models.UniqueConstraint(fields=["chain", "number"], name="seal_number_once"),
            models.UniqueConstraint(fields=["chain", "previous"], name="seal_chain_never_forks"),
            models.CheckConstraint(condition=Q(number__gte=1, size__gte=1), name="seal_counts_from_one"),
            models.CheckConstraint(condition=Q(number__gt=1) | Q(previous=GENESIS), name="seal_first_follows_nothing"),
        )

    def __str__(self) -> str:
        return f"{self.chain}/{self.number}"

    def worked_out(self) -> str:
        """The digest this seal should carry."""
        names = ("chain", "number", "previous", "size", "first", "last", "rows", "recorded_at")
        return digest({name: getattr(self, name) for name in names})


class Sealed(Appended):
    """A row that cannot be committed without its seal, and that no seal takes in afterwards. `CHAIN` is the chain."""

    CHAIN: ClassVar[str]

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def worked_out(self) -> str:
        """The digest this row should carry: over every column but the digest itself and the seal."""
        names = [field.attname for field in self._meta.concrete_fields if field.name not in {"digest", "seal"}]
        return digest({name: getattr(self, name) for name in names})


class Record(Sealed):
    """Something that was done or refused: who, by which right, what it was about, and which version it left.

    Holds codes, random ids, amounts, days and digests, never a name and never a sentence: an id points at nothing once
    its row is gone, and no proof breaks.
    """

    CHAIN = Chain.ACTION

    code = models.CharField(max_length=80)
    actor = models.CharField(max_length=80, help_text="A person's id, `system:` and a job, or `anyone`.")
    grant = models.CharField(max_length=80, blank=True, help_text="The right that was used.")
    on_behalf_of = models.CharField(max_length=36, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    contract = models.CharField(max_length=120, blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    key = models.CharField(max_length=120)
    request = models.CharField(max_length=64, blank=True)
    happened_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["actor", "code", "key"], name="record_once_a_key"),)
        indexes = (
            models.Index(fields=["subject_type", "subject"], name="record_subject"),
            models.Index(fields=["code", "recorded_at"], name="record_code"),
            models.Index(fields=["contract"], name="record_contract"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    @property
    def is_refusal(self) -> bool:
        """Whether it was asked for and refused."""
        return self.code not in CODES


class Witness(Appended):
    """Where the head of a chain was printed or sent: the proof outside that the chain was not written anew."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="witnesses")
    digest = models.CharField(max_length=64)
    place = models.SlugField(max_length=80, help_text="Where it was shown, such as half-year-report.")

    def __str__(self) -> str:
        return f"{self.seal_id} · {self.place}"
