"""Writing fitted parameters into the configuration of a collection, and nothing else there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from srs.collection.config import collection_layer
from srs.collection.config_layers import PROJECT_FILE
from srs.collection.toml_value import with_value
from srs.commands.context import Context
from srs.errors import SaveError
from srs.files import Read, read_file
from srs.storage.atomic import MovedError, replace_file

_TABLES, _KEY = ("fsrs",), "parameters"
_PROJECT_TABLES = ("tool", "srs")


@dataclass(frozen=True, slots=True)
class Target:
    """The file that is written to, as it was read, and where the key stands in it."""

    path: Path
    shown: str
    read: Read
    names: Sequence[str]


def target(context: Context) -> Target:
    """Find the configuration to write to. Raises SrsError if there is none that can be read."""
    layer = collection_layer(context.paths, context.cwd, context.config_file)
    if layer is None:
        raise SaveError("There is no srs.toml to write to; `srs init` makes one.")
    path = context.cwd / layer.origin
    outer = _PROJECT_TABLES if path.name == PROJECT_FILE else ()
    return Target(path, layer.origin, read_file(path, layer.origin), (*outer, *_TABLES, _KEY))


def write(target: Target, array: str) -> None:
    """Write the parameters, an array of TOML, and say so. Raises SaveError if that cannot be."""
    new = with_value(target.read.data.decode("utf-8"), target.names, array)
    if new is None:
        raise SaveError(
            f"{target.shown}: `{'.'.join(target.names)}` cannot be placed in this file without "
            "changing more of it; copy the parameters there by hand."
        )
    try:
        replace_file(target.path, target.read, new.encode("utf-8"), target.shown)
    except MovedError:
        raise SaveError(
            f"{target.shown}: another program changed this file meanwhile; try again."
        ) from None
