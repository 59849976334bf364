"""Who may tell the demonstration's story: its own job, which exists nowhere else."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role

TELL = Policy("demo.tell", {Role.SYSTEM: EVERYTHING})
