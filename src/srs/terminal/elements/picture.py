"""Pictures: `![alt|200](picture.png)` and `![[picture.png|200x100]]`."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from srs.terminal.elements.words import embed_words, picture_name, picture_target, pixels

_NOTE = "note"


class Picture(NamedTuple):
    """What a card says of a picture: its name, what it links to, and pixels to show (0: as it is).

    `target` is untrusted, `name` is clean.
    """

    name: str
    target: str
    wanted: tuple[int, int] = (0, 0)


def picture_of(node: SyntaxTreeNode) -> Picture | None:
    """The picture that a node stands for, if it is one."""
    if node.type == "image":
        source = str(node.attrs.get("src", ""))
        name, size = picture_name(node.content, source)
        return Picture(name, picture_target(source), pixels(size))
    if node.type == "embed" and node.meta["kind"] == "image":
        return Picture(node.meta["name"], node.meta["target"], pixels(node.meta["size"]))
    return None


def annotate(tree: SyntaxTreeNode, note: str) -> None:
    """Keep with a picture's node what is to be said besides its name."""
    tree.meta[_NOTE] = note


def picture_words(node: SyntaxTreeNode, picture: Picture) -> str:
    """What is shown of a picture that is not drawn."""
    return embed_words("image", picture.name, str(node.meta.get(_NOTE, "")))
