"""What is written in a deck, as far as it can be chosen."""

from typing import Literal, NamedTuple


class SyntaxSettings(NamedTuple):
    """`[syntax]`: separators and patterns. An empty separator turns its kind off.

    With `leading_tag` a tag at the start of a note names its deck and is no card text. `comment`
    says whether a comment stays where it was found or moves to where a new one would go. With
    `split_in_code` a note is cut at its first separator line, even if that one is in code.
    """

    multi_basic: str = "-?-"
    multi_reversed: str = "-??-"
    single_basic: str = ""
    single_reversed: str = ""
    cloze_patterns: tuple[str, ...] = ()
    end_marker: str = ""
    same_line: bool = False
    callout: bool = False
    leading_tag: bool = False
    comment: Literal["keep", "move"] = "keep"
    split_in_code: bool = False
