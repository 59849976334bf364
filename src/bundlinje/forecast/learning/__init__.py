"""Learning: what was signed as expected, and what it becomes as follow-ups come in; exact wherever that can be."""

from __future__ import annotations
