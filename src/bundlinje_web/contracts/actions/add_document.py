"""Add a document to a contract."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.files import EXTENSIONS, media_type_of
from bundlinje_web.contracts.models import Contract, Document
from bundlinje_web.contracts.policy import ADD_DOCUMENT
from bundlinje_web.contracts.refusing import refuse, without_cpr
from bundlinje_web.contracts.who import person_of

LARGEST = 20 * 2**20
"""The largest file, in bytes."""


@action("contracts.document.added", policy=ADD_DOCUMENT, on="contract")
def add_document(
    act: Act, contract: Contract, kind: str, title: str, content: bytes, has_personal_data: bool = False
) -> Document:
    """Keep a file under its digest. What it is is told by its content, never by its name.

    Raises `Refused` for a file that is too large, is there already, or is of a sort that is not taken; and for a text
    that names a citizen by number without being marked as personal data.
    """
    without_cpr("title", title)
    if not content or len(content) > LARGEST:
        refuse("file_size", "file", most=LARGEST // 2**20)
    media_type = media_type_of(content)
    if media_type is None:
        refuse("file_kind", "file")
    if media_type == "text/plain" and not has_personal_data:
        without_cpr("file", content.decode("utf-8"))
    sha256 = hashlib.sha256(content).hexdigest()
    if contract.documents.filter(sha256=sha256).exists():
        refuse("file_twice", "file")
    made = Document(
        contract=contract,
        kind=kind,
        title=title,
        sha256=sha256,
        size=len(content),
        media_type=media_type,
        has_personal_data=has_personal_data,
        added_by=person_of(act),
    )
    made.file.save(f"{sha256}{EXTENSIONS[media_type]}", ContentFile(content), save=False)
    made.save()
    told: dict[str, Any] = {"kind": kind, "digest": sha256, "size": len(content), "personal": has_personal_data}
    act.record(made, contract=contract.code, after=sha256, **told)
    return made
