"""The form of which letters one gets."""

from __future__ import annotations

from typing import Any

from django import forms

from bundlinje_web.frame.forms import PageForm, choices
from bundlinje_web.letters.models import Kind


class LettersForm(PageForm):
    """One's own letters, by kind."""

    words = "letters.choose"
    kinds = forms.MultipleChoiceField(choices=(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - it is the one above
        field.choices = choices(Kind.values, "letters.kind")
