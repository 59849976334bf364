"""How far a case stands: scenarios, one input at a time, all at once, and what knowing more is worth."""

from __future__ import annotations
