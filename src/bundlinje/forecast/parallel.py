"""Sharing work out: the same tasks done here, by processes on this machine, or on a cluster, with the same answers.

A task is a function of the module level and one job that can travel; what it answers depends on the job alone, so the
number of workers and the order in which they finish change nothing. Answers come back in the order of the jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")
Progress: TypeAlias = Callable[[int, int], None]
"""Told after each job how many are done, and of how many."""


def unheard(done: int, of: int) -> None:
    """Progress that nobody asked to hear of."""


class Executor(Protocol):
    """Whatever can do a task for many jobs."""

    def run(
        self, task: Callable[[Job], Answer], jobs: Sequence[Job], progress: Progress = unheard
    ) -> tuple[Answer, ...]:
        """The answers, in the order of the jobs. The first job that fails raises what it raised."""
        ...


@dataclass(frozen=True, slots=True)
class Serial:
    """One job after the other, here."""

    def run(
        self, task: Callable[[Job], Answer], jobs: Sequence[Job], progress: Progress = unheard
    ) -> tuple[Answer, ...]:
        """The answers, in the order of the jobs."""
        answers = []
        for number, job in enumerate(jobs, start=1):
            answers.append(task(job))
            progress(number, len(jobs))
        return tuple(answers)


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes on this machine, started afresh for the run. Fewer than one raises `ValueError`."""

    workers: int

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ValueError(self.workers)

    def run(
        self, task: Callable[[Job], Answer], jobs: Sequence[Job], progress: Progress = unheard
    ) -> tuple[Answer, ...]:
        """The answers, in the order of the jobs."""
        from concurrent.futures import ProcessPoolExecutor, as_completed
        from multiprocessing import get_context

        # Processes that are spawned inherit no locks and no half-done work, which a fork of a threaded program would.
        with ProcessPoolExecutor(min(self.workers, len(jobs) or 1), get_context("spawn")) as pool:
            futures = [pool.submit(task, job) for job in jobs]
            for number, future in enumerate(as_completed(futures), start=1):
                future.result()
                progress(number, len(jobs))
            return tuple(future.result() for future in futures)


class Cluster(Protocol):
    """What is asked of a cluster: a `distributed.Client` is one."""

    def submit(self, task: Any, /, *arguments: Any, pure: bool) -> Any:
        """Run a task somewhere, some time."""
        ...

    def gather(self, futures: Any, /) -> Any:
        """Wait for results."""
        ...


@dataclass(frozen=True, slots=True)
class OnCluster:
    """The machines of a Dask cluster (`bundlinje[cluster]`)."""

    cluster: Cluster

    def run(
        self, task: Callable[[Job], Answer], jobs: Sequence[Job], progress: Progress = unheard
    ) -> tuple[Answer, ...]:
        """The answers, in the order of the jobs."""
        futures = [self.cluster.submit(task, job, pure=False) for job in jobs]
        answers = []
        for number, future in enumerate(futures, start=1):
            answers.append(self.cluster.gather(future))
            progress(number, len(jobs))
        return tuple(answers)
