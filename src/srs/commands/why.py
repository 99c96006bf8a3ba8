"""`srs why`: how a card's due date comes about, and what each answer would do."""

from __future__ import annotations

from srs.commands.card_json import due_text, schedule_object, state_of
from srs.commands.context import Context
from srs.commands.grading import Grader, Request, split_place
from srs.model import FsrsSchedule, Rating
from srs.terminal.words import long_interval


def run(context: Context, place: str, card: int | None) -> int:
    """Explain the schedule of the card at `FILE:LINE`."""
    file, line = split_place(place)
    looked = Grader(context, convert=True).look(Request(file, "good", line=line, card=card))
    outcomes, memory = looked.outcomes, looked.memory
    if isinstance(looked.schedule, FsrsSchedule) and looked.deck.settings.algorithm == "sm2":
        context.tell(
            "srs: the card has an FSRS schedule, and the algorithm is sm2: the numbers are what it "
            "would be converted to by a grade with --convert."
        )
    if context.as_json:
        context.write_json(
            {
                "path": looked.deck.shown,
                "line": looked.note.first_line + 1,
                "card": looked.card,
                "state": state_of(looked.schedule),
                "due": due_text(looked.schedule),
                "schedule": schedule_object(looked.schedule),
                "memory": memory and memory._asdict(),
                "outcomes": {
                    rating.name.lower(): schedule_object(outcomes[rating]) for rating in Rating
                },
                "explanation": {
                    rating.name.lower(): [f"{fact.topic}: {fact.text}" for fact in facts]
                    for rating, facts in looked.facts.items()
                },
            }
        )
        return 0
    front = looked.deck.parsed.sides(looked.note)[looked.card].front.partition("\n")[0]
    context.write(f"{looked.deck.shown}:{looked.note.first_line + 1}  {front}")
    context.write(f"State: {state_of(looked.schedule)}, due {due_text(looked.schedule) or 'now'}.")
    if memory is not None:
        context.write(
            f"Stability {memory.stability_days:.2f} days, difficulty {memory.difficulty:.2f} of "
            f"10, chance of recall today {memory.recall * 100:.1f} %."
        )
    for rating in Rating:
        interval = long_interval(outcomes[rating], looked.moment)
        context.write(f"{rating.label}: {interval}, due {due_text(outcomes[rating])}")
        for fact in looked.facts[rating]:
            context.write(f"    {fact.topic}: {fact.text}")
    return 0
