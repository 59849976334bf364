"""Guards: rules that the database itself holds, whoever asks it. See `bundlinje_web.audit.guards` on how to add one."""

from bundlinje_web.audit.guarding.kinds import Attack, Event, Guard, Refusal
from bundlinje_web.audit.guarding.refused import refused_by

__all__ = ["Attack", "Event", "Guard", "Refusal", "refused_by"]
