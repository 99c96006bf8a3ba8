"""Find the configuration and read all layers of settings."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from srs.collection.config_layers import (
    PROJECT_FILE,
    environment_layer,
    file_layer,
    option_layer,
    shown,
)
from srs.collection.vault import vault_layer
from srs.errors import ConfigError
from srs.settings.layer import Layer
from srs.settings.layers import Layers

CONFIG_FILE = "srs.toml"
USER_FILE = "config.toml"


class Cache(NamedTuple):
    """The folder of what may be lost at any time, and the machine's own clock (ns since 1970)."""

    folder: Callable[[], Path]
    now_ns: Callable[[], int]


class Surroundings(NamedTuple):
    """Where a command was started: the current folder (absolute), the environment.

    `user_file` is the place of the user's own configuration, None to do without it. `user_data`
    gives the folder of the user's own data, for the review log; without it there is none.
    Without `cache` everything is read anew.
    """

    cwd: Path
    environment: Mapping[str, str]
    user_file: Path | None = None
    user_data: Callable[[], Path] | None = None
    cache: Cache | None = None


def user_config_file() -> Path:
    """Give the place of the user's own configuration on this platform, existing or not."""
    from platformdirs import user_config_path

    return user_config_path("srs", appauthor=False) / USER_FILE


def user_data_folder() -> Path:
    """Give the folder of the user's own data on this platform, existing or not."""
    from platformdirs import user_data_path

    return user_data_path("srs", appauthor=False)


def user_cache_folder() -> Path:
    """Give the folder of the user's own caches on this platform, existing or not."""
    from platformdirs import user_cache_path

    return user_cache_path("srs", appauthor=False)


def load_layers(
    paths: Sequence[Path],
    surroundings: Surroundings,
    *,
    config_file: Path | None = None,
    options: Mapping[str, object] | None = None,
) -> Layers:
    """Read all settings for some decks and folders, or for the current folder.

    `config_file` stands in for the file that would be searched for. `options` are by dotted keys
    (`review.new`); those that are None were not given. Raises ConfigError for files that cannot
    be read; wrong keys and values come up in the settings of the layers, or here without paths.
    """
    cwd = surroundings.cwd
    user = _user_layer(surroundings)
    project = collection_layer(paths, cwd, config_file)
    overrides = (environment_layer(surroundings.environment), option_layer(options or {}))
    without = Layers(tuple(layer for layer in (user, project) if layer), overrides)
    configured = [] if paths else [Path(path) for path in without.settings.paths]
    vault = vault_layer(paths or configured or [cwd], cwd)
    if vault is None:
        return without
    return Layers(tuple(layer for layer in (user, vault, project) if layer), overrides, vault)


def collection_layer(
    paths: Sequence[Path], cwd: Path, config_file: Path | None = None
) -> Layer | None:
    """Give the configuration of a collection: the one that is named, else the one found, or None.

    Raises ConfigError for a file that cannot be read.
    """
    return _named(config_file, cwd) if config_file else find_layer(paths or [cwd], cwd)


def find_layer(paths: Iterable[Path], cwd: Path) -> Layer | None:
    """Give the configuration that the paths lie under, or None.

    Raises ConfigError where they lie under different ones.
    """
    folders = {Path(os.path.normpath(cwd / path)) for path in paths}
    found = {layer.origin: layer for folder in folders if (layer := _search(folder, cwd))}
    if len(found) > 1:
        raise ConfigError(
            f"The paths belong to several configurations ({', '.join(sorted(found))}); "
            "choose one with `--config`, or give the paths one by one."
        )
    return next(iter(found.values()), None)


def _user_layer(surroundings: Surroundings) -> Layer | None:
    file = surroundings.user_file
    layer = file_layer(file, surroundings.cwd) if file and _is_file(file) else None
    return layer._replace(folder=None) if layer else None


def _search(path: Path, cwd: Path) -> Layer | None:
    for folder in (path, *path.parents):
        for name in (CONFIG_FILE, PROJECT_FILE):
            file = folder / name
            layer = file_layer(file, cwd) if _is_file(file) else None
            if layer:
                return layer
    return None


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        return False


def _named(config_file: Path, cwd: Path) -> Layer:
    file = Path(os.path.normpath(cwd / config_file))
    layer = file_layer(file, cwd)
    if layer is None:
        raise ConfigError(f"{shown(file, cwd)}: there is no table [tool.srs] in this file.")
    return layer
