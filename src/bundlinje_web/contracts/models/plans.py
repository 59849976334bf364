"""What a contract needs besides its text before and after it runs: risks, the start list, and how it ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Kept


class RiskAssessment(Appended):
    """The Council's assessment of what can go wrong; each new one is a new row, the newest counts.

    `risks` are the engine's typical risks that are ticked, with who carries each and a note.
    """

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="risk_assessments")
    risks = models.JSONField(default=list)
    level = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return f"{self.contract} · {self.level}"


class StartList(Kept):
    """What must be agreed before the first citizen: admission, registration and follow-up (PRC-08)."""

    contract = models.OneToOneField("contracts.Contract", models.PROTECT, related_name="start_list")
    admission_on = models.DateField(null=True, blank=True)
    admission = models.TextField(blank=True)
    registration_on = models.DateField(null=True, blank=True)
    registration = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    follow_up = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.contract)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not agreed yet."""
        return tuple(what for what in ("admission", "registration", "follow_up") if getattr(self, f"{what}_on") is None)


class ExitPlan(Appended):
    """How it goes on when the contract ends; each new one is a new row, the newest counts.

    The decision must be made before winding down has to begin (PRC-09), in time for the budget (PRC-10).
    """

    class Option(models.TextChoices):
        """What may become of it."""

        CONTINUED = "continued"
        PERMANENT = "permanent"
        SCALED = "scaled"
        STOPPED = "stopped"
        EARLY = "ended-early"

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="exit_plans")
    decide_by = models.DateField()
    wind_down_from = models.DateField()
    budget_by = models.DateField(null=True, blank=True)
    options = models.JSONField(default=list)
    financing = models.TextField(blank=True)
    procurement = models.TextField(blank=True, help_text="What procurement law says of going on with the provider.")
    reuse = models.TextField(blank=True, help_text="What the next offer takes over (LRN-06).")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-recorded_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decide_by__lt=models.F("wind_down_from")), name="exit_decided_before_wind_down"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract} · {self.decide_by}"
