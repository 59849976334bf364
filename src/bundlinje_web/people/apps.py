"""The Django application of people."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """Organisations, persons, rights."""

    name = "bundlinje_web.people"
    label = "people"
