"""The links and pictures of a card, as a person may choose one to open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from srs.session.view import Question
from srs.terminal.safe import clean_line

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_BARE_ADDRESS = re.compile(r"https?://[^\s<>\"'`|]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,:;!?*_~"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class Link(NamedTuple):
    """What a link reads and where it leads; `target` is untrusted, `words` are clean."""

    words: str
    target: str


def links_of(question: Question, *, revealed: bool) -> tuple[Link, ...]:
    """Give the links of a card, each target once: those of the answer only once it is shown."""
    from srs.terminal.markdown import parse

    sides = (question.front, question.back) if revealed else (question.front,)
    found: dict[str, Link] = {}
    for side in sides:
        for link in _links(parse(side)):
            found.setdefault(link.target, link)
    return tuple(found.values())


def numbered(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    """Give the number of each link, from 1, and what it says."""
    return [(str(number), _shown(link)) for number, link in enumerate(links, 1)]


def is_whole(typed: str, links: tuple[Link, ...]) -> bool:
    """Whether no longer number can be meant."""
    return int(typed) * 10 > len(links)


def chosen(typed: str, links: tuple[Link, ...]) -> Link | None:
    """Give the link with a number as it was typed; None if there is none."""
    number = int(typed) if typed.isdecimal() else 0
    return links[number - 1] if 1 <= number <= len(links) else None


def _shown(link: Link) -> str:
    target = clean_line(link.target)
    return target if link.words in ("", target, unquote(target)) else f"{link.words}: {target}"


def _links(node: SyntaxTreeNode, in_link: bool = False) -> Iterator[Link]:
    from srs.terminal.elements.picture import picture_of

    if picture := picture_of(node):
        yield Link(clean_line(picture.name), picture.target)
        return
    if node.type == "text" and not in_link:
        yield from _bare(node.content)
    elif (target := _target(node)) and not target.startswith("#"):
        yield Link(clean_line(_words(node)), target)
    for child in node.children:
        yield from _links(child, in_link or node.type == "link")


def _target(node: SyntaxTreeNode) -> str:
    """What a link or an embed names, empty for anything else."""
    if node.type == "link":
        return str(node.attrs.get("href", ""))
    return str(node.meta["target"]) if node.type in ("wiki_link", "embed") else ""


def _words(node: SyntaxTreeNode) -> str:
    if node.type == "link":
        return "".join(part.content for part in node.walk() if not part.children)
    return str(node.meta["name"]) if node.type == "embed" else node.content


def _bare(text: str) -> Iterator[Link]:
    """Addresses that stand in a text without marks around them."""
    from markdown_it.common.normalize_url import normalizeLink

    for match in _BARE_ADDRESS.finditer(text):
        address = match.group()
        while address[-1] in _AFTER_ADDRESS or _is_unopened(address):
            address = address[:-1]
        yield Link("", normalizeLink(address))


def _is_unopened(address: str) -> bool:
    """Whether an address ends in a bracket that opened before it."""
    opening = _BRACKETS.get(address[-1])
    return opening is not None and address.count(opening) < address.count(address[-1])
