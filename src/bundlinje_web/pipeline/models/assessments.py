"""Screening by the secretariat, and the professional assessment (belysning) by departments."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Moving


class Screening(Appended):
    """The checklist answered for a proposal, with what the system warned of; each new one is a new row.

    `answers` gives each point of the checklist `yes`, `no` or `unknown` and a sentence; `overlaps` the running
    investments whose target group it may share. `recommends` is what the secretariat means should follow; it decides
    nothing: a direct rejection is the Council's (INB-04).
    """

    ASSESS, REJECT = "assess", "reject-directly"

    proposal = models.ForeignKey("pipeline.Proposal", models.PROTECT, related_name="screenings")
    checklist = models.CharField(max_length=20, help_text="The version of the checklist.")
    answers = models.JSONField()
    overlaps = models.JSONField(default=list)
    transaction_cost = models.BigIntegerField(
        null=True, blank=True, help_text="What the work is expected to cost, øre."
    )
    investment = models.BigIntegerField(null=True, blank=True, help_text="What would be invested, øre.")
    recommends = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=60, blank=True, help_text="Code of why it is recommended for rejection.")
    reason_text = models.TextField(blank=True)
    screened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    screened_on = models.DateField()

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return str(self.proposal)


class Assessment(Moving):
    """A department asked to assess a proposal: when, by whom, what else it is asked, and by when."""

    ASKED, ANSWERED, CLOSED = "asked", "answered", "closed"
    MOVES: ClassVar = {ASKED: (ANSWERED, CLOSED), ANSWERED: (), CLOSED: ()}

    proposal = models.ForeignKey("pipeline.Proposal", models.PROTECT, related_name="assessments")
    department = models.ForeignKey("people.Organisation", models.PROTECT, related_name="assessments")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="assessments")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    questions = models.JSONField(default=list, blank=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due = models.DateField()
    longer_until = models.DateField(null=True, blank=True, help_text="A later day the department has asked for.")
    longer_reason = models.CharField(max_length=500, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due",)
        constraints = (
            models.UniqueConstraint(fields=["proposal", "department", "round"], name="assessment_once_a_round"),
        )

    def __str__(self) -> str:
        return f"{self.proposal} · {self.department}"

    @property
    def answer(self) -> Answer | None:
        """The newest answer: a changed answer is a new one."""
        return self.answers.order_by("-number").first()


class Answer(Appended):
    """What a department says: relevance for citizens, in relation to what is offered now, the economy, and in all.

    Scores are from 1 (little) to 5 (much), each with a sentence; `recommends` is `yes`, `with-conditions` or `no`.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField(default=1)
    relevance = models.PositiveSmallIntegerField()
    relevance_text = models.TextField()
    offers = models.PositiveSmallIntegerField()
    offers_text = models.TextField()
    economy = models.BigIntegerField(
        null=True, blank=True, help_text="What it means at once, øre a year; none: unknown."
    )
    economy_text = models.TextField()
    recommends = models.CharField(max_length=20)
    recommends_text = models.TextField()
    others = models.JSONField(default=list, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assessment", "number"], name="answer_number_once"),)

    def __str__(self) -> str:
        return f"{self.assessment} · {self.number}"
