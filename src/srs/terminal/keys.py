"""Turn the bytes of a keyboard into names of keys."""

from __future__ import annotations

import codecs
import re

_PASTE_BEGINS = "\x1b[200~"
_PASTE_ENDS = "\x1b[201~"
# How long a lone ESC is given to become a sequence.
ESCAPE_TIMEOUT_SECONDS = 0.05

_NAMED = {
    "\r": "enter",
    "\n": "enter",
    " ": "space",
    "\t": "tab",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x03": "ctrl-c",
    "\x0c": "ctrl-l",
    "\x1a": "ctrl-z",
}
_FINAL = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_NUMBERED = {"1": "home", "4": "end", "5": "pgup", "6": "pgdn", "7": "home", "8": "end"}

# One key: a control sequence, an application key, the Linux console's function keys, a string
# sequence (an answer of the terminal), an Alt key, or one character.
_SEQUENCE = re.compile(
    r"\x1b\[\[.|\x1b\[(?P<csi>[0-?]*)[ -/]*(?P<final>[@-~])|\x1bO(?P<ss3>[ -~])"
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\)|\x1b(?P<alt>[^\[O\]PX^_\x1b])|(?P<plain>[^\x1b])",
    re.DOTALL,
)


class KeyDecoder:
    """Collects bytes as they come and gives the names of the keys that are complete.

    A printable character is its own name; others are `enter`, `space`, `esc`, `up`, `pgdn`,
    `ctrl-c` and so on. What is pasted gives no keys.
    """

    def __init__(self) -> None:
        self._characters = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self._pasting = False

    @property
    def waits(self) -> bool:
        """Whether the last bytes may be the beginning of a longer sequence."""
        return bool(self._pending) and not self._pasting

    def feed(self, data: bytes) -> list[str]:
        """Take more bytes and give the keys that they complete."""
        self._pending += self._characters.decode(data)
        keys: list[str] = []
        while self._pending:
            if self._pasting:
                if not self._drop_paste():
                    break
                continue
            match = _SEQUENCE.match(self._pending)
            if match is None:
                if not self._pending.startswith("\x1b\x1b"):
                    break
                keys.append("esc")
                self._pending = self._pending[1:]
                continue
            self._pending = self._pending[match.end() :]
            self._pasting = match.group() == _PASTE_BEGINS
            keys += _names(match)
        return keys

    def flush(self) -> list[str]:
        """Nothing followed in time: a lone ESC is the key, anything longer is dropped."""
        keys = ["esc"] if self._pending == "\x1b" else []
        self._pending = ""
        return keys

    def _drop_paste(self) -> bool:
        end = self._pending.find(_PASTE_ENDS)
        if end < 0:
            self._pending = self._pending[-len(_PASTE_ENDS) + 1 :]
            return False
        self._pending = self._pending[end + len(_PASTE_ENDS) :]
        self._pasting = False
        return True


def _names(match: re.Match[str]) -> list[str]:
    plain = match["plain"]
    if plain is not None:
        name = _NAMED.get(plain, plain)
        return [name] if len(name) > 1 or name.isprintable() else []
    if match["ss3"] is not None:
        name = "enter" if match["ss3"] == "M" else _FINAL.get(match["ss3"], "")
    elif match["final"] == "~":
        name = _NUMBERED.get(match["csi"].partition(";")[0], "")
    else:
        name = _FINAL.get(match["final"] or "", "")
    return [name] if name else []
