"""Anybody may send a proposal, and whoever holds its code may follow it and take it back."""

from __future__ import annotations

from bundlinje_web.acting import open_to_anyone

PROPOSE = open_to_anyone("pipeline.propose")
FOLLOW = open_to_anyone("pipeline.follow")
"""Opened by the number and the code of the receipt, which the action looks at."""
