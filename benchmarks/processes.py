"""Runs of the program, and of what it is held against, in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from compileall import compile_dir
from pathlib import Path

import vaults

import srs

Run = Callable[[], float]


class Bench:
    """Runs processes, with a cache of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        compile_dir(Path(srs.__file__).parent, quiet=1)  # as whoever installs it does
        own = Path(sys.executable).with_name("srs")
        self.program = [str(own)] if own.exists() else [sys.executable, "-m", "srs"]
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SRS_")},
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }

    def python(self, *words: str) -> Run:
        """A run of the interpreter."""
        return self.process(sys.executable, *words)

    def srs(self, *words: str, cwd: Path | None = None, before: Callable[[], object] = int) -> Run:
        """A run of the program; `before` is done first, and not measured."""
        return self.process(*self.program, *words, cwd=cwd, before=before)

    def process(
        self, *words: str, cwd: Path | None = None, before: Callable[[], object] = int
    ) -> Run:
        """A run of a process, from its start to its end."""

        def run() -> float:
            before()
            start = time.perf_counter()
            folder = cwd or self.folder
            subprocess.run(
                words,
                cwd=folder,
                env=self.environment,
                capture_output=True,
                check=False,
            )
            return time.perf_counter() - start

        return run

    def forget(self) -> None:
        """Throw the index away."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def first_card(self, root: Path) -> Run:
        """A review in a pseudo-terminal, until its first card is drawn."""
        import pexpect

        def run() -> float:
            program, *words = [*self.program, "review", "--now", vaults.MOMENT]
            start = time.perf_counter()
            child = pexpect.spawn(
                program,
                words,
                cwd=str(root),
                env={**self.environment, "TERM": "xterm-256color"},
                dimensions=(24, 80),
            )
            child.expect("show answer", timeout=120)
            elapsed = time.perf_counter() - start
            child.close(force=True)
            return elapsed

        return run

    def memory_mib(self, *words: str, cwd: Path) -> float:
        """The most memory that a run of the program holds."""
        code = (
            "import resource, subprocess, sys\n"
            "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        words = (sys.executable, "-c", code, *self.program, *words)
        done = subprocess.run(
            words, cwd=cwd, env=self.environment, capture_output=True, text=True, check=True
        )
        return int(done.stdout) / (1024**2 if sys.platform == "darwin" else 1024)
