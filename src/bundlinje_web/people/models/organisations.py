"""Organisations that take part in investments, the names they have had, and their units."""

from __future__ import annotations

from datetime import date

from django.db import models

from bundlinje_web.audit.rows import Appended, Kept


class Organisation(Kept):
    """A municipality, department, region, school, foundation or firm: whoever may be a party of a contract.

    `code` is the party's id in contract files, such as `msb` or `laer-for-livet`, and never changes; the name does.
    """

    class Kind(models.TextChoices):
        """What sort of organisation it is."""

        MUNICIPALITY = "municipality"
        DEPARTMENT = "department"
        REGION = "region"
        STATE = "state"
        SCHOOL = "school"
        FOUNDATION = "foundation"
        PROVIDER = "provider"
        COUNCIL = "council"
        OTHER = "other"

    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    cvr = models.CharField(max_length=8, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="succeeds")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["cvr"], condition=~models.Q(cvr=""), name="organisation_cvr_once"),
        )

    def __str__(self) -> str:
        return self.short or self.name

    def name_on(self, day: date) -> str:
        """What it was called on that day: the newest dated name that had begun, or today's."""
        dated = self.names.filter(since__lte=day).order_by("-since").first()
        return dated.name if dated else self.name

    def line(self) -> tuple[Organisation, ...]:
        """The organisation, its successor, the successor's, and so on: the last one is who is there today."""
        found: list[Organisation] = [self]
        while (following := found[-1].successor) is not None and following not in found:
            found.append(following)
        return tuple(found)


class OrganisationName(Appended):
    """A name an organisation has had since a day: a contract of that time prints it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "since"], name="organisation_one_name_a_day"),)

    def __str__(self) -> str:
        return self.name


class Unit(Kept):
    """A unit of an organisation that work is given to: one that coordinates, such as MØB, or an operating area."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    coordinates = models.BooleanField(
        default=False, help_text="Coordinates status, follow-up and repayment for its department."
    )

    class Meta:
        ordering = ("organisation__name", "name")

    def __str__(self) -> str:
        return self.name
