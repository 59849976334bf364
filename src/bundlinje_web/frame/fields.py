"""Fields that read what people write: text without numbers of persons, kroner, days, whole numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bundlinje.money import ORE_PER_KRONE, Ore
from bundlinje_web.frame.words import language_now, say_now

# Six digits that can be a day and a month, then four: with or without a space or a hyphen.
_LIKE_A_PERSON = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[ \u2010-\u2015-]?\d{4}(?!\d)")


def looks_like_cpr(text: str) -> bool:
    """Whether a text has something that looks like a person's number: a day, a month, a year and four digits."""
    return bool(_LIKE_A_PERSON.search(text))


def without_cpr(text: str) -> None:
    """Refuse a text with something that looks like a person's number; the number itself is never told again."""
    if looks_like_cpr(text):
        raise ValidationError(say_now("frame.cpr_like"))


class TextField(forms.CharField):
    """Text in one line, or in `rows` lines; never with anything that looks like a person's number."""

    def __init__(self, *, rows: int = 1, limit: int | None = None, **kwargs: Any) -> None:
        if rows > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=limit or (4_000 if rows > 1 else 200), **kwargs)

    def clean(self, value: Any) -> str:
        """The text, if it is not too long and names nobody by number."""
        text: str = super().clean(value)
        without_cpr(text)
        return text

    def run_validators(self, value: Any) -> None:
        """Too long is told with both lengths."""
        if self.max_length is not None and len(str(value)) > self.max_length:
            raise ValidationError(say_now("frame.form.too_long", length=len(str(value)), most=self.max_length))
        super().run_validators(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser that cuts a pasted text loses letters without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def read_kroner(text: str, language: str = "da") -> Ore:
    """Kroner as people write them, `1.234,50` or `1,234.50`, in øre. Raises `ValueError`."""
    thousands, point = (".", ",") if language == "da" else (",", ".")
    plain = text.strip().removesuffix("kr.").removesuffix("kr").removeprefix("DKK").strip()
    plain = plain.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    match = re.fullmatch(
        rf"(-?)(\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)(?:{re.escape(point)}(\d{{1,2}}))?", plain
    )
    if not match:
        raise ValueError(text)
    sign, front, rest = match.groups()
    ore = int(front.replace(thousands, "")) * ORE_PER_KRONE + int((rest or "").ljust(2, "0") or 0)
    return Ore(-ore if sign else ore)


class KronerField(forms.CharField):
    """An amount in kroner, kept in øre."""

    def __init__(self, *, least: int | None = 0, **kwargs: Any) -> None:
        self.least = least
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A phone shows its number keys."""
        return {**super().widget_attrs(widget), "inputmode": "decimal", "data-suffix": "kr"}

    def clean(self, value: Any) -> int | None:
        """The amount in øre; nothing where nothing is written and nothing needs to be."""
        text = str(super().clean(value))
        if not text:
            return None
        try:
            ore = read_kroner(text, language_now())
        except ValueError as wrong:
            raise ValidationError(say_now("frame.form.kroner")) from wrong
        if self.least is not None and ore < self.least:
            raise ValidationError(say_now("frame.form.kroner_least"))
        return int(ore)

    def prepare_value(self, value: Any) -> Any:
        """What was written stays as written; an amount in øre is shown as people write it."""
        if not isinstance(value, int):
            return value
        whole, rest = divmod(abs(value), ORE_PER_KRONE)
        thousands, point = (".", ",") if language_now() == "da" else (",", ".")
        text = f"{'-' if value < 0 else ''}{whole:,}".replace(",", thousands)
        return f"{text}{point}{rest:02d}" if rest else text


class CountField(forms.IntegerField):
    """A whole number of people, weeks or the like; Danish points between thousands are read."""

    def __init__(self, *, least: int = 0, most: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(min_value=least, max_value=most, **kwargs)
        self.error_messages["invalid"] = ""

    def to_python(self, value: Any) -> int | None:
        """The number; told in our own words where it is none."""
        text = str(value or "").strip().replace("\u00a0", "")
        plain = re.sub(r"[.,](?=\d{3}\b)", "", text)
        if text and not re.fullmatch(r"-?\d+", plain):
            raise ValidationError(say_now("frame.form.count"))
        return int(plain) if text else None

    def run_validators(self, value: Any) -> None:
        """Too small and too large are told with the bounds."""
        if value is not None and self.min_value is not None and value < self.min_value:
            raise ValidationError(say_now("frame.form.count_least", least=self.min_value))
        if value is not None and self.max_value is not None and value > self.max_value:
            raise ValidationError(say_now("frame.form.count_most", most=self.max_value))


class DayField(forms.DateField):
    """A day, written as `31-12-2024`, `31.12.2024`, `31/12/2024` or `2024-12-31`, or picked in the browser."""

    def __init__(self, *, after: Callable[[], date] | None = None, **kwargs: Any) -> None:
        self.after = after
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day; told in our own words where it is none."""
        try:
            return super().to_python(value)
        except ValidationError as wrong:
            raise ValidationError(say_now("frame.form.day")) from wrong

    def validate(self, value: Any) -> None:
        """A day that must lie later is refused with the day it must lie after."""
        super().validate(value)
        if value is not None and self.after is not None and value <= self.after():
            from bundlinje.words.numbers import day

            raise ValidationError(say_now("frame.form.day_after", day=day(self.after(), language_now())))


class CodeField(forms.ChoiceField):
    """One of some codes, with the words they have under `before`; as a list to open, or as radio buttons."""

    def __init__(self, *, codes: Iterable[str], before: str, radios: bool = False, **kwargs: Any) -> None:
        self._codes, self._before, self._radios = tuple(codes), before, radios
        if radios:
            kwargs.setdefault("widget", forms.RadioSelect())
        super().__init__(choices=self._choices, **kwargs)

    def _choices(self) -> list[tuple[str, str]]:
        empty = [] if self._radios else [("", say_now("frame.form.choose"))]
        return [*empty, *((code, say_now(f"{self._before}.{code}")) for code in self._codes)]
