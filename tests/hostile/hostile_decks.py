"""Decks that a stranger could have made to hurt: each at any size, about as many characters."""

from __future__ import annotations

from collections.abc import Callable

CARD = "question::answer\n<!--SR:!2020-01-01,3,250-->\n"
STEERING = (
    "\x1b]52;c;cm0gLXJm\x07 \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ \x1b[2J\x1b[31m "
    "\x9b2J\x90q\x9c \u202eabc\u2066 \u200b\ufeff &#27;[2J &#x9b;2J &#x202e; \x08\x08\x7f\x07 \r"
)


def run(piece: str) -> Callable[[int], str]:
    """One line of nothing but a piece, again and again, as one side of a card."""
    return lambda size: f"front::{piece * (size // len(piece))}\n\n{CARD}"


def line(piece: str) -> Callable[[int], str]:
    """A line that begins with the piece again and again, with no separator before it."""
    return lambda size: f"{piece * (size // len(piece))} front::back\n\n{CARD}"


def lines(piece: str) -> Callable[[int], str]:
    """Many lines of one piece in a note of several lines."""
    return lambda size: f"front\n?\n{piece * (size // len(piece))}\n\n{CARD}"


def deep_list(size: int) -> str:
    """Each item is in the one above, until half of the size is indentation."""
    depth = max(2, int((size / 2) ** 0.5))
    return "".join(f"{'  ' * level}- a\n" for level in range(depth)) + f"\nfront::back\n\n{CARD}"


def front_matter(body: Callable[[int], str]) -> Callable[[int], str]:
    """Front matter of a body, with a card below."""
    return lambda size: f"---\ndeck: D\n{body(size)}\n---\n{CARD}"


def _aliases(size: int) -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += (
        f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]"
        for number in range(1, max(2, size // 60))
    )
    return "\n".join(rows)


def _merges(size: int) -> str:
    rows = ["b0: &b0 {k: v}"]
    for number in range(1, max(2, size // 60)):
        last = number - 1
        rows.append(f"b{number}: &b{number}\n  <<: [*b{last}, *b{last}]\n  k{number}: v")
    return "\n".join(rows)


DECKS: dict[str, Callable[[int], str]] = {
    "front matter of plain keys": front_matter(
        lambda size: "\n".join(f"key{number}: value" for number in range(size // 16))
    ),
    "front matter of one word": front_matter(lambda size: f"tags: {'a' * size}"),
    "front matter of flow lists": front_matter(lambda size: f"tags: {'[' * size}"),
    "front matter of flow maps": front_matter(lambda size: f"tags: {'{a: ' * (size // 4)}"),
    "front matter of block lists": front_matter(lambda size: f"tags: {'- ' * (size // 2)}"),
    "front matter of aliases": front_matter(_aliases),
    "front matter of merge keys": front_matter(_merges),
    "front matter without an end": lambda size: f"---\n{'a: b' * (size // 4)}\n{CARD}",
    "front matter begun again and again": lambda size: "---\na: b\n" * (size // 9) + CARD,
    "one long line": run("word "),
    "one long word": run("x"),
    "one long line without a card": lambda size: f"{'word ' * (size // 5)}\n\n{CARD}",
    "nested quotes": line(">"),
    "nested quotes with blanks": line("> "),
    "nested quotes on many lines": lambda size: f"{'>' * 200} a::b\n" * (size // 206) + CARD,
    "nested lists on one line": line("- "),
    "nested numbered lists on one line": line("1. "),
    "nested lists on many lines": deep_list,
    "lists in quotes": line("> - "),
    "backticks": run("`"),
    "backticks of growing length": lambda size: (
        "f::" + " ".join("`" * n for n in range(1, max(2, int((2 * size) ** 0.5)))) + f"\n\n{CARD}"
    ),
    "backticks on many lines": lines("`\n"),
    "fences on many lines": lines("```\n"),
    "tildes": line("~"),
    "dollars": run("$"),
    "formulas that do not end": run("$a "),
    "stars": run("*"),
    "stars between letters": run("*a "),
    "two stars between letters": run("**a "),
    "underscores": run("_"),
    "underscores between letters": run("_a "),
    "strokes": run("~~a "),
    "brackets": run("["),
    "links that do not end": run("[a]("),
    "images that do not end": run("![a]("),
    "nested links": run("[a](b "),
    "wiki links that do not end": run("[[a|"),
    "angles": run("<"),
    "angles that do not end": run("<a "),
    "angles with attributes": run("<a b='"),
    "comments that do not end": run("<!-- a "),
    "scheduling comments that do not end": run("<!--SR:!"),
    "scheduling comments that do not end on many lines": lines("<!--SR:!\n"),
    "comments on many lines": lambda size: "a::b\n<!--SR:!2020-01-01,3,250-->\n" * (size // 33),
    "comments under one note": lambda size: (
        "a::b\n" + "<!--SR:!2020-01-01,3,250-->\n" * (size // 28)
    ),
    "comments behind cards of one paragraph": lambda size: (
        "a::b <!--SR:!2020-01-01,3,250-->\n" * (size // 33)
    ),
    "comments behind text of one paragraph": lambda size: (
        "text <!--SR:!2020-01-01,3,250-->\n" * (size // 33) + f"\n{CARD}"
    ),
    "comments over no note": lambda size: "<!--SR:!2020-01-01,3,250-->\n\n" * (size // 29),
    "a comment of many segments": lambda size: (
        f"a::b\n<!--SR:{'!2020-01-01,3,250' * (size // 17)}-->\n"
    ),
    "a comment of many empty segments": lambda size: f"a::b\n<!--SR:{'!' * size}-->\n",
    "a comment of many blanks": lambda size: f"a::b\n<!--SR:!{' ' * size}2020-01-01,3,250-->\n",
    "a comment of many fields": lambda size: f"a::b\n<!--SR:!fsrs{',1' * (size // 2)}-->\n",
    "a comment of huge numbers": lambda size: (
        f"a::b\n<!--SR:!2020-01-01,{'9' * (size // 2)},{'9' * (size // 2)}-->\n"
    ),
    "a comment with a huge exponent": lambda size: (
        f"a::b\n<!--SR:!2020-01-01,1e{'9' * size},2-->\n"
    ),
    "marked words": run("==a== "),
    "marks": run("="),
    "marks that do not end": run("==a "),
    "curly gaps": run("{{a}} "),
    "curly brackets": run("{"),
    "curly gaps that do not end": run("{{a "),
    "gaps with hints": run("==a==^[b] "),
    "bold gaps": run("**a** "),
    "separators": run("::"),
    "three colons": run(":::"),
    "entities": run("&amp;"),
    "entities that do not end": run("&#x"),
    "backslashes": run("\\"),
    "headings": lambda size: "".join(f"{'#' * (1 + n % 6)} h\n" for n in range(size // 6)) + CARD,
    "number signs": line("#"),
    "tags": lambda size: f"{'#flashcards ' * (size // 12)}\n\n{CARD}",
    "a tag of many parts": lambda size: f"#flashcards{'/a' * (size // 2)}\n\n{CARD}",
    "table of many columns": lines("|a"),
    "tables that do not end": lines("|a|\n|-|\n"),
    "rules": lines("- - -\n"),
    "dashes": line("-"),
    "underlines": lines("a\n=\n"),
    "blank lines": lines("\n"),
    "blanks": line(" "),
    "tabs": line("\t"),
    "carriage returns": lines("\r"),
    "line separators": run("\u2028"),
    "zero-width characters": run("\u200b"),
    "combining marks": run("\u0301"),
    "what steers a terminal": run(STEERING),
    "HTML blocks": lines("<div>\n"),
    "references": lines("[a]: b\n"),
    "references that are used": lambda size: (
        f"f::{'[a]' * (size // 6)}\n" + f"\n[a]: {'b' * (size // 2)}\n\n{CARD}"
    ),
    "footnotes": lines("[^a]: b\n"),
    "callouts": lines("> [!note] a\n"),
    "block names": run(" ^a"),
}
