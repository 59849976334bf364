"""A form in steps: one subject a page, kept as a draft after each, its answers looked through before they are sent.

What was written is kept as it was written, also where it is not finished or wrong, so that no letter is lost; only what
looks like a number of a person is never kept. Whether a step is done is worked out from what is kept, each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, override

from bundlinje_web.frame.fields import KronerField, looks_like_cpr
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.models import Draft, hashed
from bundlinje_web.frame.words import language_now, say_now

_LANGUAGE = "_language"
Kept = Mapping[str, Any]
"""What is kept of a step: each field's values as they were written, and the language they were written in."""


class StepForm(PageForm):
    """One step: a form with its own page, words for its title, lead and why it is asked."""

    code: ClassVar[str] = ""
    """What the step is called in the address."""
    keeps: ClassVar[bool] = False

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        self.draft = draft
        super().__init__(*args, **kwargs)

    def shown(self) -> list[tuple[str, str]]:
        """Each answer in words, with what was asked, as they are looked through before they are sent."""
        return [(str(bound.label), self.in_words(bound)) for bound in self.visible_fields()]

    def in_words(self, bound: forms.BoundField) -> str:
        """The answer to one field in words; the words for none where there is none."""
        value = self.cleaned_data.get(bound.name)
        if isinstance(value, bool):
            return say_now("frame.yes" if value else "frame.no")
        if value in (None, "", []):
            return say_now("frame.not_stated")
        if isinstance(bound.field, KronerField):
            from bundlinje.money import Ore
            from bundlinje.words.numbers import kroner

            return kroner(Ore(int(value)), language_now())
        options = {str(key): str(words) for key, words in getattr(bound.field, "choices", ())}
        many = value if isinstance(value, list) else [value]
        return ", ".join(options.get(str(each), str(each)) for each in many)

    def is_started(self) -> bool:
        """Whether something of the step is there already; a step without fields to keep says so itself."""
        return self.draft is not None and self.code in self.draft.answers

    def received(self) -> None:
        """Take what a step has besides its fields, such as a file, once nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A step in the indicator: its number, code, title, whether it is done, and whether it is the page's own."""

    number: int
    code: str
    title: str
    is_done: bool
    is_here: bool
    url: str = ""


@dataclass(frozen=True)
class Steps:
    """A form in steps. `words` is the code its titles stand under: `proposing.step.maalgruppe.title`."""

    kind: str
    words: str
    forms: Sequence[type[StepForm]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The steps in their order."""
        return tuple(form.code for form in self.forms)

    def form_of(self, code: str) -> type[StepForm]:
        """The form of a step. Raises `Http404` for one there is not."""
        for form in self.forms:
            if form.code == code:
                return form
        raise Http404(code)

    def after(self, code: str) -> str | None:
        """The step that follows; none after the last."""
        following = self.codes[self.codes.index(code) + 1 :]
        return following[0] if following else None

    def before(self, code: str) -> str | None:
        """The step before; none before the first."""
        earlier = self.codes[: self.codes.index(code)]
        return earlier[-1] if earlier else None

    def title(self, code: str) -> str:
        """What a step is called."""
        return say_now(f"{self.words}.step.{code}.title")

    # --- what is kept ---

    def answered(self, draft: Draft, code: str) -> StepForm:
        """The step's form as it is kept, read in the language it was written in."""
        kept: Kept = draft.answers.get(code, {})
        form = self.form_of(code)(_data(kept), draft=draft)
        with override(str(kept.get(_LANGUAGE) or get_language())):
            form.full_clean()
        return form

    def shown(self, draft: Draft, code: str) -> StepForm:
        """The step's form to fill in, with what is kept in it; numbers as the page's language writes them."""
        kept: Kept = draft.answers.get(code, {})
        form = self.form_of(code)
        initial: dict[str, Any] = {name: _first(form.base_fields.get(name), values) for name, values in kept.items()}
        if kept.get(_LANGUAGE, get_language()) != get_language():
            initial |= self.answered(draft, code).cleaned_data
        return form(initial=initial, draft=draft)

    def is_done(self, draft: Draft, code: str) -> bool:
        """Whether a step has been answered and nothing in it is wrong."""
        form = self.answered(draft, code)
        return form.is_started() and form.is_valid()

    def missing(self, draft: Draft) -> tuple[str, ...]:
        """The steps that are not done, in their order."""
        return tuple(code for code in self.codes if not self.is_done(draft, code))

    def marks(self, draft: Draft, here: str) -> list[Mark]:
        """The steps for the indicator."""
        return [
            Mark(number, code, self.title(code), self.is_done(draft, code), code == here)
            for number, code in enumerate(self.codes, start=1)
        ]

    def keep(self, draft: Draft, code: str, data: QueryDict) -> None:
        """Keep what was written in a step, letter for letter, but nothing that looks like a number of a person."""
        fields = self.form_of(code).base_fields
        kept = {name: [text for text in data.getlist(name) if not looks_like_cpr(text)] for name in fields}
        draft.answers = {**draft.answers, code: {**kept, _LANGUAGE: get_language()}}
        draft.save(update_fields=["answers", "changed_at"])

    # --- drafts ---

    def begin(self) -> tuple[Draft, str]:
        """A stranger's new draft, and the secret of its link: told once, kept as its hash."""
        forget_expired()
        draft = Draft(kind=self.kind)
        secret = draft.give_link()
        draft.save()
        return draft, secret

    def draft_of(self, secret: str) -> Draft | None:
        """The draft a secret link opens, if there is one and its time is not up."""
        return Draft.objects.filter(kind=self.kind, secret=hashed(secret), expires_at__gt=timezone.now()).first()


def forget_expired() -> int:
    """Delete the drafts nobody sent in time; how many there were. What hangs on a draft goes with it."""
    count = 0
    for draft in Draft.objects.filter(expires_at__lte=timezone.now()):
        draft.delete()
        count += 1
    return count


def _data(kept: Kept) -> MultiValueDict[str, str]:
    """What is kept, as a form reads it."""
    return MultiValueDict({name: list(values) for name, values in kept.items() if name != _LANGUAGE})


def _first(field: forms.Field | None, values: Any) -> Any:
    """What a field begins with: all the values of one that takes many, else the first."""
    if isinstance(field, forms.MultipleChoiceField):
        return values
    if isinstance(field, forms.BooleanField):
        return bool(values and values[0])
    return values[0] if isinstance(values, list) and values else None
