"""The pictures of README.md can be made, and all of them are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="needs pseudo-terminals")
pytest.importorskip("pexpect")
pytest.importorskip("pyte")

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "docs" / "screens"
SHOWN = re.findall(r"\(docs/screens/(\w+)\.svg\)", (ROOT / "README.md").read_text("utf-8"))


def texts(picture: str) -> str:
    """What a picture says, with plain blanks."""
    return " ".join(re.sub(r"<[^>]*>|&#160;", " ", picture).split())


@pytest.mark.parametrize(
    ("name", "said"), [("end", "75 % recalled"), ("stats", "Due in the next 7 days")]
)
def test_a_picture_is_made_from_the_real_program(tmp_path: Path, name: str, said: str) -> None:
    words = [str(SCREENS / "make.py"), "--folder", str(tmp_path), "--only", name]
    subprocess.run([sys.executable, *words], check=True, timeout=60)
    picture = (tmp_path / f"{name}.svg").read_text("utf-8")
    assert said in texts(picture)
    assert [file.name for file in tmp_path.iterdir()] == [f"{name}.svg"]


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_small_and_needs_no_network(name: str) -> None:
    picture = (SCREENS / f"{name}.svg").read_text("utf-8")
    assert len(picture) < 20_000
    assert not re.search(r"(?:href|src)=|url\((?!#)|@font-face|@import", picture)


def test_every_picture_is_shown() -> None:
    assert {file.stem for file in SCREENS.glob("*.svg")} == set(SHOWN)
    assert {"question", "answer", "end", "stats"} == set(SHOWN)
