"""Where a run ends: every error becomes a sentence and an exit code."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from srs.cli.boundary import finish
from srs.errors import ConfigError, NoteGoneError, SaveError, SourceError, UsageError


def ended(command: Callable[[], int]) -> int:
    """Run a command to its end; the exit code."""
    with pytest.raises(typer.Exit) as caught:
        finish(command)
    return caught.value.exit_code


def failing(error: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize("code", [0, 1])
def test_the_exit_code_of_a_command(code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(lambda: code) == code
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("kind", "code"),
    [(UsageError, 2), (ConfigError, 2), (SourceError, 1), (SaveError, 1), (NoteGoneError, 1)],
)
def test_an_expected_error(
    kind: type[Exception], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(failing(kind("a.md:3: this is wrong; mend it."))) == code
    assert capsys.readouterr() == ("", "srs: a.md:3: this is wrong; mend it.\n")


def test_the_text_of_an_error_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    ended(failing(SourceError("\033]0;title\a\udce9.md: [bold]")))
    assert capsys.readouterr().err == "srs: ␛]0;title␇\ufffd.md: [bold]\n"


def test_an_interruption(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(failing(KeyboardInterrupt())) == 130
    said = "srs: interrupted; everything graded until now is saved.\n"
    assert capsys.readouterr() == ("", said)


def test_a_reader_that_has_left_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(failing(BrokenPipeError())) == 0
    assert capsys.readouterr() == ("", "")


def test_a_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert ended(failing(ValueError("a bug \udce9"))) == 1
    (report,) = tmp_path.iterdir()
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"srs: this should not have happened; the full report is in {report}.\n"
    text = report.read_text(encoding="utf-8")
    assert text.startswith("Traceback (most recent call last):")
    assert "ValueError: a bug ?" in text


def test_a_bug_without_a_place_for_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert ended(failing(ValueError("a bug"))) == 1
    assert capsys.readouterr().err == (
        "srs: this should not have happened; no report could be written of ValueError: a bug.\n"
    )
