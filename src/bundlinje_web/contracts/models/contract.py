"""The head of a contract, and what happens to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Kept


class Contract(Kept):
    """A contract as the office knows it: a head that its versions hang on.

    `code` is the id in its text and the name of its file, such as `hjem-job-og-helhed`; it never changes. What the
    contract says stands in its versions; titles are those of the newest.
    """

    class Kind(models.TextChoices):
        """What sort of agreement it is: an investment needs authority, provider and investor."""

        INVESTMENT = "investment"
        DONATION = "donation"
        INTERNAL = "internal"
        LIGHT = "light"

    code = models.SlugField(max_length=120, unique=True)
    title_da = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.INVESTMENT)
    programme = models.SlugField(max_length=120, blank=True, help_text="Two contracts under one agreement share it.")
    area = models.SlugField(max_length=80, blank=True)

    class Meta:
        ordering = ("title_da",)

    def __str__(self) -> str:
        return self.title_da

    @property
    def titles(self) -> dict[str, str]:
        """The title in both languages, as far as it is given."""
        return {"da": self.title_da, "en": self.title_en or self.title_da}


class Event(Appended):
    """Something that happened to a contract: it started, the intervention ended, everything was settled.

    `ended` (the intervention) and `closed` (nothing more is paid) are different: follow-up goes on for years.
    """

    class Kind(models.TextChoices):
        """What happened."""

        STARTED = "started"
        INTAKE_PAUSED = "intake-paused"
        INTAKE_RESUMED = "intake-resumed"
        INTERVENTION_ENDED = "intervention-ended"
        ENDED_EARLY = "ended-early"
        REPAYMENT_ENDED = "repayment-ended"
        CLOSED = "closed"

    ONCE = (Kind.STARTED, Kind.INTERVENTION_ENDED, Kind.ENDED_EARLY, Kind.REPAYMENT_ENDED, Kind.CLOSED)

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="events")
    version = models.ForeignKey("contracts.Version", models.PROTECT, null=True, blank=True, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=40, blank=True, help_text="What became of the intervention (PRC-11).")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("on", "recorded_at")
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "kind"],
                condition=models.Q(
                    kind__in=["started", "intervention-ended", "ended-early", "repayment-ended", "closed"]
                ),
                name="event_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract} · {self.kind}"
