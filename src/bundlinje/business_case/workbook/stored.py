"""What stands in the cells of an Excel file: each value, whether a formula stands behind it, and where names point."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_POINTS_AT = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$(\d{1,7})$")
_LARGEST = 50_000_000
"""Bytes that one part of a workbook of ours may unpack to; more is no workbook of ours."""

Cells: TypeAlias = "Mapping[str, Stored]"
"""The filled cells of a sheet, by name such as `B5`."""


class Unreadable(Exception):  # noqa: N818 - it is the file that is at fault, not the program
    """The file is no Excel workbook, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell: a number as it was written, a text, or a mistake such as `#N/A`; none where only a formula stands."""

    value: Fraction | str | None
    formula: bool = False
    mistake: bool = False


@dataclass(frozen=True, slots=True)
class StoredBook:
    """The sheets of a workbook by their names, and the cell each name points at: its sheet and the cell's name."""

    sheets: Mapping[str, Cells]
    names: Mapping[str, tuple[str, str]]


def read_stored(path: Path) -> StoredBook:
    """Everything in an Excel file. Raises `Unreadable` where there is nothing to be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = _part(archive, "xl/workbook.xml")
            texts = _texts(archive)
            sheets = {name: _cells(_part(archive, part), texts) for name, part in _sheets(archive, book)}
    except (zipfile.BadZipFile, OSError, KeyError, ET.ParseError, ValueError, IndexError) as fault:
        raise Unreadable(str(fault)) from fault
    return StoredBook(sheets, dict(_names(book)))


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    raw = archive.read(name)
    if b"<!DOCTYPE" in raw[:1_000]:
        raise ValueError(name)
    return ET.fromstring(raw)  # noqa: S314 - a part with a document type, where entities are declared, is refused


def _sheets(archive: zipfile.ZipFile, book: ET.Element) -> Iterator[tuple[str, str]]:
    links = {one.get("Id"): str(one.get("Target")) for one in _part(archive, "xl/_rels/workbook.xml.rels")}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = links[sheet.get(_LINK)]
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_joined(item) for item in _part(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _joined(item: ET.Element) -> str:
    """The text of an item, without the reading aids of other scripts."""
    runs = [item, *item.findall(f"{_MAIN}r")]
    return "".join(text.text or "" for run in runs for text in run.findall(f"{_MAIN}t"))


def _names(book: ET.Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for name in book.iter(f"{_MAIN}definedName"):
        if found := _POINTS_AT.match(name.text or ""):
            sheet = found[2] or found[1].replace("''", "'")
            yield str(name.get("name")), (sheet, f"{found[3]}{found[4]}")


def _cells(sheet: ET.Element, texts: list[str]) -> Cells:
    return {
        str(cell.get("r")): stored for cell in sheet.iter(f"{_MAIN}c") if (stored := _stored(cell, texts)) is not None
    }


def _stored(cell: ET.Element, texts: list[str]) -> Stored | None:
    kind, inside = cell.get("t", "n"), cell.find(f"{_MAIN}v")
    formula = cell.find(f"{_MAIN}f") is not None
    raw = inside.text if inside is not None else None
    if kind == "inlineStr":
        return Stored(_joined(cell.find(f"{_MAIN}is") or ET.Element("is")), formula)
    if raw is None:
        return Stored(None, formula=True) if formula else None
    if kind == "s":
        return Stored(texts[int(raw)], formula)
    if kind in {"str", "e"}:
        return Stored(raw, formula, mistake=kind == "e")
    return Stored(Fraction(raw), formula)
