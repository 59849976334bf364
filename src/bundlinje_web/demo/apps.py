"""The Django application of demo."""

from __future__ import annotations

from django.apps import AppConfig


class Demo(AppConfig):
    """The office loaded with a story, and the command that serves it."""

    name = "bundlinje_web.demo"
    label = "demo"
