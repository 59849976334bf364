"""The rows of learning: lessons, barriers, visits and methods."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Kept, Moving


class Lesson(Kept):
    """Something a project has taught: tagged by project, step, theme and kind, with its day (LRN-01, LRN-04)."""

    class Kind(models.TextChoices):
        """What sort of lesson it is."""

        PRACTICAL = "practical"
        ECONOMIC = "economic"
        METHOD = "method"

    class Speaks(models.TextChoices):
        """What it says of whether a social investment pays under such conditions (LRN-07)."""

        FOR = "for"
        AGAINST = "against"

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, null=True, blank=True, related_name="lessons")
    step = models.CharField(max_length=10, blank=True)
    theme = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    advice = models.TextField(blank=True, help_text="What to do about it the next time.")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    speaks = models.CharField(max_length=10, choices=Speaks.choices, blank=True)
    third_line = models.BooleanField(
        default=False, help_text="About how the staff fare: the third bottom line (LRN-03)."
    )

    class Meta:
        ordering = ("-on",)

    def __str__(self) -> str:
        return self.text[:80]


class Barrier(Moving):
    """Something that stands in the way of social investments, and who works on it (LRN-08)."""

    OPEN, WORKED_ON, GONE = "open", "worked-on", "gone"
    MOVES: ClassVar = {OPEN: (WORKED_ON, GONE), WORKED_ON: (OPEN, GONE), GONE: (OPEN,)}

    class Kind(models.TextChoices):
        """What sort of barrier it is."""

        LAW = "law"
        MENTAL = "mental"
        PRACTICAL = "practical"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    working_on_it = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("kind", "text")

    def __str__(self) -> str:
        return self.text[:80]


class Visit(Appended):
    """A project at a meeting of the Council, or the Council at the project, and what it learnt (LRN-02)."""

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="visits")
    on = models.DateField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-on",)

    def __str__(self) -> str:
        return f"{self.contract} · {self.on}"


class Method(Kept):
    """A method or protocol that several projects share, with its document (LRN-10)."""

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    document = models.ForeignKey("contracts.Document", models.PROTECT, null=True, blank=True, related_name="+")
    contracts = models.ManyToManyField("contracts.Contract", blank=True, related_name="methods")

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title
