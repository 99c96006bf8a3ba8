"""What the tests of conformance share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.plugin_cases import Vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """An empty vault; thousands of writes need not reach the disk, which tests/storage holds."""
    monkeypatch.setattr("os.fsync", lambda _file: None)
    return Vault(tmp_path)
