"""Wiki links and embeds: `[[target|shown]]`, `![[picture.png|200]]`."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_WIKI_LINK = re.compile(r"(?P<embeds>!?)\[\[(?P<target>[^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\]")
_HEADING = re.compile(r"#+(?!\^)")
_SIZE = re.compile(r"\d+(?:x\d+)?")
_KINDS = {
    "image": ("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"),
    "audio": ("3gp", "flac", "m4a", "mp3", "ogg", "wav"),
    "video": ("mkv", "mov", "mp4", "ogv", "webm"),
    "file": ("base", "canvas", "pdf"),
}


def wiki_link_plugin(parser: MarkdownIt) -> None:
    """Read what stands between double brackets."""
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)


def embed_words(kind: str, name: str) -> str:
    """What stands for an embedded thing: `[image: name]`."""
    return f"[{kind}: {name}]"


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("embed" if match["embeds"] else "wiki_link", "", 0)
        token.content = _embedded(match) if match["embeds"] else _shown(match["target"])
    state.pos = match.end()
    return True


def _shown(target: str) -> str:
    """The text after the last bar; without one the target, its parts as they are read."""
    link, bar, shown = target.replace("\\|", "|").rpartition("|")
    if bar:
        return shown.strip() or link.strip()
    return _HEADING.sub(" > ", target.strip().lstrip("#"))


def _embedded(match: re.Match[str]) -> str:
    target, _, shown = match["target"].replace("\\|", "|").partition("|")
    target, shown = target.strip(), shown.rpartition("|")[2].strip()
    extension = target.partition("#")[0].rpartition(".")[2].lower()
    kind = next((kind for kind, extensions in _KINDS.items() if extension in extensions), "note")
    name = target if not shown or _SIZE.fullmatch(shown) else shown
    return embed_words(kind, name)
