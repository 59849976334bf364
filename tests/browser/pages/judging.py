"""What is left to judge: a page in which something is built as nothing was that a process of this run has judged."""

from __future__ import annotations

from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import TYPE_CHECKING

from tests.telling import shared_by_the_run

if TYPE_CHECKING:
    import pytest
    from tests.browser.pages.walking import Found


class Judging:
    """The kinds and the parts of pages that a run has judged, in a file that all its processes share."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "judged-parts"

    def takes(self, page: Found) -> bool:
        """Whether something in it is new, or it is the first of its kind. It is then the caller's to judge."""
        parts = {f"kind {page.name}", *page.parts}
        with self._file.open("a+") as kept:
            flock(kept, LOCK_EX)
            kept.seek(0)
            new = parts - set(kept.read().splitlines())
            kept.writelines(f"{part}\n" for part in sorted(new))
        return bool(new)


def judging_of(temporary: pytest.TempPathFactory) -> Judging:
    """That of this run of the tests, whichever of its processes asks."""
    return Judging(shared_by_the_run(temporary))
