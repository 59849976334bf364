"""Django for the tests of the office alone: the engine's tests run without it when they run by themselves."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundlinje_web.settings.tests")
django.setup()
