"""All layers of a collection's settings, and what they come to for one deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import compress
from pathlib import PurePath, PureWindowsPath

from srs.errors import ConfigError
from srs.settings import Settings
from srs.settings.layer import Layer

_TOKEN = r"\*\*/|\*\*|\*|\?|[^*?]+"
_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Layers:
    """Where settings come from: files, the weakest first, then variables and options.

    What files and front matter say of some decks goes over the files, and variables and options
    go over everything. `vault` is the one of the files that is of an Obsidian vault, if any is.
    """

    def __init__(
        self,
        files: tuple[Layer, ...] = (),
        overrides: tuple[Layer, ...] = (),
        vault: Layer | None = None,
    ) -> None:
        self.files, self.overrides, self.vault = files, overrides, vault

    @property
    def root(self) -> PurePath | None:
        """The folder that the folders of decks count from: the vault, or that of the first file."""
        folders = (layer.folder for layer in (self.vault, *self.files) if layer is not None)
        return next((folder for folder in folders if folder is not None), None)

    @cached_property
    def settings(self) -> Settings:
        """What counts for the whole collection.

        Raises ConfigError if anything is wrong, also in sections that no deck may ever need.
        """
        if not any(layer.values for layer in (*self.files, *self.overrides)):
            return Settings()
        from srs.settings.merge import merge

        merge(section for _, section in self.deck_sections)
        return merge((*self.files, *self.overrides))

    @cached_property
    def deck_sections(self) -> tuple[tuple[re.Pattern[str], Layer], ...]:
        """The `[deck."glob"]` sections, the weakest first: which absolute paths, and what."""
        if not self.files:
            return ()
        from srs.settings.merge import deck_layers

        return tuple(
            (path_pattern(glob, layer.folder), section)
            for layer in self.files
            for glob, section in deck_layers(layer)
        )


def settings_for_deck(
    layers: Layers, path: PurePath, front_matter_srs: object = None, shown: str = ""
) -> Settings:
    """Give the settings of one deck.

    `path` is absolute, `front_matter_srs` what stands at `srs:` in its front matter, if anything
    does; `shown` is how errors there name the file. Raises ConfigError for what is wrong there.
    """
    place = path.as_posix()
    matching = [pattern.match(place) is not None for pattern, _ in layers.deck_sections]
    if front_matter_srs is None:
        return _with_sections(layers, tuple(matching))
    from srs.settings.merge import merge

    front_matter = _front_matter_layer(shown or path.as_posix(), front_matter_srs)
    return merge((*_files(layers, matching), front_matter, *layers.overrides))


@lru_cache
def _with_sections(layers: Layers, matching: tuple[bool, ...]) -> Settings:
    if not any(matching):
        return layers.settings
    from srs.settings.merge import merge

    return merge((*_files(layers, matching), *layers.overrides))


def _files(layers: Layers, matching: Iterable[bool]) -> Iterator[Layer]:
    yield from layers.files
    yield from compress((section for _, section in layers.deck_sections), matching)


@lru_cache
def path_pattern(glob: str, folder: PurePath | None) -> re.Pattern[str]:
    """Give a pattern for the absolute paths of decks that a glob means, from its start to its end.

    A relative glob counts from `folder`, without one from any. `*` and `?` stop at `/`, `**` does
    not; a glob that matches a folder means all decks in it.
    """
    tokens = re.findall(_TOKEN, glob.removesuffix("/"))
    body = "".join(_WILD.get(token) or re.escape(token) for token in tokens)
    if glob.startswith("/") or PureWindowsPath(glob).is_absolute():
        start = ""
    elif folder is None:
        start = "(?:.*/)?"
    else:
        start = re.escape(folder.as_posix().removesuffix("/")) + "/"
    return re.compile(f"{start}{body}(?:/.*)?\\Z", re.DOTALL)


def _front_matter_layer(shown: str, values: object) -> Layer:
    origin = f"{shown} (front matter, srs)"
    if not isinstance(values, Mapping):
        from srs.settings.kinds import said

        raise ConfigError(
            f"{origin}: `srs` takes the keys of the configuration, such as `algorithm: fsrs`, "
            f"not {said(values)}."
        )
    return Layer(values, origin, some_decks=True)
