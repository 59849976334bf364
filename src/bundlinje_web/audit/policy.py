"""Who may read the audit and have it examined."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role

INSTALL = Policy("audit.install", {Role.SYSTEM: EVERYTHING})
"""Noting which guards were put in place: the installation itself."""

READ = Policy("audit.read", {Role.AUDITOR: EVERYTHING, Role.DATA_KEEPER: EVERYTHING})
"""The records: what was done by whom, without any citizen's data."""

VERIFY = Policy("audit.verify", {Role.AUDITOR: EVERYTHING, Role.DATA_KEEPER: EVERYTHING})
"""Having the chain examined, which is itself recorded."""

WITNESS = Policy("audit.witness", {Role.SYSTEM: EVERYTHING, Role.AUDITOR: EVERYTHING, Role.SECRETARIAT: EVERYTHING})
"""Showing the head of a chain outside: in a report, in a mail to the auditor."""
