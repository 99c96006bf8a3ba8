"""Errors that are said in one sentence, each with its exit code."""

from __future__ import annotations


class SrsError(Exception):
    """An expected failure; its text names the file, the line and what to do."""

    exit_code = 1


class UsageError(SrsError):
    """Arguments or a configuration that cannot be meant."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file or value that is wrong."""


class SourceError(SrsError):
    """A deck that cannot be read."""


class SaveError(SrsError):
    """A deck that cannot be written; the file on disk is unchanged."""


class NoteGoneError(SaveError):
    """The file was changed by another program, and the graded card is gone from it."""


class NoteChangedError(SaveError):
    """The file was changed by another program, and the graded card reads otherwise now."""


class PictureError(SrsError):
    """A picture that cannot be shown; its text is the reason in a few words."""


class LinkError(SrsError):
    """A link of a card that is not opened; its text says why."""
