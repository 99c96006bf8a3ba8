"""Folders of decks to measure on, the same ones every time: prose, lists, code, cards."""

from __future__ import annotations

import random
from pathlib import Path

CARDS_PER_FILE = 10
FILES_PER_FOLDER = 16
MOMENT = "2026-01-01"
WORDS = "queue buffer parser thread socket index cache branch commit stack pointer closure".split()


def make(root: Path, files: int, *, obsidian: bool = False) -> Path:
    """Write so many decks of ten cards, in folders in folders."""
    for number in range(files):
        chance = random.Random(number)
        folder = number // FILES_PER_FOLDER
        path = root / f"t{folder % 7}" / f"{folder:04}" / f"deck {number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(deck(chance, number, obsidian=obsidian), encoding="utf-8")
    if obsidian:
        preset = 'preset = "obsidian"\n\n[decks]\nby = "tags"\ntags = ["#flashcards"]\n'
        (root / "srs.toml").write_text(preset, encoding="utf-8")
    return root


def make_big(path: Path, cards: int) -> Path:
    """Write one deck of so many cards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(native(random.Random(number)) for number in range(cards))
    path.write_text(text, encoding="utf-8")
    return path


def deck(chance: random.Random, number: int, *, obsidian: bool) -> str:
    """A deck with what notes have besides cards."""
    front = ""
    if number % 4 == 0:
        front = f"---\ntitle: {sentence(chance)}\ntags: [flashcards/t{number % 5}]\n---\n\n"
    elif obsidian:
        front = f"#flashcards/t{number % 5}\n\n"
    parts = [f"{front}# {sentence(chance)}\n"]
    for _ in range(CARDS_PER_FILE):
        parts += [other(chance), foreign(chance) if obsidian else native(chance)]
    return "\n".join(parts)


def sentence(chance: random.Random, words: int = 6) -> str:
    """Words without meaning."""
    return " ".join(chance.choice(WORDS) for _ in range(words))


def other(chance: random.Random) -> str:
    """What is no card."""
    kind = chance.randrange(6)
    if kind == 0:
        return f"- {sentence(chance)}\n- {sentence(chance)}\n"
    if kind == 1:
        return f"```python\n# {sentence(chance)}\n\n{chance.choice(WORDS)} = 1\n```\n"
    if kind == 2:
        return f"> {sentence(chance)}\n> {sentence(chance)}\n"
    if kind == 3:
        return f"| {sentence(chance, 2)} | n |\n| --- | --: |\n| {sentence(chance, 2)} | 7 |\n"
    return f"## {sentence(chance)}\n\n{sentence(chance, 40)}.\n"


def native(chance: random.Random) -> str:
    """A card in several lines."""
    return f"What is {sentence(chance)}?\n-?-\n{sentence(chance, 20)}.\n{comment(chance)}\n"


def foreign(chance: random.Random) -> str:
    """A card as the Obsidian plugin has them."""
    kind = chance.randrange(4)
    if kind == 0:
        return f"{sentence(chance)}::{sentence(chance)}\n{comment(chance)}\n"
    if kind == 1:
        return f"{sentence(chance)}:::{sentence(chance)}\n{comment(chance, 2)}\n"
    if kind == 2:
        return (
            f"The {sentence(chance, 2)} is ==a {sentence(chance, 1)}== then.\n{comment(chance)}\n"
        )
    return f"What is {sentence(chance)}?\n?\n{sentence(chance, 20)}.\n{comment(chance)}\n"


def comment(chance: random.Random, cards: int = 1) -> str:
    """A scheduling comment; a fifth of the notes are new."""
    if chance.random() < 0.2:
        return ""
    month, day, interval = chance.randrange(1, 13), chance.randrange(1, 29), chance.randrange(1, 90)
    one = f"!2026-{month:02}-{day:02},{interval},250"
    return f"<!--SR:{one * cards}-->"
