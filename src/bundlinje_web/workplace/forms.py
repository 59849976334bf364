"""The forms of the workplace."""

from __future__ import annotations

from django import forms

from bundlinje_web.frame.fields import TextField
from bundlinje_web.frame.forms import PageForm


class ViewForm(PageForm):
    """A view to save: what it is called, and the address it is of."""

    words = "workplace.view"
    name = TextField(limit=80)
    address = forms.CharField(widget=forms.HiddenInput())
