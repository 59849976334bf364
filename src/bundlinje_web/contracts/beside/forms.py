"""The forms beside a contract: a scenario to keep, and the text of a business case."""

from __future__ import annotations

import uuid

from django import forms

from bundlinje_web.frame.fields import TextField
from bundlinje_web.frame.forms import PageForm


def _fresh() -> str:
    return uuid.uuid4().hex


class ScenarioForm(PageForm):
    """A name for the levers as they are pulled; they come along in the address."""

    words = "beside.scenario"
    name = TextField(limit=120)
    key = forms.CharField(widget=forms.HiddenInput, initial=_fresh)


class CaseForm(PageForm):
    """The text of a business case; what is wrong with it is told with its lines."""

    words = "beside.text"
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "bl-code"}), strip=False
    )
    key = forms.CharField(widget=forms.HiddenInput, initial=_fresh)


class UseForm(PageForm):
    """Nothing but the wish to use the figures as they stand."""

    words = "beside.use"
    key = forms.CharField(widget=forms.HiddenInput, initial=_fresh)
