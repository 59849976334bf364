"""What will happen: named random streams, simulated payments, learning from follow-ups, and the fund as a fan."""

from __future__ import annotations
