"""The form that tries a new investment: nothing of it is saved."""

from __future__ import annotations

from fractions import Fraction

from bundlinje_web.bridge.trying import Idea
from bundlinje_web.frame.fields import CountField, KronerField
from bundlinje_web.frame.forms import PageForm


class TryForm(PageForm):
    """An investment somebody thinks of: how much, from which year, over how many, and what comes back when."""

    words = "books.try"
    beloeb = KronerField(least=100)
    start = CountField(least=2000, most=2100)
    aar = CountField(least=1, most=10)
    tilbage = CountField(least=0, most=300)
    efter = CountField(least=0, most=10)

    def idea(self) -> Idea:
        """What was filled in, as the fund is asked with."""
        told = self.cleaned_data
        back = Fraction(told["tilbage"], 100)
        return Idea(told["beloeb"], told["start"], told["aar"], back, told["efter"])
