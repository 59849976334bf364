"""Forms as the design system draws them: labels and hints by code, mistakes beside the field and gathered on top.

A field's words are found by its form: `words = "pipeline.proposal"` gives `pipeline.proposal.title.label`, `.hint`
(where there is one) and `.missing` (what is said when it is empty; a general sentence where there is none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override

from bundlinje.problems import Problem, Refused
from bundlinje.words.numbers import day_short
from bundlinje_web.frame.fields import KronerField, TextField
from bundlinje_web.frame.keeping import Kept, kept_here
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.said import sayings


def _has(code: str) -> bool:
    area, _, rest = code.partition(".")
    return rest in sayings(area)


def _said(code: str, otherwise: str = "") -> str:
    return say_now(code) if _has(code) else otherwise


class PageForm(forms.Form):
    """A form of the application. `words` is the code its fields' words stand under."""

    words: ClassVar[str] = ""
    keeps: ClassVar[bool] = True
    """Whether what is written is kept while it is written; not where a form has a draft of its own."""
    form_id: ClassVar[str] = ""
    """The id of the page's form, where groups of choices stand in sections of their own inside it."""
    template_name = "frame/parts/form.html"
    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.use_required_attribute = False
        here = kept_here() or Kept()
        self.kept = here if self.keeps and not self.is_bound else Kept(is_owned=here.is_owned)
        self.theirs: dict[str, str] = {}
        for name, field in self.fields.items():
            self._give_words(name, field)

    def _give_words(self, name: str, field: forms.Field) -> None:
        code = f"{self.words}.{name}"
        if isinstance(field.widget, forms.HiddenInput):
            return
        if not field.label:
            field.label = say_now(f"{code}.label")
        field.help_text = field.help_text or _said(f"{code}.hint")
        missing = _said(f"{code}.missing", say_now("frame.form.missing", label=field.label))
        field.error_messages["required"] = missing
        if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
            field.error_messages["invalid_choice"] = missing
        field.widget.is_required = field.required

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What was kept while it was written, where the page is opened again before it was sent."""
        values = self.kept.values.get(self.add_prefix(field_name))
        if values is not None:
            return self._again(field, values)
        if self.kept.at is not None and isinstance(field, (forms.BooleanField, forms.MultipleChoiceField)):
            return None  # What is not ticked is not sent, and so not kept.
        return super().get_initial_for_field(field, field_name)

    def _again(self, field: forms.Field, values: list[str]) -> Any:
        if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
            return values
        if isinstance(field, forms.BooleanField):
            return bool(values)
        if isinstance(field, KronerField) and values and self.kept.language != get_language():
            with override(self.kept.language or get_language()):
                return _or_as_written(field, values[0])
        return values[0] if values else None

    @property
    def is_long(self) -> bool:
        """Whether there is so much to write that one may want to keep it and go on later."""
        return (
            self.keeps
            and self.kept.is_owned
            and any(isinstance(field.widget, forms.Textarea) for field in self.fields.values())
        )

    def meet(self, who: str, stands: Mapping[str, Any]) -> None:
        """Somebody else saved meanwhile (M31): what was typed stays, and beside it what stands there now."""
        self.add_error(None, say_now("frame.form.conflict", who=who))
        if "row_version" in self.fields:
            self.data = _changed(self.data, self.add_prefix("row_version"), stands["row_version"])
        for name, value in stands.items():
            now = _in_words(self.fields[name], value) if name in self.fields else ""
            if now and not self[name].is_hidden and now != _in_words(self.fields[name], self.cleaned_data.get(name)):
                self.theirs[name] = now

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every mistake with the id of the field it belongs to, in the order of the fields; the form's own first."""
        found = [("", str(error)) for error in self.non_field_errors()]
        for bound in self:
            found += [(self._first_input(bound), str(error)) for error in bound.errors]
        return found

    @staticmethod
    def _first_input(bound: forms.BoundField) -> str:
        many = isinstance(bound.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))
        return f"{bound.auto_id}_0" if many else bound.auto_id

    def take(self, refused: Refused, said: Callable[[Problem], str]) -> None:
        """Put the problems an action found beside the fields they name; those that name none on top."""
        for problem in refused.problems:
            field = getattr(problem.place, "path", str(problem.place))
            self.add_error(field if field in self.fields else None, ValidationError(said(problem)))

    def submit(self, do: Callable[[Mapping[str, Any]], Any]) -> Any:
        """Do it with what was filled in, if nothing is wrong; what the action finds wrong is told like the rest."""
        if not self.is_valid():
            return None
        try:
            return do(self.cleaned_data)
        except Refused as refused:
            self.take(refused, web_problem)
            return None


def web_problem(problem: Problem) -> str:
    """A problem of the application's own in words: its code is one of the application's, `pipeline.problem.…`."""
    return say_now(problem.code, **dict(problem.values))


def _changed(data: Any, name: str, value: object) -> Any:
    """What was sent, with one value changed."""
    changed = data.copy()
    changed[name] = str(value)
    return changed


def _or_as_written(field: forms.Field, text: str) -> Any:
    try:
        return field.clean(text)
    except ValidationError:
        return text


def _in_words(field: forms.Field, value: Any) -> str:
    """What stands in a field, as somebody reads it."""
    if isinstance(value, bool):
        return say_now("frame.yes" if value else "frame.no")
    if value in (None, "", []):
        return say_now("frame.not_stated")
    if isinstance(field, KronerField):
        return str(field.prepare_value(value))
    if isinstance(value, date):
        return day_short(value, language_now())
    options = {str(key): str(words) for key, words in getattr(field, "choices", ())}
    many = [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
    return ", ".join(options.get(str(getattr(each, "pk", each)), str(each)) for each in many)


class ReasonForm(PageForm):
    """A reason in words, which several decisions ask for."""

    words = "frame.reason"
    reason = TextField(rows=3)


def choices(codes: Iterable[str], before: str) -> list[tuple[str, str]]:
    """Choices of a field from codes, with the words they have under `before`."""
    return [(code, say_now(f"{before}.{code}")) for code in codes]
