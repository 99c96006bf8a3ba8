"""Plain mode: labelled lines in, labelled lines out, for screen readers, pipes, dumb terminals."""

from __future__ import annotations

from collections.abc import Callable
from io import TextIOWrapper

from srs.errors import SrsError
from srs.model import Rating
from srs.session.view import Question, Review
from srs.terminal.acting import Reviewer, Said, is_same
from srs.terminal.bindings import SCROLLING, Action, bindings, key_names, rating_keys
from srs.terminal.editor import edit
from srs.terminal.ending import ending_lines
from srs.terminal.options import ReviewOptions
from srs.terminal.pages import info_rows
from srs.terminal.pictures.decoding import picture_note
from srs.terminal.place import crumbs
from srs.terminal.safe import clean_line, printable
from srs.terminal.source import source_lines
from srs.terminal.typed import compare, expected
from srs.terminal.words import long_interval

_HELP_WORD = "h"


def run_plain(review: Review, options: ReviewOptions) -> None:
    """Ask line by line until no card is left or the input ends, then say what was done."""
    if isinstance(options.stdin, TextIOWrapper):
        options.stdin.reconfigure(errors="replace")
    plain = PlainReview(review, options)
    plain.run()
    plain.say(*ending_lines(review.summary(), plain.reviewer.failures))


class PlainReview:
    """A running review on two streams."""

    def __init__(self, review: Review, options: ReviewOptions) -> None:
        self.reviewer = Reviewer(review, options.clock)
        self._review = review
        self._options = options
        self._bindings = bindings(options.keys.preset)
        self._left = False

    def run(self) -> None:
        """Ask until no card is left or the input ends."""
        while (question := self._review.question) is not None and not self._left:
            self._announce(question)
            self._ask(question)

    def say(self, *lines: str) -> None:
        """Write lines in whatever encoding the stream has."""
        for line in lines:
            self._write(line + "\n")

    def _announce(self, question: Question) -> None:
        finished, total = self._review.position
        self.say(f"Card {min(finished + 1, total)} of {total}. Deck {', '.join(crumbs(question))}.")
        self.say(*source_lines("Question:", question.front, self._note(question)))
        self.reviewer.ask()

    def _note(self, question: Question) -> Callable[[str], str]:
        """What to say of a picture on this card."""
        return lambda target: picture_note(
            lambda: self._options.read_picture(question.path, target)
        )

    def _ask(self, question: Question) -> None:
        """Talk about one card until another one is to be asked."""
        revealed = self._options.typed and self._type(question)
        while not self._left:
            wanted = self._read(self._grade_prompt(question) if revealed else _SHOW_PROMPT)
            if wanted is Action.SHOW and not revealed:
                revealed = True
                self.say(*source_lines("Answer:", question.back, self._note(question)))
            elif self._done(wanted, question, revealed):
                return

    def _type(self, question: Question) -> bool:
        """Have the answer typed, and say what was right in it; False at the end of the input."""
        line = self._line("Type the answer:")
        if not line:
            self._left = True
            return False
        found = compare(line, expected(question))
        self.say(found.verdict)
        if found.pieces:
            self.say(clean_line(" ".join(piece.marked for piece in found.pieces)))
        self.say(*source_lines("Answer:", question.back, self._note(question)))
        return True

    def _done(self, wanted: Action | Rating | None, question: Question, revealed: bool) -> bool:
        """Do what is wanted; whether the card is done with."""
        if wanted is Action.SHOW:
            wanted = Rating.GOOD
        if isinstance(wanted, Rating):
            if revealed:
                return self._told(self.reviewer.grade(wanted), question)
            self.say("Press Enter for the answer first.")
        elif wanted is Action.QUIT:
            self._left = True
        elif wanted is Action.HELP:
            self.say(*self._help())
        elif wanted is Action.INFO:
            self.say(*map(_row, info_rows(question, self._review.information())))
        elif wanted is Action.OPEN:
            self._open(question, revealed)
        elif wanted is Action.EDIT:
            return self._told(self.reviewer.edit(self._edit), question)
        elif wanted is not None:
            return self._told(self.reviewer.move(wanted), question)
        return False

    def _told(self, said: Said, question: Question) -> bool:
        """Say what was done; whether another card is asked now."""
        self.say(clean_line(said.sentence))
        return not (said.failed and is_same(question, self._review.question))

    def _read(self, prompt: str) -> Action | Rating | None:
        """Read what is wanted; None for what is no key here. The end of the input is Quit."""
        line = self._line(prompt)
        if not line:
            return Action.QUIT
        word = line.strip().lower()
        wanted = self._meaning(word)
        if wanted is None:
            self.say(f"{clean_line(word)!r} is no key here; {_HELP_WORD} lists the keys.")
        return wanted

    def _line(self, prompt: str) -> str:
        """Ask for a line; empty at the end of the input."""
        self._write(prompt + (" " if self._options.stdin.isatty() else "\n"))
        return self._options.stdin.readline()

    def _open(self, question: Question, revealed: bool) -> None:
        from srs.terminal.opening import Opening  # it loads the parser of Markdown

        Opening(self._options).by_talk(question, revealed, self.say, self._line)

    def _meaning(self, word: str) -> Action | Rating | None:
        if word == _HELP_WORD:
            return Action.HELP
        if word.upper() in Rating.__members__:
            return Rating[word.upper()]
        wanted = self._bindings.get(word or "enter")
        return None if wanted in SCROLLING else wanted

    def _grade_prompt(self, question: Question) -> str:
        keys = rating_keys(self._options.keys.preset).items()
        parts = [f"{key} {rating.label}{self._interval(question, rating)}" for rating, key in keys]
        return f"Grade: {', '.join(parts)}:"

    def _interval(self, question: Question, rating: Rating) -> str:
        if not self._review.writes:
            return ""
        return f" ({long_interval(question.outcomes[rating], question.moment)})"

    def _help(self) -> list[str]:
        ratings = rating_keys(self._options.keys.preset).items()
        others = [action for action in Action if action not in SCROLLING | {Action.SHOW}]
        return [
            f"Enter: {Action.SHOW.value}",
            *(f"{key}: {rating.label}" for rating, key in ratings),
            *(f"{key_names(action)}: {action.value}" for action in others),
        ]

    def _edit(self) -> str:
        if not self._options.stdin.isatty():
            raise SrsError("An editor needs a terminal, and the input is none.")
        path, line = self._review.place()
        edit(self._options.environ, path, line)
        return ""

    def _write(self, text: str) -> None:
        stream = self._options.stdout
        stream.write(printable(text, stream.encoding))
        stream.flush()


def _row(row: tuple[str, str]) -> str:
    name, value = row
    return f"{name}: {value}" if name else value


_SHOW_PROMPT = f"Press Enter for the answer, or type a key ({_HELP_WORD} for help):"
