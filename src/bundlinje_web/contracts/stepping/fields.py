"""Fields that steps ask with: several codes, lines of text, moments, numbers with a unit, and text of the contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bundlinje.contract.parts import Moment
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector
from bundlinje_web.frame.fields import TextField, without_cpr
from bundlinje_web.frame.words import language_now, say_now

_NUMBER = re.compile(r"^(-?\d+(?:[.,]\d+)?)\s*(%|pp|days?|months?|points?|kr)?$")
_ONES = {"day": "days", "month": "months", "point": "points"}


class CodesField(forms.MultipleChoiceField):
    """Several codes, as boxes to tick."""

    def __init__(self, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class LinesField(TextField):
    """A list of texts, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=4, required=False, help_text=say_now("contracts.ask.a_line_each"), **kwargs)

    def clean(self, value: Any) -> Any:
        """The lines that say something."""
        return [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """One on each line."""
        return "\n".join(value) if isinstance(value, list) else value


class MomentField(forms.CharField):
    """A day, a month or a year: `31-12-2024`, `12-2024`, `2024` or as the contract writes them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=say_now("contracts.ask.moment"), **kwargs)

    def clean(self, value: Any) -> str:
        """The moment as the contract writes it."""
        text = str(super().clean(value)).strip().replace("/", "-").replace(".", "-")
        parts = text.split("-")
        if len(parts[-1]) == 4 and len(parts) > 1:
            text = "-".join(part.zfill(2) for part in reversed(parts))
        try:
            return Moment.read(text).text() if text else ""
        except ValueError as wrong:
            raise ValidationError(say_now("contracts.ask.moment_wrong")) from wrong


class NumberField(forms.CharField):
    """A number, maybe with decimals; its unit stands in the label."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    @staticmethod
    def unit_of(raw: Any) -> str:
        """The unit a number of the text is in."""
        found = _NUMBER.match(str(raw))
        return _ONES.get(found[2] or "", found[2] or "") if found else ""

    @staticmethod
    def number_in(raw: Any) -> str | None:
        """A number of the text without its unit; none for anything else."""
        found = _NUMBER.match(str(raw))
        return found[1] if found else None

    def clean(self, value: Any) -> str | None:
        """The number with a point before its decimals."""
        text = str(super().clean(value)).strip().removesuffix("%").strip()
        if not text:
            return None
        if not re.fullmatch(r"-?\d+([.,]\d+)?", text):
            raise ValidationError(say_now("contracts.ask.number_wrong"))
        return text.replace(",", ".")

    def prepare_value(self, value: Any) -> Any:
        """With a comma before its decimals in Danish."""
        return value.replace(".", ",") if isinstance(value, str) and language_now() == "da" else value


def written_number(number: str, unit: str) -> Any:
    """A number with its unit as the contract writes it."""
    if not unit:
        return int(number) if number.lstrip("-").isdecimal() else number
    return f"{number} {unit}"


class YamlField(forms.CharField):
    """A place of the text as it is written."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        attrs = {"rows": min(max(rows, 2), 16), "spellcheck": "false", "class": "bl-code"}
        super().__init__(required=False, strip=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """The text, if it can be read and names nobody by number."""
        text = str(super().clean(value)).replace("\r\n", "\n").rstrip()
        without_cpr(text)
        found = Collector()
        if text.strip():
            parse_yaml(text, "text", found)
        if found.problems:
            from bundlinje.words.problems import say as said

            raise ValidationError([said(problem, language_now()) for problem in found.problems])
        return text
