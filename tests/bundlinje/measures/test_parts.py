"""Measuring in parts on a cluster gives what measuring here gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml
from distributed import Client, LocalCluster

from bundlinje.facts import facts_from_rows, read_facts, write_facts
from bundlinje.facts.base import SHELF as FACTS
from bundlinje.measures.base import SHELF
from bundlinje.measures.collect import Counted
from bundlinje.measures.parts import Count, collected_in_parts

DECLARED = {
    name: FACTS.kinds[FACTS.key_of(raw) or ""].model_validate(raw)
    for name, raw in yaml.safe_load("""
enrolled: {enrolment: Optaget}
job:      {spell: Job, value: share, coverage: complete}
""").items()
}
UNITS = tuple(f"u{i}" for i in range(20))


def _sorted(counted: Counted) -> list[tuple[int, ...]]:
    columns = (counted.u, counted.occasion, counted.num, counted.evidence)
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


def test_a_dask_cluster_gives_the_same_integers(tmp_path: Path) -> None:
    spells = [
        {"fact": "job", "unit": u, "from": f"2024-01-{i + 1:02}", "until": "2024-03-01", "value": "37 %"}
        for i, u in enumerate(UNITS)
    ]
    facts = facts_from_rows(DECLARED, enrolments=[{"unit": u, "from": "2024-01-01"} for u in UNITS], spells=spells)
    write_facts(facts, tmp_path, "parquet")
    n = len(UNITS)
    start = np.full(n, 19_723, dtype=np.int32)
    days = {"start": start, "end": start + 31, "target": start}
    windows = {"unit": np.arange(n), "occasion": np.zeros(n, np.int16), **days}
    average = SHELF.kinds["average"].model_validate({"average": "job"})
    here = {"host": "127.0.0.1", "protocol": "tcp://", "dashboard_address": None, "processes": False}
    with LocalCluster(n_workers=2, threads_per_worker=1, **here) as cluster, Client(cluster) as client:
        for one in (facts, read_facts(tmp_path, DECLARED)):
            count = Count(average, one, UNITS, windows, DECLARED)
            assert _sorted(collected_in_parts(count, 4, client)) == _sorted(count.run())
