"""`srs doctor`: what the program found, and where each setting comes from."""

from __future__ import annotations

import platform
import sys

from srs import __version__
from srs.collection.counted import MANY_DECKS
from srs.collection.index import FILE
from srs.collection.load import Collection
from srs.commands.context import Context
from srs.commands.waiting import log_lines, log_object, settle
from srs.settings.keys import KEYS
from srs.settings.template import toml_value
from srs.terminal.console import fits_screen, is_dumb, wants_color
from srs.terminal.pictures.choice import can_decode
from srs.terminal.words import counted


def run(context: Context, *, fix: bool = False) -> int:
    """Print the findings, or give them as JSON; with `fix` ask what to do with grades that wait."""
    collection = context.load()
    if fix:
        return settle(context, collection.settings)
    if context.as_json:
        context.write_json(_document(context, collection))
    else:
        for title, lines in _sections(context, collection).items():
            context.write(title)
            for line in lines:
                context.write(f"  {line}")
    return 1 if collection.problems else 0


def _sections(context: Context, collection: Collection) -> dict[str, list[str]]:
    decks, cards = len(collection.decks), sum(1 for _ in collection.cards)
    return {
        "Program": [f"srs {__version__}, Python {platform.python_version()}, {sys.platform}"],
        "Configuration": [layer.origin for layer in collection.layers.files]
        or ["no file; `srs init` writes one"],
        "Vault": _vault_lines(collection),
        "Settings": [
            f"{name} = {entry['value']}  ({entry['origin']})"
            for name, entry in _settings(collection).items()
        ],
        "Decks": [
            f"{counted(decks, 'deck')} with {counted(cards, 'card')}",
            *(f"{path}: passed over: {reason}" for path, reason in collection.skipped),
            *collection.problems,
        ],
        "Log": log_lines(context, collection.settings),
        "Cache": _cache_lines(context),
        "Terminal": [f"{name}: {value}" for name, value in _terminal(context).items()],
    }


def _cache_lines(context: Context) -> list[str]:
    cache = _cache(context)
    if cache is None:
        return ["none"]
    size = "not there yet" if cache["bytes"] is None else f"{cache['bytes']:,} bytes"
    return [f"{cache['index']}: {size}; for more than {MANY_DECKS} decks, may be deleted"]


def _cache(context: Context) -> dict[str, object] | None:
    """The index, and its size if there is one."""
    if context.surroundings.cache is None:
        return None
    file = context.surroundings.cache.folder() / FILE
    return {"index": str(file), "bytes": file.stat().st_size if file.is_file() else None}


def _vault_lines(collection: Collection) -> list[str]:
    vault = collection.layers.vault
    if vault is None:
        return ["none with the plugin for spaced repetition"]
    lines = [str(vault.folder), f"settings of the plugin: {vault.origin}"]
    if vault.unused:
        lines.append(f"of these mean nothing here: {', '.join(vault.unused)}")
    return lines


def _vault(collection: Collection) -> dict[str, object] | None:
    vault = collection.layers.vault
    if vault is None:
        return None
    return {
        "path": str(vault.folder),
        "settings": vault.origin,
        "unused": list(vault.unused),
    }


def _settings(collection: Collection) -> dict[str, dict[str, str]]:
    origins = collection.settings.origins
    return {
        name: {
            "value": toml_value(key.value_in(collection.settings)),
            "origin": origins.get(name, "default"),
        }
        for name, key in KEYS.items()
    }


def _terminal(context: Context) -> dict[str, object]:
    fits = fits_screen(context.stdin, context.stdout, context.environment)
    return {
        "TERM": context.environment.get("TERM", ""),
        "encoding": context.stdout.encoding,
        "review": "screen" if fits else "plain",
        "colour": wants_color(context.stdout, context.color, context.environment),
        "dumb": is_dumb(context.environment),
        "images": "yes" if can_decode() else "no; the extra srs-cli[images] is not installed",
    }


def _document(context: Context, collection: Collection) -> dict[str, object]:
    return {
        "program": {"version": __version__, "python": platform.python_version()},
        "configuration": [layer.origin for layer in collection.layers.files],
        "vault": _vault(collection),
        "settings": _settings(collection),
        "decks": len(collection.decks),
        "cards": sum(1 for _ in collection.cards),
        "problems": list(collection.problems),
        "skipped": [{"path": path, "reason": reason} for path, reason in collection.skipped],
        "log": log_object(context, collection.settings),
        "cache": _cache(context),
        "terminal": _terminal(context),
    }
