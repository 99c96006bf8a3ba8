"""How elements read as words, for the screen and for plain mode; loads no library."""

from __future__ import annotations

import re

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Not in `%%d and %%s`: a mark stands at the edge of a word. Bounded, for many may never end.
PERCENT_COMMENT = re.compile(r"(?<![^\s(])%%(?:(?!%%).){0,2000}%%(?![\w%])", re.DOTALL)
CALLOUT_HEAD = re.compile(
    r"\[!(?P<kind>[^\[\]\n|]{1,40})(?:\|[^\[\]\n]*)?\][+-]?[ \t]*(?P<title>[^\n]*)\n?"
)
_HEAD_LINE = re.compile(rf"(?P<quote>[ ]{{0,3}}>[> ]*){CALLOUT_HEAD.pattern}")
WIKI_LINK = re.compile(r"(?P<embeds>!?)\[\[(?P<target>[^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\]")
_HEADING = re.compile(r"#+(?!\^)")
_SIZE = re.compile(r"\d+(?:x\d+)?")
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


def embed_words(kind: str, name: str) -> str:
    """What stands for an embedded thing: `[image: name]`."""
    return f"[{kind}: {name}]"


def wiki_words(text: str) -> str:
    """Put the text of wiki links, and the kind and name of embeds, in place of their source."""
    return WIKI_LINK.sub(link_words, text)


def link_words(match: re.Match[str]) -> str:
    """The words of one wiki link or embed."""
    return _embedded(match) if match["embeds"] else _shown(match["target"])


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
