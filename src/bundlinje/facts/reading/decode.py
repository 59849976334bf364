"""Bytes of a text file → text: UTF-8, Windows or old Macintosh, told apart by how æ, ø and å are written."""

from __future__ import annotations

_DANISH_WINDOWS = "æøåÆØÅ".encode("cp1252")
_DANISH_MACINTOSH = "æøåÆØÅ".encode("mac_roman")


def decode(raw: bytes) -> str:
    """The text of a file. Bytes that are no text at all (a NUL among them, and no UTF-16 mark) raise `ValueError`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _lines(raw.decode("utf-16"))
    if b"\0" in raw:
        raise ValueError("not text")
    try:
        return _lines(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _lines(_single_byte(raw))


def _single_byte(raw: bytes) -> str:
    windows = sum(raw.count(byte) for byte in _DANISH_WINDOWS)
    macintosh = sum(raw.count(byte) for byte in _DANISH_MACINTOSH)
    if macintosh > windows:
        return raw.decode("mac_roman")
    return raw.decode("cp1252", errors="replace")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
