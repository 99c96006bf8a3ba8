"""`srs init`: write a configuration file, and set up the check before commits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from srs.collection.config import CONFIG_FILE
from srs.collection.config_layers import PROJECT_FILE, file_layer
from srs.errors import SrsError
from srs.settings.template import template

HOOKS_FILE = ".pre-commit-config.yaml"
_HOOK = """\
  - repo: https://github.com/srs-cli/srs
    rev: v0.1.0
    hooks:
      - id: srs-check
"""


def run(folder: Path, *, pre_commit: bool, say: Callable[[str], None]) -> int:
    """Write `srs.toml` into a folder, and the pre-commit hook where it is asked for.

    `say` takes what the user is told. Files that exist are never changed; raises SrsError if there
    is a configuration already, or if a file cannot be written.
    """
    config = folder / CONFIG_FILE
    project = folder / PROJECT_FILE
    if project.is_file() and file_layer(project, folder):
        raise SrsError(f"{project}: the configuration is in [tool.srs] already; edit it there.")
    if not _create(config, template()):
        raise SrsError(f"{config}: there is a configuration already; edit it, or remove it first.")
    say(f"Wrote {config}.")
    if pre_commit:
        _set_up_hook(_repository(folder) / HOOKS_FILE, say)
    return 0


def _set_up_hook(hooks: Path, say: Callable[[str], None]) -> None:
    if _create(hooks, f"repos:\n{_HOOK}"):
        say(f"Wrote {hooks}; `pre-commit install` turns it on.")
    else:
        say(f"{hooks} exists and was left alone; add these lines to its `repos`:\n\n{_HOOK}")


def _repository(folder: Path) -> Path:
    around = (folder, *folder.parents)
    return next((place for place in around if (place / ".git").exists()), folder)


def _create(file: Path, text: str) -> bool:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        why = error.strerror or "an error of the system"
        raise SrsError(f"{file}: the file cannot be written: {why}.") from None
    return True
