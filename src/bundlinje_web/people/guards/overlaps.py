"""SQL for rows with a period of their own and an end in a row of another table: whether two meet in time."""

from __future__ import annotations


def stands(table: str, end: tuple[str, str], same: str) -> str:
    """Whether a row like `NEW` stands whose period meets `NEW`'s and that was not ended before it begins.

    `end` is the table of ends and its column that names the row; `same` says of `there` and `NEW` that they are alike.
    """
    ends, of = end
    return (
        f'EXISTS (SELECT 1 FROM "{table}" AS there WHERE {same} '  # noqa: S608 - names of models
        "AND (NEW.until IS NULL OR there.since < NEW.until) AND (there.until IS NULL OR there.until > NEW.since) "
        f'AND NOT EXISTS (SELECT 1 FROM "{ends}" AS e WHERE e.{of} = there.id AND e."on" <= NEW.since))'
    )
