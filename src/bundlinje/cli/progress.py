"""A bar on the error stream while there is something to wait for; none where nobody is watching."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(title: str, steps: int) -> Iterator[Callable[[int, int], None]]:
    """A bar of so many steps; what it gives is called with how many are done, and of how many."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=steps)
        yield lambda done, total: bar.update(task, completed=done, total=total or steps)
