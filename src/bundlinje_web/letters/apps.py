"""The Django application of letters."""

from __future__ import annotations

from django.apps import AppConfig


class Letters(AppConfig):
    """Mail to those who work here, and their wishes about it."""

    name = "bundlinje_web.letters"
    label = "letters"
