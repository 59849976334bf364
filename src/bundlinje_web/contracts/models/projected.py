"""What is read out of a version's text, so that it can be looked up and joined.

Nobody edits these rows: they are made anew from the text, and a test rebuilds and compares them.
"""

from __future__ import annotations

from django.db import models


class PartyRole(models.Model):
    """A party of a version in one of its roles, with where the text says so."""

    version = models.ForeignKey("contracts.Version", models.PROTECT, related_name="parties")
    party = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="roles")
    department = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "party", "role"], name="party_role_once"),)

    def __str__(self) -> str:
        return f"{self.name} · {self.role}"


class Goal(models.Model):
    """A term of a version that pays: its id, what it is called, and where it stands in the text."""

    version = models.ForeignKey("contracts.Version", models.PROTECT, related_name="goals")
    code = models.CharField(max_length=120)
    title_da = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "code"], name="goal_once"),)

    def __str__(self) -> str:
        return self.title_da


class FollowUpDate(models.Model):
    """A follow-up that a version plans: its number, its cut-off day and when payment is due."""

    version = models.ForeignKey("contracts.Version", models.PROTECT, related_name="follow_ups")
    number = models.PositiveIntegerField()
    cut_off = models.DateField()
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("cut_off",)
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="follow_up_number_once"),)

    def __str__(self) -> str:
        return f"{self.version} · {self.number}"
