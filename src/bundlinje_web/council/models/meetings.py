"""Meetings of a body, their agenda, and the annual wheel."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Kept, Moving
from bundlinje_web.people.models import Body


class Meeting(Moving):
    """A meeting of the Council or another body: planned, its agenda sent, held, its minutes approved.

    `in_writing` is a decision between meetings: its members answer by `day`, nobody meets. `minutes_digest` is of
    everything in the minutes as they were approved.
    """

    PLANNED, SENT, HELD, APPROVED, CANCELLED = "planned", "sent", "held", "approved", "cancelled"
    MOVES: ClassVar = {
        PLANNED: (SENT, CANCELLED),
        SENT: (HELD, PLANNED, CANCELLED),
        HELD: (APPROVED,),
        APPROVED: (),
        CANCELLED: (),
    }

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="meetings")
    day = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    theme = models.CharField(max_length=200, blank=True)
    agenda_due = models.DateField(null=True, blank=True)
    in_writing = models.BooleanField(default=False)
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    minutes_digest = models.CharField(max_length=64, blank=True)
    cancelled_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=["body", "day"], name="meeting_one_a_day"),)

    def __str__(self) -> str:
        return f"{self.body} {self.day}"

    @staticmethod
    def slug_of(body: Body, day: object) -> str:
        """What it is called in addresses and records: its day, and for others than the Council their code."""
        return str(day) if body.kind == Body.Kind.COUNCIL else f"{day}-{body.code}"

    @property
    def agenda(self) -> models.QuerySet[Point]:
        """The points that stand, in their order."""
        return self.points.filter(withdrawn=False).order_by("number")

    @property
    def is_open(self) -> bool:
        """Whether points can still be put on, changed and taken off: until the agenda is sent."""
        return self.state == Meeting.PLANNED

    @property
    def can_decide(self) -> bool:
        """Whether decisions can be recorded: from when the agenda is sent until the minutes are approved."""
        return self.state in {Meeting.SENT, Meeting.HELD}


class Point(Kept):
    """A point of the agenda: what it is about, the recommendation, how long it may take, and what was said.

    `concerns` names organisations the point touches besides those the proposal and the contract name themselves:
    an interest in any of them forbids taking part (GOV-25).
    """

    class Kind(models.TextChoices):
        """What the meeting does with it."""

        DECISION = "decision"
        BRIEFING = "briefing"
        VISIT = "visit"
        MINUTES = "minutes"
        OTHER = "other"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.DECISION)
    proposal = models.ForeignKey("pipeline.Proposal", models.PROTECT, null=True, blank=True, related_name="points")
    case = models.ForeignKey("pipeline.Case", models.PROTECT, null=True, blank=True, related_name="points")
    version = models.ForeignKey("contracts.Version", models.PROTECT, null=True, blank=True, related_name="points")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, null=True, blank=True, related_name="points")
    concerns = models.ManyToManyField("people.Organisation", blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=15)
    recommendation = models.JSONField(default=dict, blank=True, help_text="Text by the headings of REP-12.")
    said = models.TextField(blank=True, help_text="What the minutes say of the point.")
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("meeting__day", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "number"], condition=models.Q(withdrawn=False), name="point_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def about_contract(self) -> str:
        """The code of the contract it is about, empty where it is about none."""
        if self.contract is not None:
            return self.contract.code
        if self.version is not None:
            return self.version.contract.code
        contract = self.case.contract if self.case is not None else None
        return contract.code if contract is not None else ""


class Recommended(Kept):
    """One numbered point of a recommendation: "At 1) …" (GOV-08), with what an approval of it brings about.

    `amount` is what a donation is of, in øre; `reason` the code of why a proposal is rejected.
    """

    class Does(models.TextChoices):
        """What an approval brings about."""

        NOTE = "note"
        REJECT_DIRECTLY = "reject-directly"
        REJECT = "reject"
        OPEN_CASE = "open-case"
        DONATE = "donate"
        INVEST = "invest"
        STOP_CASE = "stop-case"

    point = models.ForeignKey(Point, models.PROTECT, related_name="recommended")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    does = models.CharField(max_length=20, choices=Does.choices, default=Does.NOTE)
    amount = models.BigIntegerField(null=True, blank=True, help_text="øre")
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("point", "number")
        constraints = (
            models.UniqueConstraint(fields=["point", "number"], name="recommended_number_once"),
            models.CheckConstraint(
                condition=~models.Q(does="donate") | models.Q(amount__gt=0), name="recommended_donation_of_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.point} · {self.number}"


class WheelEntry(Kept):
    """Something of the annual wheel: a theme of a meeting or a deliverable that comes back every year (GOV-15)."""

    class Kind(models.TextChoices):
        """What sort of entry it is."""

        THEME = "theme"
        DELIVERABLE = "deliverable"
        DEADLINE = "deadline"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: every year.")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("month", "day", "title")
        verbose_name_plural = "wheel entries"
        constraints = (models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="wheel_entry_in_a_month"),)

    def __str__(self) -> str:
        return self.title
