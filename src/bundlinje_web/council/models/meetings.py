"""Meetings of a body, their agenda, and the annual wheel."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Kept, Moving


class Meeting(Moving):
    """A meeting of the Council or another body: planned, its agenda sent, held, its minutes approved."""

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
    minutes_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=["body", "day"], name="meeting_one_a_day"),)

    def __str__(self) -> str:
        return f"{self.body} {self.day}"


class Point(Kept):
    """A point of the agenda: what it is about, the recommendation, and how long it may take."""

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
    minutes = models.PositiveSmallIntegerField(default=15)
    recommendation = models.JSONField(default=dict, blank=True, help_text="Text by the headings of REP-12.")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("meeting__day", "number")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="point_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Recommended(Kept):
    """One numbered point of a recommendation: "At 1) …" (GOV-08), with what is proposed to be decided."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="recommended")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    does = models.CharField(
        max_length=40, blank=True, help_text="What an approval brings about: `reject`, `open-case`, `donate`, `invest`."
    )

    class Meta:
        ordering = ("point", "number")
        constraints = (models.UniqueConstraint(fields=["point", "number"], name="recommended_number_once"),)

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

    def __str__(self) -> str:
        return self.title
