"""What the Obsidian plugin would read a deck with: its settings in the vault, or its defaults."""

from __future__ import annotations

from functools import lru_cache

from srs.collection.deck import Deck
from srs.collection.deck_paths import folder_of
from srs.lint.plugin_view import PluginUse
from srs.settings import Settings
from srs.settings.layer import Layer
from srs.settings.layers import Layers
from srs.settings.merge import merge

_DEFAULTS = Layer({"preset": "obsidian"}, "the plugin's defaults")


def plugin_use(deck: Deck, layers: Layers) -> PluginUse:
    """Give the plugin's view of a deck; configuration of our own does not count in it."""
    syntax = _settings(layers).syntax
    if layers.vault is None or layers.vault.folder is None:
        return PluginUse(syntax)
    folder = folder_of(deck.path, layers.vault.folder)
    return PluginUse(syntax, _settings(layers).decks, deck.front_matter.deck_tags, folder)


@lru_cache(maxsize=1)
def _settings(layers: Layers) -> Settings:
    return merge((layers.vault or _DEFAULTS,))
