"""What the tests of the program share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.program import Program
else:
    from program import Program


@pytest.fixture
def srs(tmp_path: Path) -> Program:
    return Program(tmp_path)
