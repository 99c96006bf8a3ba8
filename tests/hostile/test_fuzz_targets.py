"""What the fuzzer holds, on the seeds that it begins with."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz_targets import TARGETS, seeds


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_hold(target: str) -> None:
    for seed in seeds(target):
        TARGETS[target](seed)
