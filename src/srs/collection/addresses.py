"""What a link of a card may open: web and mail addresses, and files of the collection."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from urllib.parse import parse_qsl, unquote, urlsplit

from srs.collection.linked_files import ELSEWHERE, PICTURES, LinkedFiles
from srs.errors import LinkError

# Files that are shown, played or read; none that a system would run.
_ENDINGS = frozenset(
    (
        *PICTURES,
        *(".csv", ".epub", ".markdown", ".md", ".pdf", ".tif", ".tiff", ".tsv", ".txt"),
        *(".3gp", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav"),
        *(".mkv", ".mov", ".mp4", ".ogv", ".webm"),
    )
)
# What a mail may be begun with; a program may take others for files to attach.
_MAIL_FIELDS = frozenset(("bcc", "body", "cc", "subject", "to"))
_LONGEST = 4000


def opened_by(files: LinkedFiles, deck: str, target: str) -> str:
    """Give what the system is to open for a link of a deck: an address, or an absolute path.

    Raises LinkError with a sentence where the link is nothing to open.
    """
    scheme = target.partition(":")[0].lower()
    if scheme in ("http", "https", "mailto"):
        return _address(scheme, target)
    if ELSEWHERE.match(target):
        raise LinkError(
            f"{target}: srs opens http, https and mailto addresses, and files of the collection."
        )
    return str(_file(files, deck, target))


def _address(scheme: str, target: str) -> str:
    plain = target.isascii() and target.isprintable() and " " not in target
    try:
        parts = urlsplit(target)
        whole = bool(parts.hostname if scheme != "mailto" else parts.path)
    except ValueError:
        whole = False
    if not (plain and whole) or len(target) > _LONGEST:
        raise LinkError(f"{target[:80]}: this is no whole address, and is not opened.")
    if scheme == "mailto":
        fields = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        if not fields <= _MAIL_FIELDS:
            raise LinkError(f"{target}: a mail with such fields is not begun.")
    return target


def _file(files: LinkedFiles, deck: str, target: str) -> Path:
    """The file that a link names, as it is written or decoded, with or without its heading."""
    for name in dict.fromkeys(_names(target)):
        found = files.find(deck, name, _ENDINGS)
        if found is not None:
            return _inside(files, deck, target, found)
    if Path(target).is_absolute() or PureWindowsPath(target).drive:
        raise LinkError(f"{target}: only files of the collection are opened, no absolute path.")
    raise LinkError(f"{target}: there is no such file beside the deck or below {files.root}.")


def _names(target: str) -> list[str]:
    bare = target.partition("#")[0]
    plain = [name for each in (target, bare) for name in (each, unquote(each)) if name.strip("/")]
    return plain + [f"{name}.md" for name in plain]


def _inside(files: LinkedFiles, deck: str, target: str, found: Path) -> Path:
    """The file without links on its way, if it lies in the collection and is one to look at."""
    try:
        path = found.resolve(strict=True)
        is_file = path.is_file()
        homes = (files.root.resolve(), files.decks[deck].parent.resolve())
    except (OSError, RuntimeError) as error:
        raise LinkError(f"{target}: the file cannot be read.") from error
    if not is_file:
        raise LinkError(f"{target}: this is no file.")
    if not any(path.is_relative_to(home) for home in homes):
        raise LinkError(f"{target}: the file lies outside of {files.root}, and is not opened.")
    if path.suffix.lower() not in _ENDINGS:
        raise LinkError(
            f"{target}: pictures, sound, films, text and PDF are opened, no other files."
        )
    return path
