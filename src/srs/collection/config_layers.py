"""Files, environment variables and options as layers of settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from srs.errors import ConfigError
from srs.settings.layer import VARIABLE_PREFIX, Layer, nearest

PROJECT_FILE = "pyproject.toml"
_PROJECT_TABLE = "tool.srs"
_LINE = r"line (\d+)"


def file_layer(file: Path, cwd: Path) -> Layer | None:
    """Read a configuration file, with its `paths` as seen from `cwd`; both are absolute.

    None for a `pyproject.toml` that holds nothing for us. Raises ConfigError for a file that cannot
    be read, or is no TOML.
    """
    from srs.collection.toml_places import key_lines

    origin = shown(file, cwd)
    text = _text(file, origin)
    values: object = _toml(text, origin)
    prefix = ""
    if file.name == PROJECT_FILE:
        values, prefix = _inner(values), f"{_PROJECT_TABLE}."
    if not isinstance(values, dict):
        return None
    lines = {
        name.removeprefix(prefix): f"{origin}:{line}"
        for name, line in key_lines(text).items()
        if name.startswith(prefix)
    }
    return Layer(_with_paths(values, file.parent, cwd), origin, lines, file.parent)


def environment_layer(environment: Mapping[str, str]) -> Layer:
    """Read all variables `SRS_*`; raises ConfigError for those that mean nothing."""
    given = {
        variable: text
        for variable, text in environment.items()
        if variable.startswith(VARIABLE_PREFIX)
    }
    if not given:
        return Layer({}, "environment")
    from srs.settings.keys import KEYS

    keys = {key.variable: key for key in KEYS.values()}
    values, places = {}, {}
    for variable, text in given.items():
        if variable not in keys:
            _refuse_variable(variable, keys)
        key = keys[variable]
        values[key.name] = key.kind.from_text(text)
        places[key.name] = variable
    return Layer(nested(values), "environment", places)


def option_layer(options: Mapping[str, object]) -> Layer:
    """Make a layer of options by their dotted keys; those that are None were not given."""
    given = {name: value for name, value in options.items() if value is not None}
    if not given:
        return Layer({}, "options")
    from srs.settings.keys import KEYS

    places = {name: "--" + KEYS[name].leaf.replace("_", "-") for name in given}
    return Layer(nested(given), "options", places)


def shown(path: Path, cwd: Path) -> str:
    """Give a path as people see it: relative to the current folder where it lies in there."""
    inside = path.is_relative_to(cwd)
    return (path.relative_to(cwd) if inside else path).as_posix()


def _refuse_variable(variable: str, known: Iterable[str]) -> NoReturn:
    ends = [name.removeprefix(VARIABLE_PREFIX) for name in known]
    near = nearest(variable.removeprefix(VARIABLE_PREFIX), ends)
    guess = f"did you mean {VARIABLE_PREFIX}{near}?" if near else f"there are {', '.join(known)}."
    raise ConfigError(f"{variable}: there is no setting of this name; {guess}")


def _text(file: Path, origin: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise ConfigError(f"{origin}: the configuration cannot be read: {why}.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{origin}:{line}: the file is not UTF-8; save it as UTF-8.") from None


def _toml(text: str, origin: str) -> object:
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError(f"{origin}: the values are nested too deep.") from None
    except ValueError as error:
        why, _, place = str(error).partition(" (at ")
        line = re.match(_LINE, place)
        where = f"{origin}:{line[1]}" if line else origin
        raise ConfigError(f"{where}: this is not TOML: {why}.") from None


def _inner(values: object) -> object:
    for name in _PROJECT_TABLE.split("."):
        values = values.get(name) if isinstance(values, dict) else None
    return values


def _with_paths(values: dict[str, object], folder: Path, cwd: Path) -> dict[str, object]:
    paths = values.get("paths")
    if isinstance(paths, list) and all(isinstance(path, str) and path for path in paths):
        values = values | {"paths": [_placed(path, folder, cwd) for path in paths]}
    log = values.get("log")
    if isinstance(log, dict) and isinstance(directory := log.get("dir"), str) and directory:
        values = values | {"log": log | {"dir": _placed(directory, folder, cwd)}}
    return values


def _placed(path: str, folder: Path, cwd: Path) -> str:
    return shown(Path(os.path.normpath(folder / _at_home(path))), cwd)


def _at_home(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # there is no such user
        return Path(path)


def nested(values: Mapping[str, object]) -> dict[str, object]:
    """Put values of dotted keys into tables, as in TOML."""
    nested: dict[str, object] = {}
    tables: dict[str, dict[str, object]] = {"": nested}
    for name, value in values.items():
        section, _, leaf = name.rpartition(".")
        if section not in tables:
            nested[section] = tables[section] = {}
        tables[section][leaf] = value
    return nested
