"""What was decided: by whom, when, on which version; who took part and who stepped aside; what follows."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Moving


class Decision(Appended):
    """A decision on one numbered point of a recommendation, as it was made: corrected only by a new point.

    `digest` is of what was decided about, as it was read: a proposal's text, a case's papers or a version's premises.
    """

    class Outcome(models.TextChoices):
        """What the body decided."""

        APPROVED = "approved"
        NOTED = "noted"
        REJECTED = "rejected"
        POSTPONED = "postponed"
        SENT_BACK = "sent-back"

    recommended = models.OneToOneField("council.Recommended", models.PROTECT, related_name="decision")
    text = models.TextField(help_text="What was put forward, as it was read.")
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    wording = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    on = models.DateField()
    in_writing = models.BooleanField(default=False, help_text="Decided in writing between meetings.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.recommended} · {self.outcome}"


class Participation(Appended):
    """Whether a member took part in a decision, was absent or stepped aside (GOV-25)."""

    class Part(models.TextChoices):
        """What the member did."""

        TOOK_PART = "took-part"
        ABSENT = "absent"
        RECUSED = "recused"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="participations")
    mandate = models.ForeignKey("people.Mandate", models.PROTECT, related_name="participations")
    part = models.CharField(max_length=20, choices=Part.choices)
    interest = models.ForeignKey("people.Interest", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "mandate"], name="participation_once"),)

    def __str__(self) -> str:
        return f"{self.mandate} · {self.part}"


class Confirmation(Appended):
    """A member has looked at a point before the meeting and said whether an interest stands in the way."""

    point = models.ForeignKey("council.Point", models.PROTECT, related_name="confirmations")
    mandate = models.ForeignKey("people.Mandate", models.PROTECT, related_name="confirmations")
    has_interest = models.BooleanField()
    text = models.CharField(max_length=300, blank=True)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["point", "mandate"], name="confirmation_once"),)

    def __str__(self) -> str:
        return f"{self.mandate} · {self.point}"


class Answer(Appended):
    """What a member answered in writing, between meetings: read by those who make the decision, and nobody else."""

    recommended = models.ForeignKey("council.Recommended", models.PROTECT, related_name="answers")
    mandate = models.ForeignKey("people.Mandate", models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=20, choices=Decision.Outcome.choices)
    wording = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recommended", "mandate"], name="written_answer_once"),)

    def __str__(self) -> str:
        return f"{self.mandate} · {self.outcome}"


class Task(Moving):
    """Something that follows from a decision: what, which unit, by when; open until it is done (GOV-09)."""

    OPEN, DONE = "open", "done"
    MOVES: ClassVar = {OPEN: (DONE,), DONE: (OPEN,)}

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=500)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="tasks")
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, help_text="When it was said to be done: it can be undone.")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("due", "text")

    def __str__(self) -> str:
        return self.text
