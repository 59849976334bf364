"""Bodies that decide or follow, the mandates to sit on them, and the interests their members have elsewhere."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bundlinje_web.audit.rows import Appended, Kept


class Body(Kept):
    """The Council, a project's steering group, a forum across departments or a committee."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COUNCIL = "council"
        STEERING = "steering"
        FORUM = "forum"
        COMMITTEE = "committee"

    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    contract = models.SlugField(max_length=120, blank=True, help_text="The contract a steering group follows.")
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(default=2)

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def sitting_on(self, day: date) -> models.QuerySet[Mandate]:
        """The mandates that run on that day, the chair first."""
        return self.mandates.on(day).order_by("seat", "person__name")


def _on(day: date) -> Q:
    """Rows with a period and an end of their own that run on that day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day)) & (Q(end__isnull=True) | Q(end__on__gt=day))


class Mandates(models.QuerySet["Mandate"]):
    """Mandates by day."""

    def on(self, day: date) -> Mandates:
        """Those that run on that day: from their first day to the day before their last, and not ended before."""
        return self.filter(_on(day))


class Mandate(Appended):
    """A person's seat on a body for a period, with where that was decided. Prolonged by a new mandate."""

    class Seat(models.TextChoices):
        """Which seat it is."""

        CHAIR = "chair"
        MEMBER = "member"

    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    seat = models.CharField(max_length=10, choices=Seat.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = Mandates.as_manager()

    class Meta:
        ordering = ("body__name", "seat", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="mandate_has_a_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.body}"


class MandateEnd(Appended):
    """A mandate that ended before its period did, from this day on."""

    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="end")
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.mandate)


class Interests(models.QuerySet["Interest"]):
    """Interests by day."""

    def on(self, day: date) -> Interests:
        """Those that are live on that day, and not ended before."""
        return self.filter(_on(day))


class Interest(Appended):
    """What somebody has to do with an organisation besides the fund: a board seat, a share, a relative."""

    class Kind(models.TextChoices):
        """What sort of interest it is."""

        BOARD = "board"
        FOUNDER = "founder"
        OWNER = "owner"
        EMPLOYED = "employed"
        FAMILY = "family"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=300, blank=True)

    objects = Interests.as_manager()

    class Meta:
        ordering = ("person__name", "organisation__name")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="interest_has_a_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"


class InterestEnd(Appended):
    """An interest that somebody no longer has, from this day on."""

    interest = models.OneToOneField(Interest, models.PROTECT, related_name="end")
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.interest)
