"""Merge layers of settings, the later over the earlier, and say what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

from srs.errors import ConfigError
from srs.settings import Settings
from srs.settings.keys import KEYS, PRESETS, SECTIONS, Key
from srs.settings.kinds import quoted, said
from srs.settings.layer import Layer, nearest

DECK_TABLE = "deck"


class _Value(NamedTuple):
    key: Key
    value: object
    origin: str


def merge(layers: Iterable[Layer]) -> Settings:
    """Give the settings of layers, the weakest first, without their sections for some decks.

    Raises ConfigError for what is wrong.
    """
    chosen: dict[str, _Value] = {}
    for layer in layers:
        chosen |= _read(layer)
    return _settings(chosen.values())


def deck_layers(layer: Layer) -> Iterator[tuple[str, Layer]]:
    """Give each `[deck."glob"]` section of a layer: its glob, and what it holds."""
    sections = layer.values.get(DECK_TABLE, {})
    if not isinstance(sections, Mapping):
        raise ConfigError(f'{layer.place(DECK_TABLE)}: `deck` is a table; write [deck."*.md"].')
    for glob, values in sections.items():
        prefix = f"{DECK_TABLE}.{glob}"
        if not isinstance(values, Mapping):
            raise ConfigError(
                f"{layer.place(prefix)}: `deck` takes globs of decks, each with keys of its own: "
                f'[deck."*.md"], not {quoted(str(glob))}.'
            )
        places = {
            name.removeprefix(f"{prefix}."): place
            for name, place in layer.places.items()
            if name.startswith(f"{prefix}.")
        }
        yield str(glob), Layer(values, layer.place(prefix), places, layer.folder, some_decks=True)


def _read(layer: Layer) -> dict[str, _Value]:
    read = {name: _value(layer, name, value) for name, value in _flat(layer)}
    if "preset" not in read:
        return read
    preset = read["preset"]
    stands_for = {
        name: _Value(KEYS[name], value, f"{preset.origin} (preset)")
        for name, value in PRESETS[str(preset.value)].items()
    }
    return stands_for | read


def _flat(layer: Layer) -> Iterator[tuple[str, object]]:
    for name, value in layer.values.items():
        if name == DECK_TABLE and not layer.some_decks:
            continue
        if name not in SECTIONS:
            yield str(name), value
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{leaf}", inner) for leaf, inner in value.items())
        else:
            raise ConfigError(
                f"{layer.place(name)}: `{name}` is a table; write its keys below a line [{name}]."
            )


def _value(layer: Layer, name: str, value: object) -> _Value:
    place = layer.place(name)
    key = KEYS.get(name)
    if key is None:
        _refuse_unknown(layer, name)
    if layer.some_decks and not key.per_deck:
        raise ConfigError(f"{place}: `{name}` counts for all decks; it cannot be set for some.")
    try:
        return _Value(key, key.kind.read(value), place)
    except ValueError as error:
        why = str(error).rstrip(".")
        wrong = f"but {why}" if why else f"not {said(value)}"
        raise ConfigError(f"{place}: `{name}` must be {key.kind.allowed}, {wrong}.") from None


def _refuse_unknown(layer: Layer, name: str) -> NoReturn:
    section, _, leaf = name.rpartition(".")
    where = f" in [{section}]" if section else ""
    keys = [key for key in KEYS.values() if key.per_deck or not layer.some_decks]
    known = [key.leaf for key in keys if key.section == section]
    if not section:
        known += dict.fromkeys(f"[{key.section}]" for key in keys if key.section)
        known += [] if layer.some_decks else [f"[{DECK_TABLE}]"]
    near = _nearest_key(name, keys)
    guess = f"; did you mean `{near}`?" if near else "."
    message = f"there is no key {quoted(leaf)}{where}, only {', '.join(known)}{guess}"
    raise ConfigError(f"{layer.place(name)}: {message}")


def _nearest_key(name: str, keys: Iterable[Key]) -> str | None:
    section, _, leaf = name.rpartition(".")
    beside = {key.leaf: key.name for key in keys if key.section == section}
    if near := nearest(leaf, beside):
        return beside[near]
    elsewhere = {key.section: f"[{key.section}]" for key in keys if key.section}
    elsewhere |= {key.leaf: key.name for key in keys}
    near = nearest(leaf, elsewhere, likeness=0.7)
    return elsewhere[near] if near else None


def _settings(values: Iterable[_Value]) -> Settings:
    fields: dict[str, dict[str, Any]] = {section: {} for section in ("", *SECTIONS)}
    origins = {}
    for key, value, origin in values:
        fields[key.section][key.attribute] = value
        origins[key.name] = origin
    top = fields.pop("")
    base = Settings(**top, origins=origins)
    tables = {name: getattr(base, name)._replace(**fields[name]) for name in fields if fields[name]}
    return base._replace(**tables)
