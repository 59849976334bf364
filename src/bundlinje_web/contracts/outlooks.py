"""What is expected of a contract: the outlook saved beside it, or the one in the fund's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.contracts.beside.folder import NoBooks, folder

if TYPE_CHECKING:
    from bundlinje_web.contracts.models import Contract


def outlook_of(contract: Contract) -> str:
    """The text of the newest outlook; empty where nobody has written one."""
    if (saved := contract.outlooks.first()) is not None:
        return saved.text
    try:
        file = folder() / "outlooks" / f"{contract.code}.yaml"
    except NoBooks:
        return ""
    return file.read_text("utf-8") if file.is_file() else ""
