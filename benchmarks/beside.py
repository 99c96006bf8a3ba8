"""Other programs that srs is held against where they are at hand: the plugin's parser, Anki."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from sys import executable

import vaults
from processes import Bench, Run

# Reads every deck below a folder and has the parser of the Obsidian plugin find its cards.
PLUGIN = """
const fs = require("fs"), path = require("path")
const { parse } = require(process.argv[1])
const options = JSON.parse(process.argv[3])
let cards = 0
const pending = [process.argv[2]]
while (pending.length) {
  const folder = pending.pop()
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) pending.push(place)
    else if (place.endsWith(".md")) cards += parse(fs.readFileSync(place, "utf8"), options).length
  }
}
console.log(cards)
"""
SEPARATORS = {
    "singleLineCardSeparator": "::",
    "singleLineReversedCardSeparator": ":::",
    "multilineCardSeparator": "-?-",
    "multilineReversedCardSeparator": "-??-",
    "multilineCardEndMarker": "",
    "clozePatterns": ["==[123;;]answer[;;hint]=="],
}
# Fills a collection: as many cards as the decks have, in as many decks as they have folders.
ANKI_MAKE = """
import sys
from anki.collection import AddNoteRequest, Collection
file, cards, in_folder = sys.argv[1], *map(int, sys.argv[2:])
collection = Collection(file)
basic = collection.models.by_name("Basic")
requests = []
for number in range(cards):
    if number % in_folder == 0:
        folder = number // in_folder
        deck = collection.decks.id(f"t{folder % 7}::{folder:04}")
    note = collection.new_note(basic)
    note["Front"], note["Back"] = f"What is {number}?", f"It is {number}, and not another. " * 5
    requests.append(AddNoteRequest(note=note, deck_id=deck))
collection.add_notes(requests)
collection.db.execute(
    "UPDATE cards SET type = 2, queue = 2, ivl = 10, factor = 2500, reps = 3, due = ? + id % 60"
    " WHERE id % 5 != 0",
    collection.sched.today - 20,
)
collection.close()
"""
ANKI_TREE = """
import sys
from anki.collection import Collection
def show(node, depth):
    print("  " * depth + node.name, node.new_count, node.learn_count, node.review_count)
    for child in node.children:
        show(child, depth + 1)
show(Collection(sys.argv[1]).sched.deck_due_tree(), 0)
"""


def plugin(bench: Bench, parser: Path, root: Path) -> Run:
    """A run of the plugin's parser over decks; `parser` is a module of node that exports it."""
    words = ("node", "-e", PLUGIN, str(parser.resolve()), str(root), json.dumps(SEPARATORS))
    return bench.process(*words)


def anki(bench: Bench, python: str, files: int) -> Run:
    """A run of Anki that opens as many cards, and prints the tree of its decks."""
    file = str(bench.folder / "anki" / "collection.anki2")
    Path(file).parent.mkdir()
    in_folder = vaults.CARDS_PER_FILE * vaults.FILES_PER_FOLDER
    cards = files * vaults.CARDS_PER_FILE
    bench.process(python, "-c", ANKI_MAKE, file, str(cards), str(in_folder))()
    return bench.process(python, "-c", ANKI_TREE, file)


def python_with_anki() -> str | None:
    """This Python, if it has Anki."""
    return executable if find_spec("anki") else None
