"""The program in a process of its own, with nothing of the person who runs the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SRC = Path(__file__).parents[2] / "src"
SEED = Path(__file__).parents[1] / "data" / "markdown" / "pytorch-seed.md"
COMMAND = [sys.executable, "-m", "srs"]
TIMEOUT_SECONDS = 60


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment without settings of ours, with a home of its own, in UTC."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SRS_")}
    for name in ("NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "LINES", "PYTHONUNBUFFERED"):
        kept.pop(name, None)
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    homes = dict.fromkeys(folders, str(home / "home"))
    return {**kept, **homes, "PYTHONPATH": str(SRC), "PYTHONUTF8": "1", "TZ": "UTC", **more}


@dataclass(frozen=True)
class Done:
    """What a run of the program left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Program:
    """Runs the program in a folder."""

    folder: Path

    def __call__(self, *words: str, typed: bytes = b"", **more: str) -> Done:
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=self.folder,
            env=environment(self.folder, **more),
            input=typed,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        out, err = (stream.decode().replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return Done(done.returncode, out, err)

    def write(self, name: str, text: str) -> Path:
        """Write a file byte for byte."""
        path = self.folder / name
        path.write_bytes(text.encode())
        return path
