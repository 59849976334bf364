"""A list as a file: CSV, Excel or JSON. A cell that a spreadsheet would take for a formula is made text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from bundlinje.money import ORE_PER_KRONE
from bundlinje_web.frame.words import say_now

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Head = tuple[str, str, str]
"""A column of an export: its key, its heading, and its kind."""


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _kroner(ore: int) -> str:
    sign, rest = ("-" if ore < 0 else ""), abs(ore)
    return f"{sign}{rest // ORE_PER_KRONE}.{rest % ORE_PER_KRONE:02d}"


def _plain(value: Any, kind: str) -> Any:
    """A value as files hold it: exact, in no language's own number format; nothing where it is not known."""
    if value is None:
        return None
    if kind == "code":
        return say_now(str(value))
    if kind == "kr":
        return _kroner(int(value))
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _csv(heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(harmless(words) for _, words, _ in heads)
    for row in rows:
        plain = [_plain(value, kind) for value, (_, _, kind) in zip(row, heads, strict=True)]
        writer.writerow("" if each is None else each if not _is_text(head) else harmless(str(each))
                        for each, head in zip(plain, heads, strict=True))  # fmt: skip
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _is_text(head: Head) -> bool:
    return head[2] in {"text", "code"}


def _json(heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> bytes:
    found = [{key: _plain(value, kind) for value, (key, _, kind) in zip(row, heads, strict=True)} for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8")


def _xlsx(heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    # Text stays text: strings are never read as formulas, links or numbers.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        for column, (_, words, _) in enumerate(heads):
            sheet.write_string(0, column, words, bold)
            sheet.set_column(column, column, max(12, len(words) + 2))
        for at, row in enumerate(rows, start=1):
            for column, (value, (_, _, kind)) in enumerate(zip(row, heads, strict=True)):
                _write(sheet, (at, column), _plain(value, kind), (kind, money))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _write(sheet: Any, place: tuple[int, int], plain: Any, how: tuple[str, Any]) -> None:
    kind, money = how
    if plain is None:
        return
    if kind == "kr":
        sheet.write_number(*place, float(plain), money)
    elif isinstance(plain, int):
        sheet.write_number(*place, plain)
    else:
        sheet.write_string(*place, str(plain))


_KINDS = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "json": (_json, "application/json"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def exported(kind: str, name: str, heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a file to keep. Raises `Http404` for a kind there is not."""
    if kind not in _KINDS:
        raise Http404
    write, content_type = _KINDS[kind]
    answer = HttpResponse(write(heads, rows), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
