"""Formulas as Unicode where that is faithful; the rest keeps its source."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from srs.terminal.elements import formula_signs as signs

# Formulas between dollars; `$5 and $6` is none.
_MATH = re.compile(
    r"(?<![\d$])(?:\$(?![\s$])(?:\\.|[^\\$])+?(?<!\s)\$|\$\$(?:\\.|[^\\$])+?\$\$)(?![\d$])",
    re.DOTALL,
)
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[{}^_]|\s+|[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
_PLAIN = frozenset("()[]|!./?…")
_BINARY = {"+": "+", "-": "−", "*": "∗"}
_RELATION = {"=": "=", "<": "<", ">": ">", ":": ":"}
_SPACES = {"\\,", "\\;", "\\:", "\\ ", "\\quad", "\\qquad", "~"}
_UPRIGHT = {"\\text", "\\mathrm", "\\operatorname", "\\textrm"}
_WORDS = re.compile(r"[\w ,.'-]+")
_MAX_CHARACTERS = 400


class _UnsureError(Exception):
    """Something that has no faithful Unicode."""


def formula_plugin(parser: MarkdownIt) -> None:
    """Read formulas within a line; nothing in them is Markdown."""
    parser.inline.ruler.before("escape", "formula", _formula)


def formula_text(source: str) -> str:
    """Show a formula with its dollars: as Unicode, or as it is written."""
    body = source.strip("$")
    return unicode_formula(body) or source


def unicode_formula(source: str) -> str | None:
    """Give a formula as Unicode; None where anything in it is not surely the same."""
    if len(source) > _MAX_CHARACTERS:
        return None
    try:
        return _Reader(_TOKEN.findall(source)).read().strip() or None
    except _UnsureError:
        return None


def _formula(state: StateInline, silent: bool) -> bool:
    match = _MATH.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = match.group()
    state.pos = match.end()
    return True


class _Reader:
    """Goes through the parts of a formula once; `shown` is what they come to."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.shown = tokens, ""
        self.scripts: set[str] = set()

    def read(self) -> str:
        """Show all parts."""
        self.tokens.reverse()
        while self.tokens:
            self._part(self.tokens.pop())
        return self.shown

    def _part(self, token: str) -> None:
        if token.isspace():
            return
        if token in "^_":
            self._script(token)
            return
        self.scripts = set()
        if self.shown.rstrip(_SCRIPTS)[-1:] in _BIG:
            self.shown += " "
        if token.startswith("\\"):
            self._command(token)
        elif token in _BINARY:
            self._operator(_BINARY[token])
        elif token in _RELATION:
            self._relation(_RELATION[token])
        elif token in ",;":
            self.shown += token if self._between_digits() else f"{token} "
        elif token == "'":
            self.shown += "′"
        elif token in _PLAIN or token.isalnum() or token.replace(".", "").isdigit():
            self.shown += token
        else:
            raise _UnsureError

    def _command(self, token: str) -> None:
        name = token[1:]
        if token in _SPACES:
            self.shown = self.shown.rstrip() + " "
        elif name in signs.SIGNS:
            self.shown += signs.SIGNS[name]
        elif name in signs.RELATIONS:
            self._relation(signs.RELATIONS[name])
        elif name in signs.OPERATORS:
            self._operator(signs.OPERATORS[name])
        elif name in signs.FUNCTIONS:
            self._function(name)
        elif token in _UPRIGHT:
            self._upright(self._group())
        else:
            self._built(name)

    def _built(self, name: str) -> None:
        if name in ("left", "right"):
            self._delimiter()
        elif name == "mathbb":
            self.shown += signs.DOUBLE_STRUCK.get(self._group(), "") or _give_up()
        elif name == "sqrt":
            self._root()
        elif name == "frac":
            self._fraction()
        else:
            raise _UnsureError

    def _root(self) -> None:
        """A root whose end is clear without the bar above it."""
        root, following = self._inner(self._tokens_of_group()), self._following()
        if following in ("^", "_"):
            raise _UnsureError
        bare = _is_atom(root) and _ends_factor(following)
        self.shown += f"√{root}" if bare else f"√({root})"

    def _delimiter(self) -> None:
        """What follows `\\left` or `\\right`; a missing one, `.`, says something by its absence."""
        if not self.tokens or self.tokens[-1] not in ("(", ")", "[", "]", "|", "\\{", "\\}"):
            raise _UnsureError
        self._part(self.tokens.pop())

    def _relation(self, sign: str) -> None:
        self.shown = f"{self.shown.rstrip()} {sign} ".lstrip()

    def _operator(self, sign: str) -> None:
        """An operator with something before it is set apart, a sign is not."""
        before = self.shown.rstrip()
        if before and before[-1] not in _OPENING:
            self.shown = f"{before} {sign} "
        else:
            self.shown += sign

    def _function(self, name: str) -> None:
        if self.shown and (self.shown[-1].isalnum() or self.shown[-1] in ")]}"):
            self.shown += " "
        self.shown += name
        following = self._following()
        if following.isalnum() or (following.startswith("\\") and following not in _SPACES):
            self.shown += " "
        elif following in ("^", "_"):
            raise _UnsureError  # the script would run into what follows

    def _upright(self, words: str) -> None:
        """Words stand as they are written; next to other letters one would read them as one."""
        before_joins = self.shown[-1:].isalnum() and words[:1].isalnum()
        following = self.tokens[-1] if self.tokens else ""
        after_joins = words[-1:].isalnum() and (following[:1].isalnum() or following[:1] == "\\")
        if not _WORDS.fullmatch(words) or (len(words) > 1 and (before_joins or after_joins)):
            raise _UnsureError
        self.shown += words

    def _script(self, mark: str) -> None:
        """A raised or lowered part, if every character of it has such a form."""
        table = signs.RAISED if mark == "^" else signs.LOWERED
        before = self.shown
        if not before or before[-1].isspace() or mark in self.scripts or before[-1] in "}/":
            raise _UnsureError
        part = self._inner(self._tokens_of_group()).replace(" ", "")
        if not part or any(character not in table for character in part):
            raise _UnsureError
        self.scripts.add(mark)
        self.shown += "".join(table[character] for character in part)

    def _fraction(self) -> None:
        """`a/b`, with brackets where needed, and only where nothing is multiplied with it."""
        over, under = (self._inner(self._tokens_of_group()) for _ in range(2))
        following = self._following()
        before = self.shown.rstrip()
        if (before and before[-1] not in _OPENING) or not _ends_factor(following):
            raise _UnsureError
        self.shown += "/".join(part if _is_atom(part) else f"({part})" for part in (over, under))

    def _following(self) -> str:
        return next((token for token in reversed(self.tokens) if not token.isspace()), "")

    def _between_digits(self) -> bool:
        return self.shown[-1:].isdigit() and bool(self.tokens) and self.tokens[-1][0].isdigit()

    def _inner(self, tokens: list[str]) -> str:
        return _Reader(tokens).read().strip() or _give_up()

    def _group(self) -> str:
        return "".join(self._tokens_of_group())

    def _tokens_of_group(self) -> list[str]:
        """The parts between braces, or the one that comes next."""
        while self.tokens and self.tokens[-1].isspace():
            self.tokens.pop()
        if not self.tokens:
            raise _UnsureError
        first = self.tokens.pop()
        if first != "{":
            return [first] if _stands_alone(first) else [_give_up()]
        group: list[str] = []
        while self.tokens and self.tokens[-1] not in ("{", "}"):
            group.append(self.tokens.pop())
        if not self.tokens or self.tokens.pop() != "}":
            raise _UnsureError  # open, or braces within braces
        return group


_BIG: Final = ("∑", "∏", "∫", "∮")
_SCRIPTS: Final = "".join((*signs.RAISED.values(), *signs.LOWERED.values()))
_OPENING: Final = frozenset("([{=<>+−±∓×⋅∗,;⟨") | frozenset(signs.RELATIONS.values())


def _give_up() -> str:
    raise _UnsureError


def _is_atom(shown: str) -> bool:
    return len(shown) == 1 or shown.isdigit()


def _stands_alone(token: str) -> bool:
    """Whether a part without braces is all that a script takes: `x^12` raises only the 1."""
    if token.startswith("\\"):
        return token[1:] in signs.SIGNS or token in ("\\circ", "\\prime")
    return len(token) == 1 and token not in "}^_"


def _ends_factor(token: str) -> bool:
    if not token or token in "+-=<>),;:]":
        return True
    return token[:1] == "\\" and token[1:] in signs.RELATIONS
