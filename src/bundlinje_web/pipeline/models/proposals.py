"""Calls for ideas, and the proposals that come in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

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
    }

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
    received_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    reason = models.CharField(max_length=60, blank=True, help_text="Code of why it was rejected.")
    reason_text = models.TextField(blank=True)
    published_only = models.BooleanField(
        default=False, help_text="Known only as one of a published number: nothing more is known of it."
    )
    source_note = models.CharField(max_length=500, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_mail = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    status_code = models.CharField(max_length=64, blank=True, help_text="Hash of the code its sender follows it by.")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-received_on", "-number")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def text(self) -> Text | None:
        """The newest text, as it was sent or corrected."""
        return self.texts.order_by("-number").first()


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


class Attachment(models.Model):
    """A file sent with a proposal: of a draft until it is sent, of the proposal afterwards."""

    draft = models.ForeignKey("frame.Draft", models.CASCADE, null=True, blank=True, related_name="attachments")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="proposals/%Y/")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
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
