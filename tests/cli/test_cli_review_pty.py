"""The seed deck, reviewed by keys in a real pseudo-terminal."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("termios", reason="needs pseudo-terminals")
pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

if TYPE_CHECKING:
    from tests.cli.program import COMMAND, SEED, Program, environment
else:
    from program import COMMAND, SEED, Program, environment

TODAY = "2025-12-14"
BEFORE = SEED.read_bytes()
COMMENT = re.compile(rb"<!--SR:[^\n]*-->\n")
LEFT = b"\x1b[?25h\x1b[?1049l"  # the cursor shown, the alternate screen left
QUESTION, ANSWER = "Space  show answer", "1 Again"
MODULE, SAVE, FLOW = "PYTORCH MODULE", "PYTORCH SAVE/LOAD", "PYTORCH FLOW"


class Session:
    """A review of the seed deck in a child process, its screen kept by an emulator."""

    def __init__(self, folder: Path, words: tuple[str, ...], environ: dict[str, str]) -> None:
        self.deck = folder / "pytorch.md"
        self.deck.write_bytes(BEFORE)
        self.emulator = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.emulator)
        self.sent = b""
        self.child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "review", "--now", TODAY, *words, "pytorch.md"],
            cwd=str(folder),
            dimensions=(24, 80),
            timeout=20,
            env=environment(folder, **({"TERM": "xterm-256color"} | environ)),
        )

    @property
    def text(self) -> bytes:
        """The deck as it is on disk."""
        return self.deck.read_bytes()

    @property
    def words(self) -> str:
        """What is on the screen, as if it were on one line."""
        return " ".join("\n".join(self.emulator.display).split())

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def shows(self, *texts: str) -> None:
        """Read what the child draws until all of the texts are on the screen."""
        wanted = [" ".join(text.split()) for text in texts]
        while not all(text in self.words for text in wanted):
            try:
                data = self.child.read_nonblocking(65536)
            except (pexpect.EOF, pexpect.TIMEOUT):
                pytest.fail("\n".join(self.emulator.display))
            self.sent += data
            self.stream.feed(data)

    def answer(self, card: str, key: str, said: str) -> None:
        """Look at a card's question and answer, and grade it."""
        self.shows(card, QUESTION)
        self.press(" ")
        self.shows(card, ANSWER)
        self.press(key)
        self.shows(said)

    def ended(self) -> tuple[int | None, int | None]:
        """Wait for the end; the exit code and the signal."""
        self.sent += self.child.read()
        self.child.close()
        return self.child.exitstatus, self.child.signalstatus


Start = Callable[..., Session]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    sessions: list[Session] = []

    def start_one(*words: str, **environ: str) -> Session:
        sessions.append(Session(tmp_path, words, environ))
        return sessions[-1]

    yield start_one
    for session in sessions:
        session.child.close(force=True)


def comments(text: bytes) -> list[bytes]:
    """The scheduling comments of a deck, in order."""
    return [comment.removesuffix(b"\n") for comment in COMMENT.findall(text)]


def test_the_numbers_of_the_seed_deck(srs: Program) -> None:
    (srs.folder / "pytorch.md").write_bytes(BEFORE)
    total = srs("stats", "--json", "--now", TODAY).document["total"]
    assert (total["total"], total["new"], total["due"], total["overdue"]) == (10, 8, 2, 1)


def test_three_grades_change_three_comments_and_no_other_byte(start: Start) -> None:
    session = start()
    session.answer(MODULE, "3", "Good. Due again on 2025-12-19.")
    session.answer(SAVE, "2", "Hard. Due again on 2025-12-15.")
    session.answer(FLOW, "4", "Easy. Due again on 2025-12-18.")
    session.press("q")
    assert session.ended() == (0, None)
    assert b"3 cards in " in session.sent.split(LEFT)[1]
    after = session.text
    assert comments(BEFORE) == [b"<!--SR:!2025-12-14,2,248-->", b"<!--SR:!2025-12-13,1,230-->"]
    assert comments(after) == [
        b"<!--SR:!2025-12-18,4,270-->",
        b"<!--SR:!2025-12-19,5,248-->",
        b"<!--SR:!2025-12-15,1,210-->",
    ]
    assert COMMENT.sub(b"", after) == COMMENT.sub(b"", BEFORE)
    first = after.index(b"<!--SR:")
    assert after[:first].endswith(b"    pred = model(x_test)\n```\n")


def test_undo_gives_the_former_bytes(start: Start) -> None:
    session = start("--order", "file")
    session.answer(FLOW, "3", "Good. Due again on 2025-12-17.")
    session.answer("PYTORCH DATA", "1", "Again. It comes back in this session.")
    session.answer(MODULE, "4", "Easy. Due again on 2025-12-21.")
    assert len(comments(session.text)) == 4
    for said in ("Easy", "Again", "Good"):
        session.press("u")
        session.shows(f"{said} was taken back.")
    assert session.text == BEFORE
    session.press("u")
    session.shows("There is nothing to undo.")
    session.press("q")
    assert session.ended() == (0, None)
    assert session.text == BEFORE


def test_a_forgotten_card_comes_back(start: Start) -> None:
    session = start("--limit", "2")
    session.answer(MODULE, "1", "Again. It comes back in this session.")
    session.answer(SAVE, "3", "Good. Due again on 2025-12-17.")
    session.answer(MODULE, "2", "")
    assert session.ended() == (0, None)
    end = session.sent.split(LEFT)[1].decode()
    assert "3 cards in " in end
    assert "Again: pytorch.md:62  PYTORCH MODULE" in end
    assert comments(session.text)[0] == b"<!--SR:!2025-12-15,1,208-->"


@pytest.mark.parametrize("keys", ["q", "\x03", " q", " \x03", "?\x03", "i\x03"])
def test_leaving_at_any_point_keeps_what_was_graded(start: Start, keys: str) -> None:
    session = start()
    session.answer(MODULE, "3", "Good. Due again on 2025-12-19.")
    session.shows(SAVE, QUESTION)
    session.press(keys)
    assert session.ended() == (0, None)
    assert LEFT in session.sent
    assert session.text == BEFORE.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_give_the_terminal_back(start: Start, number: signal.Signals) -> None:
    session = start()
    session.answer(MODULE, "3", "Good. Due again on 2025-12-19.")
    session.child.kill(number)
    assert session.ended() in {(None, number), (128 + number, None)}
    assert LEFT in session.sent
    assert session.text == BEFORE.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")


def test_a_smaller_window(start: Start) -> None:
    session = start()
    session.answer(MODULE, "3", "Good. Due again on 2025-12-19.")
    session.shows(SAVE, QUESTION)
    session.emulator.resize(15, 40)
    session.child.setwinsize(15, 40)
    session.shows("  Space  show answer   ? keys   q quit")
    session.press(" ")
    session.shows("torch.save(", "more lines")
    session.press("3")
    session.shows(FLOW)
    session.press("q")
    assert session.ended() == (0, None)
    assert len(comments(session.text)) == 2


def test_a_card_that_is_edited_while_it_is_asked(start: Start) -> None:
    session = start()
    session.shows(MODULE, QUESTION)
    session.press(" ")
    session.shows(MODULE, ANSWER)
    edited = b"By another program.\n\n" + BEFORE.replace(b"PYTORCH MODULE:", b"MODULES:")
    session.deck.write_bytes(edited)
    session.press("3")
    session.shows("changed by another program", "MODULES: nn.Module")
    assert session.text == edited
    session.answer("MODULES: nn.Module", "3", "Good. Due again on 2025-12-19.")
    session.press("q")
    assert session.ended() == (0, None)
    assert session.text == edited.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")


def test_text_that_is_added_while_a_card_is_asked_stays(start: Start) -> None:
    session = start()
    session.shows(MODULE, QUESTION)
    session.deck.write_bytes(b"More.\n\n" + BEFORE)
    session.press(" ")
    session.shows(ANSWER)
    session.press("3")
    session.shows("Good. Due again on 2025-12-19.")
    session.press("q")
    assert session.ended() == (0, None)
    expected = b"More.\n\n" + BEFORE.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")
    assert session.text == expected


def test_a_deck_that_vanishes_while_a_card_is_asked(start: Start) -> None:
    session = start()
    session.shows(MODULE, QUESTION)
    session.deck.unlink()
    session.press(" 3")
    session.shows("pytorch.md: cannot be read: it does not exist.")
    session.press("q")
    assert session.ended() == (1, None)
    assert not session.deck.exists()


def test_the_editor_opens_the_note(start: Start, tmp_path: Path) -> None:
    editor = tmp_path / "vi"
    editor.write_text('#!/bin/sh\necho "$@" > called\nsed -i.bak "s/MODULE: /THE MODULE: /" "$2"\n')
    editor.chmod(0o755)
    session = start(EDITOR=str(editor))
    session.shows(MODULE, QUESTION)
    session.press("e")
    session.shows("PYTORCH THE MODULE", "The file was read again.")
    assert (tmp_path / "called").read_text() == f"+62 {session.deck}\n"
    session.answer("PYTORCH THE MODULE", "3", "Good. Due again on 2025-12-19.")
    session.press("q")
    assert session.ended() == (0, None)
    edited = BEFORE.replace(b"MODULE: ", b"THE MODULE: ")
    assert session.text == edited.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")


def test_an_editor_that_cannot_be_started(start: Start) -> None:
    session = start(EDITOR="/nowhere/editor")
    session.shows(MODULE, QUESTION)
    session.press("e")
    session.shows("The editor /nowhere/editor could not be started (No such file or directory).")
    session.answer(MODULE, "3", "Good. Due again on 2025-12-19.")
    session.press("q")
    assert session.ended() == (0, None)


@pytest.mark.parametrize("how", ["TERM", "--plain"])
def test_plain_mode_on_a_terminal(start: Start, how: str) -> None:
    session = start(TERM="dumb") if how == "TERM" else start("--plain")
    session.shows("Question: PYTORCH MODULE", "Press Enter for the answer")
    session.press("\n")
    session.shows("Grade: 1 Again (today), 2 Hard (1 day)")
    session.press("3\n")
    session.shows("Good. Due again on 2025-12-19.", "Question: PYTORCH SAVE/LOAD")
    session.press("q\n")
    assert session.ended() == (0, None)
    assert b"\x1b" not in session.sent
    assert session.text == BEFORE.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")


def test_ctrl_c_in_plain_mode(start: Start) -> None:
    session = start("--plain")
    session.shows("Press Enter for the answer")
    session.press("\n3\n")
    session.shows("Good. Due again on 2025-12-19.", "Question: PYTORCH SAVE/LOAD")
    session.press("\x03")
    assert session.ended() == (130, None)
    assert b"srs: interrupted; everything graded until now is saved." in session.sent
    assert session.text == BEFORE.replace(b"!2025-12-14,2,248", b"!2025-12-19,5,248")


def test_cram_writes_nothing(start: Start) -> None:
    session = start("--cram", "--order", "file")
    session.answer(FLOW, "1", "Again.")
    session.answer("PYTORCH DATA", "4", "Easy.")
    session.press("q")
    assert session.ended() == (0, None)
    assert session.text == BEFORE


def test_steps_of_fsrs_say_when_the_card_comes_back(start: Start) -> None:
    session = start("--new", "2", "--limit", "2", SRS_ALGORITHM="fsrs", SRS_REVIEW_ORDER="new")
    session.shows(QUESTION)
    session.press(" ")
    session.shows(ANSWER)
    session.press("1")
    session.shows("Again. It comes back in 1 min.", QUESTION)
    session.press(" ")
    session.shows(ANSWER)
    session.press("3")
    session.shows(
        "Good. It comes back in 10 min. Nothing else is left: this card comes 1 min early."
    )
    session.press("q")
    assert session.ended() == (0, None)
    fields = [comment.split(b",") for comment in comments(session.text) if b"fsrs" in comment]
    assert len(fields) == 2


def test_bury_and_suspend_and_undo_of_both(start: Start) -> None:
    session = start()
    session.shows("1 of 10", QUESTION)
    session.press("-")
    session.shows("Buried until tomorrow.", "1 of 9")
    assert session.text == BEFORE
    session.press("!")
    session.shows("Suspended with the tag #suspended", "1 of 8")
    assert session.text.replace(b" #suspended\n", b"\n") == BEFORE
    assert session.text.count(b" #suspended\n") == 1
    session.press("u")
    session.shows("Suspend was taken back.", "1 of 9")
    assert session.text == BEFORE
    session.press("u")
    session.shows("Bury was taken back.", "1 of 10")
    session.press("q")
    assert session.ended() == (0, None)


def test_a_typed_answer_is_held_against_the_card(start: Start) -> None:
    session = start("--typed", "--order", "file", "--new", "10")
    session.shows("1 of 10", "Enter show answer")
    session.press("u q 3")
    session.shows("> u q 3▏")
    session.press("\x7f\x7f")
    session.shows("> u q▏")
    session.press("\r")
    session.shows("Typed: 0 of", "[-u q-]", ANSWER)
    assert session.text == BEFORE
    session.press("3")
    session.shows("Good. Due again on", "2 of 10", "Enter show answer")
    session.press("\x03")
    assert session.ended() == (0, None)
