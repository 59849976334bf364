"""The rows of the Council: meetings and points, decisions and who took part, approvals, and what follows."""

from bundlinje_web.council.models.approvals import Approval, Return, TakenIn
from bundlinje_web.council.models.decisions import Answer, Confirmation, Decision, Participation, Task
from bundlinje_web.council.models.meetings import Meeting, Point, Recommended, WheelEntry

__all__ = [
    "Answer",
    "Approval",
    "Confirmation",
    "Decision",
    "Meeting",
    "Participation",
    "Point",
    "Recommended",
    "Return",
    "TakenIn",
    "Task",
    "WheelEntry",
]
