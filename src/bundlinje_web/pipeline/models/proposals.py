"""Calls for ideas, and the proposals that come in."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver

from bundlinje_web.audit import clock
from bundlinje_web.audit.rows import Appended, Kept, Moving


class Call(Kept):
    """A theme the Council asks for ideas in, until a day; its proposals are counted apart (INB-08)."""

    number = models.SlugField(max_length=60, unique=True, help_text="Year and theme: `2022-psykisk-sygdom`.")
    title_da = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text_da = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    opens = models.DateField()
    closes = models.DateField()

    class Meta:
        ordering = ("-opens",)

    def __str__(self) -> str:
        return self.title_da


class Proposal(Moving):
    """An inquiry to the Council: one row for each, whatever became of it, so that Tabel 1 always sums (INB-11).

    `number` is the case number, for life. What was proposed stands in its texts, frozen at receipt. `contact_*` is the
    proposer's own and goes when it is no longer needed; the rest stays.
    """

    RECEIVED, SCREENED, ASKED, ASSESSED = "received", "screened", "in-assessment", "assessed"
    REJECTED_DIRECTLY, REJECTED = "rejected-directly", "rejected"
    CASE, DONATION, DUPLICATE, WITHDRAWN = "case", "donation", "duplicate", "withdrawn"
    NOT_STATED = "not-stated"

    MOVES: ClassVar = {
        RECEIVED: (SCREENED, DUPLICATE, WITHDRAWN),
        SCREENED: (ASKED, REJECTED_DIRECTLY, CASE, DUPLICATE, WITHDRAWN),
        ASKED: (ASSESSED, WITHDRAWN),
        ASSESSED: (ASKED, REJECTED, CASE, DONATION, WITHDRAWN),
        DONATION: (CASE,),
        REJECTED_DIRECTLY: (),
        REJECTED: (),
        CASE: (),
        DUPLICATE: (),
        WITHDRAWN: (),
        NOT_STATED: (),
    }
    # Those that are known only from a published number are taken in as what they were counted as.
    STARTS: ClassVar = (RECEIVED, REJECTED_DIRECTLY, REJECTED, DONATION, CASE, NOT_STATED)

    class Source(models.TextChoices):
        """Who the inquiry comes from (INB-03, INB-13)."""

        DEPARTMENT = "department"
        ORGANISATION = "organisation"
        ENTERPRISE = "social-enterprise"
        CITIZEN = "citizen"
        COUNCIL = "council"
        OWN_SEARCH = "own-search"

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=20, choices=Source.choices)
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="proposals")
    organisation = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    received_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Where only the year is known.")
    decided_on = models.DateField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    reason = models.CharField(max_length=60, blank=True, help_text="Code of why it was rejected.")
    reason_text = models.TextField(blank=True)
    donation = models.BigIntegerField(null=True, blank=True, help_text="A smaller amount to mature the idea, øre.")
    donation_purpose = models.TextField(blank=True)
    published_only = models.BooleanField(
        default=False, help_text="Known only as one of a published number: nothing more is known of it."
    )
    counted_as_of = models.DateField(null=True, blank=True, help_text="The day the published number was counted.")
    source_note = models.CharField(max_length=500, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_mail = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    status_code = models.CharField(max_length=64, blank=True, help_text="Hash of the code its sender follows it by.")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = (models.F("received_on").desc(nulls_last=True), "-number")
        constraints = (
            models.CheckConstraint(
                condition=Q(published_only=False, received_on__isnull=False)
                | Q(published_only=True, counted_as_of__isnull=False),
                name="proposal_received_or_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="not-stated") | Q(published_only=True), name="proposal_state_stated"
            ),
            models.UniqueConstraint(
                fields=["status_code"], condition=~Q(status_code=""), name="proposal_status_code_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def move(self, to: str, *, on: date | None = None) -> None:
        """Go to another state and remember the day, so that it can be told what it was on any day.

        Raises `NoSuchMove`, or `Conflict` if somebody else moved it meanwhile.
        """
        before = self.state
        super().move(to)
        ProposalMove.objects.create(proposal=self, before=before, after=to, on=on or clock.today())

    @property
    def year(self) -> int | None:
        """The year it came in, if that is known."""
        return self.received_on.year if self.received_on else self.received_year

    @property
    def is_undecided(self) -> bool:
        """Whether nothing has been decided of it: as long as its sender can still take it back."""
        return self.WITHDRAWN in self.MOVES[self.state]

    @property
    def text(self) -> Text | None:
        """The newest text, as it was sent or corrected."""
        return self.texts.order_by("-number").first()


class ProposalMove(Appended):
    """A step of a proposal's way: from which state to which, and the day it happened."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="moves")
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    on = models.DateField()

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.proposal} · {self.before} → {self.after}"


class PrintedCount(Appended):
    """A line of Tabel 1 as it was once printed: what the office counts is shown beside it."""

    as_of = models.DateField()
    channel = models.CharField(max_length=20)
    category = models.CharField(max_length=40, blank=True, help_text="Empty for the line of all.")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    quote = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("as_of", "channel")
        constraints = (models.UniqueConstraint(fields=["as_of", "channel", "category"], name="printed_count_once"),)

    def __str__(self) -> str:
        return f"{self.as_of} · {self.channel} · {self.category}"


class Text(Appended):
    """What was proposed, as it was sent: the answers of the form by field. A correction is a new text."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(default=1)
    answers = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["proposal", "number"], name="text_number_once"),)

    def __str__(self) -> str:
        return f"{self.proposal} · {self.number}"


def stored_as(_attachment: Attachment, _name: str) -> str:
    """Where a file is kept: under a name that says nothing and comes from nobody."""
    return f"proposals/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """A file sent with a proposal: of a draft until it is sent, of the proposal afterwards.

    `scanned` says whether its text could be read and searched for numbers of persons; a picture's cannot.
    """

    draft = models.ForeignKey("frame.Draft", models.CASCADE, null=True, blank=True, related_name="attachments")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to=stored_as)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    scanned = models.BooleanField(default=False)
    has_personal_data = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(draft__isnull=False) ^ models.Q(proposal__isnull=False),
                name="attachment_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return self.name


@receiver(post_delete, sender=Attachment)
def file_goes_with_its_row(instance: Attachment, **_more: object) -> None:
    """A file nobody sent is deleted with its draft; those of a proposal stay as long as it does."""
    instance.file.delete(save=False)
