"""Running a piece of work in a process of its own: CPU seconds, wall seconds and peak memory, and what it answered."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Runs:
    """Medians over several runs of one piece of work; `answer` is none if it did not fit in its memory."""

    cpu: float
    wall: float
    peak_mb: float
    answer: Any
    runs: int


def in_child(module: str, *arguments: str) -> dict[str, Any] | None:
    """Run `python -m module arguments` and read the line it prints; none if it ran out of memory.

    A library that is refused memory may crash rather than raise; a crash counts as running out of it.
    """
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False)
    if done.returncode < 0 or (done.returncode and "MemoryError" in done.stderr):
        return None
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def repeated(times: int, module: str, *arguments: str) -> Runs:
    """Medians of so many runs, each in a fresh process. All runs must answer the same."""
    seen = []
    for _ in range(times):
        one = in_child(module, *arguments)
        if one is None:
            return Runs(0, 0, 0, None, len(seen))
        seen.append(one)
    if any(one["answer"] != seen[0]["answer"] for one in seen):
        raise AssertionError(f"{arguments} does not answer the same each time")
    middle = {name: statistics.median(one[name] for one in seen) for name in ("cpu", "wall", "peak_mb")}
    return Runs(middle["cpu"], middle["wall"], middle["peak_mb"], seen[0]["answer"], times)


def limit_memory(gigabytes: float) -> None:
    """Let this process fail with `MemoryError` rather than take the machine's memory."""
    resource.setrlimit(resource.RLIMIT_AS, (int(gigabytes * 2**30), resource.RLIM_INFINITY))


def tell(work: Callable[[], Any]) -> None:
    """Do the work and print what it cost, for the process that started this one."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work()
    cost = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**cost, "peak_mb": peak, "answer": answer}))
