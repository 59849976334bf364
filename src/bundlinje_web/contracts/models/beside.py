"""What is worked out beside a contract: its business case, what is expected of it, and forecasts that were run."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended


class BusinessCase(Appended):
    """A saved business case: its text as it was, and its digest; the newest is the one that counts.

    `scenario` names a saved scenario; empty is the case itself. `surplus` is what the municipality gains, in øre.
    """

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="cases")
    scenario = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    surplus = models.BigIntegerField(null=True, blank=True, help_text="The municipality's net in øre.")
    summary = models.JSONField(default=dict, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_on = models.DateField()

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return f"{self.contract} {self.scenario}".strip()


class Assumptions(Appended):
    """The outlook beside a contract: rates, delays and drop-out that its forecast starts from; the newest counts."""

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="outlooks")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return str(self.contract)


class ForecastRun(Appended):
    """A forecast that was run: of which version, from what, with which seed, and what came out."""

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="forecasts")
    version = models.ForeignKey("contracts.Version", models.PROTECT, null=True, blank=True, related_name="+")
    inputs = models.CharField(max_length=64, help_text="Digest of version, outlook and facts.")
    as_of = models.DateField()
    seed = models.PositiveBigIntegerField()
    draws = models.PositiveIntegerField()
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ("-recorded_at",)
        constraints = (
            models.UniqueConstraint(fields=["contract", "inputs", "seed", "draws"], name="forecast_run_once"),
        )

    def __str__(self) -> str:
        return f"{self.contract} · {self.as_of}"
