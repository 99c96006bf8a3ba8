"""The settings of an Obsidian vault that is reviewed with the plugin, as a layer of ours."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from srs.collection.config_layers import nested, shown
from srs.errors import ConfigError
from srs.files import why
from srs.settings.layer import Layer

CONFIG_FOLDER = ".obsidian"
PLUGIN_FOLDER = f"{CONFIG_FOLDER}/plugins/obsidian-spaced-repetition"
SETTINGS_FILE = "data.json"
MAX_BYTES = 32 * 1024 * 1024


def vault_layer(paths: Iterable[Path], cwd: Path) -> Layer | None:
    """Give the plugin's settings of the vault that the paths lie in; None outside of such a vault.

    Raises ConfigError where some lie in another vault or in none, and for settings that cannot be
    read.
    """
    places = {path: _vault_of(Path(os.path.normpath(cwd / path))) for path in paths}
    vaults = sorted({vault for vault in places.values() if vault})
    if not vaults:
        return None
    if len(vaults) > 1:
        names = ", ".join(shown(vault, cwd) for vault in vaults)
        raise ConfigError(f"The paths belong to several vaults ({names}); give them one by one.")
    for path, vault in places.items():
        if vault is None:
            raise ConfigError(
                f"{shown(cwd / path, cwd)} lies outside of the vault {shown(vaults[0], cwd)}, "
                "whose settings do not hold there; give them one by one."
            )
    return _layer(vaults[0], cwd)


def _vault_of(path: Path) -> Path | None:
    """The nearest vault that a path lies in, if the plugin was ever at home there."""
    for folder in (path, *path.parents):
        if _is_folder(folder / CONFIG_FOLDER):
            return folder if _is_folder(folder / PLUGIN_FOLDER) else None
    return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _layer(vault: Path, cwd: Path) -> Layer:
    file = vault / PLUGIN_FOLDER / SETTINGS_FILE
    origin = shown(file, cwd)
    text = _text(file, origin)
    from srs.collection.plugin_settings import meaning

    found = meaning(_settings(text, origin))
    lines = _Lines(text, origin)
    for name, sentence in found.wrong.items():
        raise ConfigError(f"{lines.place(name)}: {sentence}")
    places = {key: lines.place(name) for key, name in found.names.items()}
    defaults = dict.fromkeys(found.values.keys() - places.keys(), f"{origin}, default")
    return Layer(nested(found.values), origin, defaults | places, folder=vault, unused=found.unused)


def _text(file: Path, origin: str) -> str:
    """The text of the settings, an empty object if the plugin never wrote any."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "{}"
    except OSError as error:
        raise ConfigError(
            f"{origin}: the plugin's settings cannot be read: {why(error)}."
        ) from None
    if len(data) > MAX_BYTES:
        raise ConfigError(
            f"{origin}: the plugin's settings are larger than {MAX_BYTES // 1024**2} MB, which "
            "cannot be meant; let the plugin write them anew."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{origin}:{line}: the file is not UTF-8; save it as UTF-8.") from None


def _settings(text: str, origin: str) -> dict[str, object]:
    """The settings in the file, with the wrapper around them of newer versions or without."""
    import json

    try:
        values = json.loads(text) if text.strip() else {}
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"{origin}:{error.lineno}: this is not JSON: {error.msg}; repair it, or save the "
            "plugin's settings in Obsidian again."
        ) from None
    except (RecursionError, ValueError):
        raise ConfigError(
            f"{origin}: the values are nested too deep or too long to be read."
        ) from None
    inner = values.get("settings", values) if isinstance(values, dict) else values
    if inner is not None and not isinstance(inner, dict):
        raise ConfigError(f"{origin}: the plugin's settings must be an object, as in {{}}.")
    return inner or {}


class _Lines:
    """Tells on which line of the file a setting stands."""

    def __init__(self, text: str, origin: str) -> None:
        self.text, self.origin = text, origin

    def place(self, name: str) -> str:
        """The file with the line, without it if more than one could be meant."""
        found = list(re.finditer(rf'"{re.escape(name)}"\s*:', self.text))
        if len(found) != 1:
            return self.origin
        return f"{self.origin}:{self.text.count(chr(10), 0, found[0].start()) + 1}"
