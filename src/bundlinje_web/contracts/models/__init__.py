"""The rows of contracts: heads, versions, what is read out of them, and what stands beside them."""

from bundlinje_web.contracts.models.beside import Assumptions, BusinessCase, ForecastRun
from bundlinje_web.contracts.models.contract import Contract, Event
from bundlinje_web.contracts.models.documents import Document
from bundlinje_web.contracts.models.plans import ExitPlan, RiskAssessment, StartList
from bundlinje_web.contracts.models.projected import FollowUpDate, Goal, PartyRole
from bundlinje_web.contracts.models.versions import Drafting, SentBack, Signature, Version, Withdrawal

__all__ = [
    "Assumptions",
    "BusinessCase",
    "Contract",
    "Document",
    "Drafting",
    "Event",
    "ExitPlan",
    "FollowUpDate",
    "ForecastRun",
    "Goal",
    "PartyRole",
    "RiskAssessment",
    "SentBack",
    "Signature",
    "StartList",
    "Version",
    "Withdrawal",
]
