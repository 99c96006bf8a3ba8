"""How elements read as words, for the screen and for plain mode; loads no library."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from srs.terminal.safe import clean_line

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Not in `%%d and %%s`: a mark stands at the edge of a word. Bounded, for many may never end.
PERCENT_COMMENT = re.compile(r"(?<![^\s(])%%(?:(?!%%).){0,2000}%%(?![\w%])", re.DOTALL)
CALLOUT_HEAD = re.compile(
    r"\[!(?P<kind>[^\[\]\n|]{1,40})(?:\|[^\[\]\n]*)?\][+-]?[ \t]*(?P<title>[^\n]*)\n?"
)
_HEAD_LINE = re.compile(rf"(?P<quote>[ ]{{0,3}}>[> ]*){CALLOUT_HEAD.pattern}")
WIKI_LINK = re.compile(r"(?P<embeds>!?)\[\[(?P<target>[^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\]")
_HEADING = re.compile(r"#+(?!\^)")
_SIZE = re.compile(r"(?P<width>\d{1,5})(?:x(?P<height>\d{1,5}))?")
_KINDS = {
    "image": ("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"),
    "audio": ("3gp", "flac", "m4a", "mp3", "ogg", "wav"),
    "video": ("mkv", "mov", "mp4", "ogv", "webm"),
    "file": ("base", "canvas", "pdf"),
}


def without_comments(html: str) -> str:
    """Take HTML comments out."""
    return COMMENT.sub("", html)


def without_percent_comments(line: str) -> str:
    """Take the comments out that begin and end in a line."""
    return PERCENT_COMMENT.sub("", line)


def callout_words(line: str) -> str:
    """Say the head of a callout, `> [!note] Title`, in words: `> Note: Title`."""
    match = _HEAD_LINE.match(line)
    if match is None:
        return line
    kind, title = match["kind"].strip().capitalize(), match["title"].strip()
    return f"{match['quote']}{kind}: {title}" if title else f"{match['quote']}{kind}:"


def embed_words(kind: str, name: str, note: str = "") -> str:
    """What stands for an embedded thing: `[image: name]`, with a note after the name."""
    return f"[{kind}: {name}{note}]"


def no_note(_target: str) -> str:
    """Nothing to say of a picture but its name."""
    return ""


def wiki_words(text: str, note: Callable[[str], str] = no_note) -> str:
    """Put the text of wiki links, and the kind and name of embeds, in place of their source.

    `note` gives what is said besides of a picture, by what it links to.
    """
    return WIKI_LINK.sub(lambda match: link_words(match, note), text)


def link_words(match: re.Match[str], note: Callable[[str], str] = no_note) -> str:
    """The words of one wiki link or embed."""
    if not match["embeds"]:
        return _shown(match["target"])
    embed = embed_of(match)
    return embed_words(embed.kind, embed.name, note(embed.target) if embed.kind == "image" else "")


class Embed(NamedTuple):
    """What an embed names: its kind, what it links to, its name for people, its size as written."""

    kind: str
    target: str
    name: str
    size: str


def embed_of(match: re.Match[str]) -> Embed:
    """Read an embed, `![[target|shown|size]]`."""
    target, _, shown = match["target"].replace("\\|", "|").partition("|")
    target, shown = target.strip(), shown.rpartition("|")[2].strip()
    file = target.partition("#")[0]
    extension = file.rpartition(".")[2].lower()
    kind = next((kind for kind, extensions in _KINDS.items() if extension in extensions), "note")
    is_size = _SIZE.fullmatch(shown) is not None
    name = target if not shown or is_size else shown
    return Embed(kind, file if kind == "image" else target, name, shown if is_size else "")


def picture_name(alt: str, source: str) -> tuple[str, str]:
    """Give the name of `![alt](source)` and its size as written, which may end the name."""
    name, bar, size = alt.rpartition("|")
    if bar and _SIZE.fullmatch(size.strip()):
        alt = name
    else:
        size = alt if _SIZE.fullmatch(alt) else ""
        alt = "" if size else alt
    file = clean_line(picture_target(source).rpartition("/")[2])
    return alt.strip() or file, size.strip()


def picture_target(source: str) -> str:
    """What `![alt](source)` links to, as the name of a file."""
    return unquote(source)


def pixels(size: str) -> tuple[int, int]:
    """Width and height of `200` or `200x100`; 0 for what is not said."""
    match = _SIZE.fullmatch(size)
    return (int(match["width"]), int(match["height"] or 0)) if match else (0, 0)


def _shown(target: str) -> str:
    """The text after the last bar; without one the target, its parts as they are read."""
    link, bar, shown = target.replace("\\|", "|").rpartition("|")
    if bar:
        return shown.strip() or link.strip()
    return _HEADING.sub(" > ", target.strip().lstrip("#"))
