"""What templates say and how they write numbers. Loaded in every template by the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bundlinje.money import ORE_PER_KRONE, Ore
from bundlinje.words import numbers
from bundlinje_web.frame.words import language_now, say_now

register = template.Library()
_CASE = re.compile(r"r?\d{4}-\d{3}")


@register.simple_tag
def say(code: str, values: Mapping[str, object] | None = None, **named: object) -> str:
    """The words for a code: `{% say "pipeline.inbox.title" n=3 %}`."""
    return say_now(code, **{**(values or {}), **named})


@register.filter(name="say")
def say_filter(code: str, before: str = "") -> str:
    """The words for a code that stands in a value: `{{ proposal.state|say:"pipeline.state." }}`."""
    return say_now(f"{before}{code}")


@register.filter
def kr(ore: Ore | None) -> str:
    """Money in kroner; a word where it is not known."""
    return say_now("frame.not_stated") if ore is None else numbers.kroner(Ore(int(ore)), language_now())


@register.filter
def thousands(ore: Ore | None) -> str:
    """Money as a number of 1.000 kr."""
    return say_now("frame.not_stated") if ore is None else numbers.thousands(Ore(int(ore)), language_now())


@register.filter
def millions(ore: Ore | None) -> str:
    """Money in millions of kroner."""
    return say_now("frame.not_stated") if ore is None else numbers.millions(Ore(int(ore)), language_now())


@register.filter
def in_millions(ore: Ore | None) -> str:
    """Money as a number of millions with one decimal, where the heading says that it is millions."""
    if ore is None:
        return say_now("frame.not_stated")
    return numbers.decimal(Fraction(int(ore), 1_000_000 * ORE_PER_KRONE), 1, language_now()).replace("-", "\u2212")


@register.filter
def number(value: int | None) -> str:
    """A whole number; a word where it is not known."""
    return say_now("frame.not_stated") if value is None else numbers.whole(int(value), language_now())


@register.filter
def percent(share: Fraction | float | None) -> str:
    """A share in per cent."""
    return say_now("frame.not_stated") if share is None else numbers.percent(Fraction(share), language_now())


def _day_of(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in full; a word where it is not known."""
    return say_now("frame.not_stated") if value is None else numbers.day(_day_of(value), language_now())


@register.filter
def day_short(value: date | datetime | None) -> str:
    """A day for a table."""
    return say_now("frame.not_stated") if value is None else numbers.day_short(_day_of(value), language_now())


@register.filter
def moment(value: datetime | None) -> str:
    """A day with the time of day."""
    if value is None:
        return say_now("frame.not_stated")
    local = timezone.localtime(value)
    return f"{numbers.day_short(local.date(), language_now())} {local:%H:%M}"


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """An icon of the design system; said aloud only where it is given a label."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}#{}"></use></svg>',
        classes,
        spoken,
        static("vendor/dkfds/img/all-svg-icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: object) -> str:
    """The query string of this page with some of it changed; an empty value takes a key away."""
    asked = context["request"].GET.copy()
    for key, value in changes.items():
        asked.pop(key, None)
        if value not in {"", None}:
            asked[key] = str(value)
    text = asked.urlencode()
    return f"?{text}" if text else "?"


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """A value of a mapping by a key that stands in a variable."""
    return mapping.get(key)


@register.filter
def field_kind(bound: Any) -> str:
    """Which markup a form field gets, by its widget."""
    kinds = {
        "Textarea": "area", "Select": "select", "RadioSelect": "radios", "CheckboxInput": "checkbox",
        "CheckboxSelectMultiple": "checkboxes", "HiddenInput": "hidden", "ClearableFileInput": "file",
        "FileInput": "file",
    }  # fmt: skip
    return kinds.get(type(bound.field.widget).__name__, "input")


@register.simple_tag
def control(bound: Any) -> str:
    """The input of a form field, described by its hint and its mistake, as the design system draws it."""
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    kind = field_kind(bound)
    attrs: dict[str, Any] = {"class": "form-select" if kind == "select" else "form-input"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return str(bound.as_widget(attrs=attrs))


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through in a template."""
    return text.split()


@register.filter
def is_number_of_case(value: object) -> bool:
    """Whether a text is the number of a case or an inquiry, which never breaks over two lines."""
    return bool(_CASE.fullmatch(str(value)))


@register.filter
def unlocalized(value: int) -> str:
    """A year or a number that is a name: no points between thousands."""
    return str(value)


@register.filter
def marked(text: str, wanted: str) -> list[tuple[str, bool]]:
    """A text in pieces, those that were searched for told apart."""
    pieces: list[tuple[str, bool]] = []
    rest, needle = text, wanted.casefold()
    while needle and (at := rest.casefold().find(needle)) >= 0:
        pieces += [(rest[:at], False), (rest[at : at + len(needle)], True)]
        rest = rest[at + len(needle) :]
    return [*pieces, (rest, False)]
