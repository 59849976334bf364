"""An invented register: weekly spells of support, work, education and shelter, the same for the same size every time.

Whole weeks, activity that differs from person to person, four facts, one prepared Parquet file ordered by fact and
person, in row groups of a million rows that end with a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from numpy.typing import NDArray

from bundlinje.facts.base import SHELF, FactKind
from bundlinje.facts.store.prepared import mark

SEED = 2026
PARTICIPANTS = 10_000
SPELLS_EACH = {"support": 55, "employment": 25, "education": 12, "shelter": 8}
"""Spells of a person in ten years, by fact: a hundred in all."""
FIRST_DAY, WEEKS = 14_610, 780
"""2010-01-01 and fifteen years."""
BLOCK = 50_000
"""Persons generated at a time."""

DECLARED: Mapping[str, FactKind] = {
    name: SHELF.kinds[SHELF.key_of(raw) or ""].model_validate(raw)
    for name, raw in yaml.safe_load("""
enrolled:   {enrolment: Enrolled}
support:    {spell: Support, coverage: complete}
employment: {spell: Employment, value: share, coverage: complete}
education:  {spell: Education, coverage: complete}
shelter:    {spell: Shelter, coverage: complete}
""").items()
}
_SCHEMA = pa.schema(
    [
        ("fact", pa.dictionary(pa.int32(), pa.string())),
        ("unit", pa.int32()),
        ("from", pa.int32()),
        ("until", pa.int32()),
        ("value", pa.int64()),
    ]
)


def register(folder: Path, size: int) -> Path:
    """The folder of a register of this size (1, 10 or 100 million spells), written if it is not there yet."""
    home = folder / f"register-{size}"
    if not (home / "spells.parquet").exists():
        home.mkdir(parents=True, exist_ok=True)
        _write_spells(home / "part", size)
        (home / "part").rename(home / "spells.parquet")
    return home


def windows(size: int) -> dict[str, NDArray[np.int32]]:
    """Two windows of half a year for every participant, from an enrolment of its own."""
    rng = np.random.default_rng([SEED, 0])
    people = PARTICIPANTS * size
    enrolled = FIRST_DAY + 7 * rng.integers(60, WEEKS - 60, people, dtype=np.int32)
    unit = np.repeat(np.arange(people, dtype=np.int32), 2)
    occasion = np.tile(np.array([0, 1], dtype=np.int16), people)
    start = (enrolled[unit] + 182 * occasion).astype(np.int32)
    end = (start + 182).astype(np.int32)
    return {"unit": unit, "occasion": occasion, "start": start, "end": end, "target": np.full_like(start, -1)}


def _write_spells(path: Path, size: int) -> None:
    schema = _SCHEMA.with_metadata(mark("spells", SPELLS_EACH, DECLARED))
    with pq.ParquetWriter(path, schema, compression="none", use_dictionary=True) as writer:
        for number, each in enumerate(each for _, each in sorted(SPELLS_EACH.items())):
            for first in range(0, PARTICIPANTS * size, BLOCK):
                people = min(BLOCK, PARTICIPANTS * size - first)
                rng = np.random.default_rng([SEED, number + 1, first])
                table = _block(rng, number, first, people, each)
                writer.write_table(table.cast(schema), row_group_size=1_000_000)


def _block(rng: np.random.Generator, number: int, first: int, people: int, each: int) -> pa.Table:
    """Spells of one fact for some persons: weeks on and off in turn, so that none overlap."""
    on = 1 + rng.poisson(WEEKS / each * rng.gamma(4, 0.1, (people, 1)), (people, each))
    off = rng.poisson(WEEKS / each * rng.gamma(4, 0.1, (people, 1)), (people, each))
    ends = np.cumsum(on + off, axis=1)
    until = (FIRST_DAY + 7 * ends).astype(np.int32)
    begins = (until - 7 * on).astype(np.int32)
    unit = np.repeat(np.arange(first, first + people, dtype=np.int32), each)
    value = rng.integers(1, 11, people * each) * 100_000
    names = sorted(SPELLS_EACH)
    codes = np.full(people * each, number, dtype=np.int32)
    fact = pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names))
    values = pa.array(value, mask=np.full(len(value), names[number] != "employment"))
    columns = [fact, pa.array(unit), pa.array(begins.ravel()), pa.array(until.ravel()), values]
    return pa.Table.from_arrays(columns, names=_SCHEMA.names)
