"""The Django application of the frame."""

from __future__ import annotations

from django.apps import AppConfig


class Frame(AppConfig):
    """Pages, lists, forms."""

    name = "bundlinje_web.frame"
    label = "frame"
