"""Grants: a right is given by one, confirmed by another, to a third, for a period; it ends by a row of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bundlinje_web.acting import Role, Scope
from bundlinje_web.audit.rows import Appended


class Grant(Appended):
    """A role given to a person, with what it reaches, for a period.

    `on` holds the codes of the departments or organisations, or the ids of the contracts, that it reaches; it is empty
    where the scope is `all` or `own`. A role that comes from the installation itself has no giver.
    """

    class Origin(models.TextChoices):
        """Where a right comes from."""

        HAND = "hand"
        LOGIN = "login"
        INSTALLATION = "installation"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    scope = models.CharField(max_length=20, choices=[(scope.value, scope.value) for scope in Scope])
    on = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.HAND)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="grants_given"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("person")), name="grant_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=False) | ~Q(origin="hand"), name="grant_by_hand_has_a_giver"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="grant_has_a_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} · {self.scope}"


class GrantConfirmation(Appended):
    """A second person confirms a grant; before that it gives nothing."""

    grant = models.OneToOneField(Grant, models.PROTECT, related_name="confirmation")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants_confirmed")

    def __str__(self) -> str:
        return str(self.grant)


class GrantEnd(Appended):
    """A grant that ended before its period did, from this day on."""

    grant = models.OneToOneField(Grant, models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="grants_ended")
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.grant)


class Delegation(Appended):
    """Somebody acts on another's behalf for a while, by the other's own grant: a delegation cannot be passed on."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(until__gt=F("since")), name="delegation_has_a_period"),)

    def __str__(self) -> str:
        return str(self.grant)


class DelegationEnd(Appended):
    """A delegation that ended before its period did."""

    delegation = models.OneToOneField(Delegation, models.PROTECT, related_name="end")
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.delegation)
