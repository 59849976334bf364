"""The rows of the Council: meetings and points, decisions and who took part, approvals, and what follows."""

from bundlinje_web.council.models.approvals import Approval, Return
from bundlinje_web.council.models.decisions import Decision, Participation, Task
from bundlinje_web.council.models.meetings import Meeting, Point, Recommended, WheelEntry

__all__ = [
    "Approval",
    "Decision",
    "Meeting",
    "Participation",
    "Point",
    "Recommended",
    "Return",
    "Task",
    "WheelEntry",
]
