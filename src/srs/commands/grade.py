"""`srs grade`: one grade without the screen, or a batch of them from stdin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import TextIOWrapper

from srs.commands.context import Context
from srs.commands.grading import Grader, Outcome, Request, split_place
from srs.commands.moments import read_moment
from srs.errors import SrsError, UsageError


def run(context: Context, place: str, rating: str, card: int | None, convert: bool) -> int:
    """Grade the card at `FILE:LINE`."""
    file, line = split_place(place)
    request = Request(file, rating, line=line, card=card)
    outcome = Grader(context, convert).grade(request)
    if context.as_json:
        context.write_json(_answer(request, outcome))
    elif outcome.after == outcome.before:
        context.tell(f"{place}: the schedule is that already; nothing was changed.")
    else:
        context.tell(f"{place}: {rating}; was {outcome.before or 'new'}, is {outcome.after}.")
    return 0


def run_batch(context: Context, convert: bool) -> int:
    """Answer each JSON line of stdin with one on stdout, once it is on disk."""
    grader = Grader(context, convert)
    failed = False
    if isinstance(context.stdin, TextIOWrapper):
        context.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for text in context.stdin:
        if not text.strip():
            continue
        answer = _batch_answer(grader, text)
        failed = failed or not answer["ok"]
        context.write_json_line(answer)
    return 1 if failed else 0


def _batch_answer(grader: Grader, text: str) -> dict[str, object]:
    values: object = None
    try:
        values = _parsed(text)
        request = _request(values)
        return _answer(request, grader.grade(request))
    except SrsError as error:
        given = values if isinstance(values, Mapping) else {}
        place = {key: given.get(key) for key in ("file", "note", "card")}
        return {**place, "ok": False, "before": None, "after": None, "error": str(error)}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This line is no JSON: {error}.") from None


def _request(values: object) -> Request:
    """Read a batch line. Raises UsageError for what is missing or of a wrong type."""
    if not isinstance(values, Mapping):
        raise UsageError('A line must be an object such as {"file": …, "line": …, "rating": …}.')
    unknown = set(values) - {"file", "line", "note", "card", "rating", "now"}
    if unknown:
        raise UsageError(f"Unknown field {sorted(unknown)[0]!r}.")
    if not isinstance(values.get("file"), str) or not isinstance(values.get("rating"), str):
        raise UsageError("`file` and `rating` are needed, both as strings.")
    numbers = {}
    for name in ("line", "note", "card"):
        value = values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise UsageError(f"`{name}` must be a whole number.")
        numbers[name] = value
    if numbers["line"] is None and numbers["note"] is None:
        raise UsageError("`line` or `note` is needed.")
    now = values.get("now")
    moment = None if now is None else read_moment(str(now))
    return Request(values["file"], values["rating"], **numbers, now=moment)


def _answer(request: Request, outcome: Outcome) -> dict[str, object]:
    return {
        "file": request.file,
        "note": outcome.note,
        "card": outcome.card,
        "ok": True,
        "before": outcome.before,
        "after": outcome.after,
    }
