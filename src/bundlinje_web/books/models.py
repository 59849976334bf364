"""What the office keeps of the books: forecasts drawn, controls made, and what explains a difference.

The books themselves are files.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended


class ForecastKept(Appended):
    """A forecast that was drawn, as it is told: a restarted server tells it again without drawing.

    `kind` is `fund`, or `risk` of one investment (`of`); `inputs` is the digest of every file and text it rests on.
    """

    kind = models.CharField(max_length=20)
    of = models.SlugField(max_length=80, blank=True)
    inputs = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    seed = models.PositiveBigIntegerField()
    draws = models.PositiveIntegerField()
    as_of = models.DateField()
    told = models.JSONField()

    class Meta:
        ordering = ("-recorded_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "of", "inputs", "engine", "seed", "draws"], name="forecast_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.of} {self.as_of}".replace("  ", " ")


class Control(Appended):
    """A control of everything printed against the books: how much agreed, and every difference with its size.

    `differences` has what does not agree: the statement and its difference as an exact fraction.
    """

    inputs = models.CharField(max_length=64)
    as_of = models.DateField()
    agree = models.PositiveIntegerField()
    differences = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return f"{self.as_of}: {self.agree}"


class Explanation(Appended):
    """What explains a difference; it explains that difference alone: another size is another difference.

    `write_off` asks that the difference be left as it is, which a second person confirms.
    """

    statement = models.CharField(max_length=200)
    difference = models.CharField(max_length=60)
    text = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    responsible = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    write_off = models.BooleanField(default=False)
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    explained_on = models.DateField()

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return f"{self.statement} {self.difference}"


class WriteOff(Appended):
    """A second person's word that a difference may be left as it is."""

    explanation = models.OneToOneField(Explanation, models.PROTECT, related_name="confirmed")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_on = models.DateField()

    def __str__(self) -> str:
        return str(self.explanation)
