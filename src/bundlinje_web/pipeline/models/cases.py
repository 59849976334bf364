"""A case on the board: its step, what it waits for, what must be settled before each step, and what it has cost."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Moving


class Area(Appended):
    """A main area of the Council's vision, from a day on: the list has versions (GOV-20)."""

    code = models.SlugField(max_length=80)
    title_da = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the list.")

    class Meta:
        ordering = ("since", "position")
        constraints = (models.UniqueConstraint(fields=["code", "since"], name="area_once"),)

    def __str__(self) -> str:
        return self.title_da


class Case(Moving):
    """An idea that is being made into an investment, and the investment it becomes; its state is its step (PRC-01)."""

    IDEA, DATA, SAVINGS, REPAYMENT = "1", "2", "3a", "3b"
    IMPLEMENTATION, INTERVENTION, EVALUATION = "4", "5", "6"
    STOPPED, CLOSED = "stopped", "closed"
    STEPS = (IDEA, DATA, SAVINGS, REPAYMENT, IMPLEMENTATION, INTERVENTION, EVALUATION)

    MOVES: ClassVar = {
        IDEA: (DATA, STOPPED),
        DATA: (SAVINGS, IDEA, STOPPED),
        SAVINGS: (REPAYMENT, DATA, STOPPED),
        REPAYMENT: (IMPLEMENTATION, SAVINGS, STOPPED),
        IMPLEMENTATION: (INTERVENTION, REPAYMENT, SAVINGS, STOPPED),
        INTERVENTION: (EVALUATION,),
        EVALUATION: (CLOSED,),
        STOPPED: (),
        CLOSED: (),
    }
    # A case that was running before the office was: taken in at the step it had reached.
    STARTS: ClassVar = (IDEA, DATA, SAVINGS, REPAYMENT, IMPLEMENTATION, INTERVENTION, EVALUATION)

    class Procurement(models.TextChoices):
        """Whether a tender is needed before it can start (GOV-11)."""

        UNKNOWN = "unknown"
        NOT_NEEDED = "not-needed"
        NEEDED = "needed"
        UNDER_WAY = "under-way"
        DONE = "done"

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    proposal = models.OneToOneField("pipeline.Proposal", models.PROTECT, null=True, blank=True, related_name="case")
    contract = models.OneToOneField("contracts.Contract", models.PROTECT, null=True, blank=True, related_name="case")
    department = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="cases")
    area = models.SlugField(max_length=80, blank=True)
    opened_on = models.DateField()
    waiting_on = models.CharField(max_length=20, blank=True, help_text="Whom or what it waits for: a code.")
    waiting_reason = models.CharField(max_length=500, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    theory_of_change = models.TextField(blank=True, help_text="BC-03")
    gains_text = models.TextField(blank=True, help_text="Which gains arise and how they are realised (PRC-07).")
    gains_on = models.DateField(null=True, blank=True, help_text="When department and secretariat talked it through.")
    surplus = models.BigIntegerField(null=True, blank=True, help_text="The municipality's gain, øre (PRC-06).")
    others_gain = models.TextField(blank=True, help_text="Who else gains (PRC-06).")
    exception = models.CharField(
        max_length=40, blank=True, help_text="Why no surplus is needed: a code (BC-09, INB-16)."
    )
    exception_text = models.TextField(blank=True)
    would_not_start = models.BooleanField(default=False, help_text="It would not start without the fund (INB-16).")
    no_budget_fits = models.BooleanField(default=False, help_text="No existing budget fits it (INB-16).")
    repayment_done_on = models.DateField(null=True, blank=True, help_text="When the payment model stood (step 3b).")
    procurement = models.CharField(max_length=20, choices=Procurement.choices, default=Procurement.UNKNOWN)
    procurement_text = models.TextField(blank=True)
    legal_on = models.DateField(null=True, blank=True, help_text="When the legality check was answered (GOV-10).")
    legal_text = models.TextField(blank=True)
    outcome = models.CharField(max_length=40, blank=True, help_text="What became of it at the end (PRC-11).")
    source_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody or something else has to come first."""
        return self.waiting_since is not None


class CaseMove(Appended):
    """A step of a case's way: from, to, when, by whom and why. How long each step took is read from these."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.case} · {self.before} → {self.after}"


class HourPrice(Appended):
    """What an hour of anybody's work is counted at from a day on: assumed, with whence it is taken (PP-03)."""

    amount = models.BigIntegerField(help_text="øre an hour")
    since = models.DateField(unique=True)
    source = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-since",)

    def __str__(self) -> str:
        return f"{self.since} · {self.amount}"


class Effort(Appended):
    """Hours and kroner a party has spent on a case in a step: what is otherwise hidden (PP-03, GOV-24, BC-16)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="efforts")
    party = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=10)
    minutes = models.PositiveIntegerField(default=0)
    cost = models.BigIntegerField(default=0, help_text="øre")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-on", "-recorded_at")

    def __str__(self) -> str:
        return f"{self.case} · {self.party}"
