"""A natural person who works with the fund: one row, however many roles or logins."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class People(BaseUserManager["Person"]):
    """Makes persons."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person who can log in; without a password only through the login service."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this mail address, however it is written."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who may log in. What the person may do stands in the grants, never here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    employee_key = models.CharField(max_length=100, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="staff")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="staff")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="da")
    calendar_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    row_version = models.PositiveIntegerField(default=1)

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["employee_key"], condition=~models.Q(employee_key=""), name="person_one_row_an_employee"
            ),
        )

    def __str__(self) -> str:
        return self.name
