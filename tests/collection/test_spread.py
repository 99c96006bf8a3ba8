"""Work that is spread over processes gives what one process would."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from srs.collection import spread as spreading
from srs.collection.spread import spread

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks"),
    # The tests' own threads wait for messages; none of them holds what work here needs.
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
OWN = os.getpid()
SQUARES = [(number * number,) for number in range(10)]


@pytest.fixture(autouse=True)
def _three_processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take three, and see in the end that none is left."""
    fork, started = os.fork, []

    def noted() -> int:
        process = fork()
        started.append(process)
        return process

    monkeypatch.setattr(spreading, "_processes", lambda: 3)
    monkeypatch.setattr(os, "fork", noted)
    yield
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def square(number: int) -> tuple[object, ...]:
    return (number * number,)


def test_results_come_in_order_from_all_processes() -> None:
    def work(number: int) -> tuple[object, ...]:
        return number * number, os.getpid()

    results = spread(work, range(10))
    assert [result[:1] for result in results] == SQUARES
    assert len({process for _, process in results}) == 3


@pytest.mark.parametrize("things", [range(0), range(1), range(2)])
def test_little_work(things: range) -> None:
    assert spread(square, things) == SQUARES[: len(things)]


@pytest.mark.parametrize("ending", ["killed", "failed", "no values"])
def test_a_helper_that_comes_to_grief_is_stood_in_for(
    ending: str, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(number: int) -> tuple[object, ...]:
        if os.getpid() != OWN:
            if ending == "killed":
                os.kill(os.getpid(), 9)
            if ending == "failed":
                raise ValueError(number)
            return (object(),)
        return square(number)

    assert spread(work, range(10)) == SQUARES
    assert capfd.readouterr() == ("", "")


def test_a_system_that_gives_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert spread(square, range(10)) == SQUARES


def test_helpers_end_with_what_goes_wrong_here() -> None:
    def work(number: int) -> tuple[object, ...]:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0"):
        spread(work, range(10))
