"""Tests of files wait for no clock: what they change is whole at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_waiting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("srs.storage.settling.QUIET_SECONDS", 0)
        yield
