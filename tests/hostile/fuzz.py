"""Let a coverage-guided fuzzer look for bytes that break what must hold.

`pip install -e .[dev,fuzz]`, then `python -m tests.hostile.fuzz deck 120` for 120 seconds, or
`comment`. What breaks is written to the current folder; give the file in place of the seconds to
try it again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["srs"]):
    from tests.hostile.fuzz_targets import TARGETS, seeds


def main(target: str, wanted: str) -> None:
    """Run one target for so many seconds, or on one file."""
    if not wanted.isdigit():
        TARGETS[target](Path(wanted).read_bytes())
        return
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(target)):
            (Path(folder) / f"{number:03}").write_bytes(seed)
        arguments = [sys.argv[0], folder, f"-max_total_time={wanted}", "-max_len=4096"]
        atheris.Setup([*arguments, "-timeout=10", "-rss_limit_mb=500"], TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
