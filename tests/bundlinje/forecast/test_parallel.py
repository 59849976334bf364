"""Work shared out: the same answers to the bit, whoever does it, and in the order of the jobs."""

from __future__ import annotations

import numpy as np
import pytest
from distributed import Client, LocalCluster
from tests.bundlinje.forecast.fund.invented import agreement, with_history

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund import agreements
from bundlinje.forecast.fund.agreements import Agreement, Run, Simulated, simulated
from bundlinje.forecast.parallel import Executor, OnCluster, Processes, Serial
from bundlinje.problems import Refused, error

DRAWS = 1_300


def _agreements() -> dict[str, Agreement]:
    silent = Agreement(agreement("silent").contract.model_copy(update={"expected": None}))
    return {"one": with_history(agreement("one"), 9, 4), "two": agreement("two", planned=12), "silent": silent}


def _bits(found: dict[str, Simulated]) -> dict[str, list[bytes]]:
    return {
        name: [one.paths[method].received_by(["fond"]).tobytes() for method in one.paths] for name, one in found.items()
    }


@pytest.fixture(scope="module")
def here() -> dict[str, Simulated]:
    return simulated(_agreements(), Run(DRAWS, 3))


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs of one block, so that workers share the draws of one contract too."""
    monkeypatch.setattr(agreements, "PIECE", 1)


@pytest.mark.usefixtures("small_pieces")
def test_one_contracts_draws_shared_out_by_blocks_are_the_same_bits(here: dict[str, Simulated]) -> None:
    run = Run(DRAWS, 3)
    one = _agreements()["one"]
    assert [(job.draws, job.first) for job in agreements.jobs_of(one, run)] == [(512, 0), (512, 1), (276, 2)]
    assert _bits(simulated({"one": one}, run)) == _bits({"one": here["one"]})


@pytest.mark.usefixtures("small_pieces")
def test_two_processes_give_the_same_bits_as_working_here(here: dict[str, Simulated]) -> None:
    told: list[tuple[int, int]] = []
    run = Run(DRAWS, 3, Processes(2), lambda done, of: told.append((done, of)))
    found = simulated(_agreements(), run)
    assert _bits(found) == _bits(here)
    assert [problem.code for problem in found["silent"].why_not] == ["planned.rate_unknown"]
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1]


@pytest.mark.usefixtures("small_pieces")
def test_a_cluster_gives_the_same_bits_as_working_here(here: dict[str, Simulated]) -> None:
    local = {"host": "127.0.0.1", "protocol": "tcp://", "dashboard_address": None, "processes": False}
    told: list[tuple[int, int]] = []
    with LocalCluster(n_workers=2, threads_per_worker=1, **local) as cluster, Client(cluster) as client:
        run = Run(DRAWS, 3, OnCluster(client), lambda done, of: told.append((done, of)))
        assert _bits(simulated(_agreements(), run)) == _bits(here)
    assert told[-1][0] == told[-1][1] == len(told)


def _squared(number: int) -> int:
    return number * number


def _refusing(number: int) -> int:
    raise Refused([error("fund_outlook.no_contract", contract=str(number))])


def test_answers_come_in_the_order_of_the_jobs_and_progress_counts_to_the_last() -> None:
    told: list[tuple[int, int]] = []
    assert Serial().run(_squared, range(5), lambda done, of: told.append((done, of))) == (0, 1, 4, 9, 16)
    assert told == [(number, 5) for number in range(1, 6)]
    assert Serial().run(_squared, []) == ()


def test_a_job_that_fails_raises_what_it_raised() -> None:
    with pytest.raises(Refused):
        Serial().run(_refusing, [1])


def test_fewer_than_one_process_is_none() -> None:
    with pytest.raises(ValueError, match="0"):
        Processes(0)


def test_every_executor_is_one_by_the_protocol() -> None:
    every: list[Executor] = [Serial(), Processes(2)]
    assert all(callable(one.run) for one in every)


def test_two_contracts_with_the_same_terms_are_two_questions_of_chance(here: dict[str, Simulated]) -> None:
    again = simulated({"x": agreement("x", planned=12), "y": agreement("y", planned=12)}, Run(DRAWS, 3))
    x, y = (again[name].paths[Method.LEARNED].total for name in ("x", "y"))
    assert not np.array_equal(x, y)
