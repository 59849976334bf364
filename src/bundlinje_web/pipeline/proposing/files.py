"""Files that people send: known by their content, not their names, and refused if they could run or name anybody."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from bundlinje_web.frame.fields import looks_like_cpr
from bundlinje_web.frame.models import Draft
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.models import Attachment

MEGABYTE = 2**20
LARGEST = 10 * MEGABYTE
MOST = 10
_UNPACKED = 100 * MEGABYTE
_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "txt": "text/plain",
}
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_RUNS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_NO_TEXT = ("#!", "<", "@echo", "%pdf", "pk\x03")
_PARAGRAPH = re.compile(r"</(?:w:p|a:p|text:p|si|c|row)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a file turned out to be: its kind, digest, and whether its text could be read and searched."""

    kind: str
    sha256: str
    scanned: bool


def looked_at(sent: UploadedFile[Any], held: int) -> LookedAt:
    """Look at a file before it is kept. Raises `ValidationError` with what is wrong and what to do."""
    size = sent.size or 0
    if held >= MOST:
        raise ValidationError(say_now("proposing.problem.files", most=MOST))
    if size > LARGEST:
        raise ValidationError(say_now("proposing.problem.large", size=-(-size // MEGABYTE), most=LARGEST // MEGABYTE))
    content = sent.read()
    sent.seek(0)
    kind = kind_of(content, sent)
    text = text_of(content, kind, sent)
    if looks_like_cpr(text or "") or looks_like_cpr(sent.name or ""):
        raise ValidationError(say_now("proposing.problem.file_cpr"))
    return LookedAt(kind, hashlib.sha256(content).hexdigest(), text is not None)


def kind_of(content: bytes, sent: IO[bytes] | UploadedFile[Any]) -> str:
    """What kind a file is by its content. Raises `ValidationError` for one that is not taken."""
    if content.startswith(b"%PDF-") and not any(word in content for word in _RUNS):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"PK\x03\x04") and (kind := _package(sent)):
        return kind
    if content and _is_text(content):
        return "txt"
    raise ValidationError(say_now("proposing.problem.kind"))


def _is_text(content: bytes) -> bool:
    """Plain text holds no control characters but tabs and line ends, and no script's first line."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    starts = text.lstrip("\ufeff \t\r\n").casefold()
    return not re.search(r"[\x00-\x08\x0e-\x1f]", text) and not starts.startswith(_NO_TEXT)


def _package(sent: IO[bytes] | UploadedFile[Any]) -> str | None:
    """The kind of an office document: one that has no macros, nothing embedded, and does not swell when unpacked."""
    try:
        with zipfile.ZipFile(sent) as package:
            inside = package.infolist()
            names = {each.filename for each in inside}
            swells = sum(each.file_size for each in inside) > _UNPACKED
            if swells or any(_runs(name) for name in names):
                return None
            if "mimetype" in names:
                mime = package.read("mimetype").decode("ascii", "replace").strip()
                return next((kind for kind in ("odt", "ods") if KINDS[kind] == mime), None)
            if b"macroEnabled" in package.read("[Content_Types].xml"):
                return None
            return next((kind for kind, part in _PARTS.items() if part in names), None)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return None
    finally:
        sent.seek(0)


def _runs(name: str) -> bool:
    """Whether a part of an office document could run something."""
    low = name.casefold()
    return low.endswith((".bin", ".exe", ".dll", ".js", ".vbs")) or low.startswith(("basic/", "scripts/"))


def text_of(content: bytes, kind: str, sent: IO[bytes] | UploadedFile[Any]) -> str | None:
    """The text of a file, to be searched for numbers of persons; none where it cannot be read, as in a picture."""
    if kind == "txt":
        return content.decode("utf-8")
    if kind in {"pdf", "png", "jpg"}:
        return None
    with zipfile.ZipFile(sent) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml")]
    sent.seek(0)
    return _TAG.sub("", _PARAGRAPH.sub("\n", "\n".join(parts)))


def harmless_name(name: str, kind: str) -> str:
    """A name that is safe wherever it is saved: letters, digits, hyphens and spaces, with the ending of its kind."""
    stem = PurePath(name.replace("\\", "/")).stem
    plain = re.sub(r"[^\w \-]", "", stem).strip(" -_")[:80]
    return f"{plain or 'bilag'}.{kind}"


def keep(draft: Draft, sent: UploadedFile[Any], found: LookedAt) -> Attachment:
    """Keep a file with the draft; the same file again is the one that is there."""
    held = draft.attachments.filter(sha256=found.sha256).first()
    if held is not None:
        return held
    return Attachment.objects.create(
        draft=draft,
        name=harmless_name(sent.name or "", found.kind),
        file=sent,
        sha256=found.sha256,
        size=sent.size or 0,
        media_type=KINDS[found.kind],
        scanned=found.scanned,
    )
