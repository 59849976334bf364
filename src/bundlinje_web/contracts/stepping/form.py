"""The form of a step: the fields of everything it asks, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.stepping.asking import Ask, Group, changed, is_changed
from bundlinje_web.frame.forms import PageForm


@dataclass(frozen=True)
class Shown:
    """A group as the page shows it: each ask with its fields, and where its value is from."""

    group: Group
    places: list[tuple[Ask, list[forms.BoundField]]]

    @property
    def is_open(self) -> bool:
        """Whether it is shown from the beginning: also one that is folded, when something in it is wrong."""
        return self.group.opened or any(field.errors or field.value() for _, fields in self.places for field in fields)


class StepForm(PageForm):
    """Everything a step asks of a text. Nothing is required: the text itself is the draft, and is saved half done."""

    words: ClassVar[str] = "contracts.ask"
    keeps: ClassVar[bool] = False
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for ask in self._asks():
            for suffix, field in ask.fields.items():
                name = ask.name + suffix
                self.fields[name] = field
                self.initial.setdefault(name, ask.initial[suffix])
                self._give_words(name, field)

    def _asks(self) -> Iterator[Ask]:
        for group in self.groups:
            yield from group.asks

    def clean(self) -> dict[str, Any]:
        """What was answered; answers that belong together are looked at together, where they are new."""
        told = super().clean() or {}
        for ask in self._asks():
            names = [ask.name + suffix for suffix in ask.fields]
            if all(name in told for name in names) and is_changed(ask, told):
                for suffix, words in ask.check({suffix: told[ask.name + suffix] for suffix in ask.fields}):
                    self.add_error(ask.name + suffix, words)
        return told

    def written(self, before: Written) -> Written:
        """The text with what was answered."""
        return changed(before, self.groups, self.cleaned_data)

    @property
    def shown(self) -> list[Shown]:
        """The groups with their fields."""
        return [
            Shown(group, [(ask, [self[ask.name + suffix] for suffix in ask.fields]) for ask in group.asks])
            for group in self.groups
        ]
