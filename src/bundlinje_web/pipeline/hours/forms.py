"""The form that says what an hour is counted at."""

from __future__ import annotations

from bundlinje_web.frame.fields import DayField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm


class PriceForm(PageForm):
    """Kroner an hour, from when, and whence it is taken."""

    words = "hours.price"
    amount = KronerField(least=1)
    since = DayField()
    source = TextField()
