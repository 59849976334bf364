"""Who may what with letters: everybody chooses for oneself; only a job writes down that one was sent."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role

CHOOSE = Policy("letters.choose", {role: EVERYTHING for role in Role if role is not Role.SYSTEM})
NOTE_SENT = Policy("letters.note-sent", {Role.SYSTEM: EVERYTHING})
