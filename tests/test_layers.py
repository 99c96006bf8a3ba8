"""The house holds: layers, libraries, clock, sizes, cycles."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 50

LEVELS = {
    "model": 0,
    "moment": 0,
    "errors": 0,
    "pieces": 0,
    "text": 0,
    "markdown": 1,
    "scheduling": 1,
    "settings": 2,
    "history": 2,
    "fitting": 2,
    "session": 2,
    "simulation": 2,
    "stats": 2,
    "lint": 2,
    "files": 3,
    "collection": 3,
    "storage": 3,
    "terminal": 4,
    "page": 4,
    "commands": 5,
    "cli": 6,
}
# Rooms that may import less, or more, than all levels below them.
ROOMS: dict[str, set[str]] = {
    "pieces": set(),
    "model": {"pieces"},
    "moment": set(),
    "errors": set(),
    "text": {"pieces", "errors"},
    "cli": {"commands", "errors"},
}
SAME_LEVEL = {("collection", "files"), ("storage", "files")}
TYPES_FOR_TERMINAL = {
    "srs.fitting.figures",
    "srs.settings",
    "srs.session.view",
    "srs.stats.counts",
    "srs.stats.full",
    "srs.stats.histogram",
}

LIBRARIES: dict[str, set[str]] = {
    "PIL": {"terminal"},
    "filelock": {"storage"},
    "frontmatter": {"collection"},
    "markdown_it": {"terminal"},
    "mdit_py_plugins": {"terminal"},
    "pathspec": {"collection"},
    "platformdirs": {"collection", "storage"},
    "pygments": {"terminal"},
    "rich": {"terminal"},
    "typer": {"cli"},
    "yaml": {"collection"},
}
PURE_LEVELS = range(3)
IMPURE_MODULES = {"glob", "os", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "time"}
IMPURE_CALLS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
    *("exists", "is_file", "is_dir", "iterdir", "stat", "mkdir", "unlink"),
}
# The outer world: made in `cli` alone and passed on as values.
CLOCK_AND_CHANCE = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "os.environ", "os.getenv", "os.urandom"),
    *("uuid.uuid1", "uuid.uuid4"),
}


def modules() -> dict[str, Path]:
    """All modules under src by their dotted names."""
    found = {}
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def room_of(module: str) -> str:
    """The room of a module: `srs.markdown.tags` lies in `markdown`, `srs` itself in none."""
    return module.split(".")[1] if "." in module else ""


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of all that is imported, wherever in the module it is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(name: str) -> str:
    """The module that an imported name of ours lives in."""
    return name if name in MODULES else name.rpartition(".")[0]


def may_import(importer: str, imported: str) -> bool:
    """Whether the table of layers lets one of our modules import another."""
    room, other = room_of(importer), room_of(imported)
    if other in {room, ""}:
        return True
    if room == "__main__":
        return other == "cli"
    if room in ROOMS:
        return other in ROOMS[room]
    if room == "terminal" and LEVELS[other] > 0:
        return imported in TYPES_FOR_TERMINAL
    return LEVELS[other] < LEVELS[room] or (room, other) in SAME_LEVEL


def layer_breaches(module: str, tree: ast.AST) -> list[str]:
    """Imports of our own rooms that the table forbids."""
    ours = {module_of(name) for name in imports(tree) if name.split(".")[0] == "srs"}
    return [f"{module} imports {other}" for other in sorted(ours) if not may_import(module, other)]


def library_breaches(module: str, tree: ast.AST) -> list[str]:
    """Imports from outside the standard library in rooms that may not have them."""
    tops = {name.split(".")[0] for name in imports(tree)} - sys.stdlib_module_names - {"srs"}
    room = room_of(module)
    return [f"{module} imports {top}" for top in sorted(tops) if room not in LIBRARIES.get(top, ())]


def called_names(tree: ast.AST) -> Iterator[str]:
    """The last part of the name of every function that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def impurities(module: str, tree: ast.AST) -> list[str]:
    """What reaches for files in the levels that are pure."""
    if LEVELS.get(room_of(module)) not in PURE_LEVELS:
        return []
    found = {name.split(".")[0] for name in imports(tree)} & IMPURE_MODULES
    found |= set(called_names(tree)) & IMPURE_CALLS
    return [f"{module} uses {name}" for name in sorted(found)]


def dotted(tree: ast.AST) -> Iterator[str]:
    """Every `a.b` in the code, and every name imported, by its last two parts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield ".".join(ast.unparse(node).split(".")[-2:])
    yield from imports(tree)


def clock_and_chance(module: str, tree: ast.AST) -> list[str]:
    """Reading the clock, the environment or a random source outside `cli`."""
    if room_of(module) == "cli":
        return []
    names = set(dotted(tree))
    found = names & CLOCK_AND_CHANCE
    found |= {name for name in names if name.startswith("random.")} - {"random.Random"}
    return [f"{module} uses {name}" for name in sorted(found)]


def prints(module: str, tree: ast.AST) -> list[str]:
    """Calls of print outside the rooms that talk; a console's own print is another matter."""
    if room_of(module) in {"cli", "commands"}:
        return []
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {func.id for func in calls if isinstance(func, ast.Name)}
    return [f"{module} prints"] if "print" in names else []


def long_functions(module: str, tree: ast.AST) -> list[str]:
    """Functions above the budget of lines."""
    functions = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    sizes = ((node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions)
    return [
        f"{module}.{name}: {lines} lines" for name, lines in sizes if lines > MAX_FUNCTION_LINES
    ]


def broad_excepts(tree: ast.AST) -> int:
    """How many handlers catch everything."""
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    return sum(node.type is None or ast.unparse(node.type) == "Exception" for node in handlers)


def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


Rule = Callable[[str, ast.AST], list[str]]
RULES: list[Rule] = [
    layer_breaches,
    library_breaches,
    impurities,
    clock_and_chance,
    prints,
    long_functions,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("module", MODULES)
def test_module_holds(module: str, rule: Rule) -> None:
    assert rule(module, tree_of(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_module_is_short_and_says_what_it_is(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES
    docstring = ast.get_docstring(tree_of(module))
    assert docstring
    assert "\n" not in docstring


def test_every_room_has_a_level() -> None:
    rooms = {room_of(module) for module in MODULES} - {"", "__main__"}
    assert rooms == set(LEVELS)


def test_imports_have_no_cycle() -> None:
    graph = {module: set(map(module_of, imports(tree_of(module)))) for module in MODULES}
    TopologicalSorter(graph).prepare()


def test_one_place_catches_everything() -> None:
    assert sum(broad_excepts(tree_of(module)) for module in MODULES) == 1


@pytest.mark.parametrize(
    ("rule", "module", "code"),
    [
        (layer_breaches, "srs.model", "import srs.text"),
        (layer_breaches, "srs.errors", "from srs.model import Card"),
        (layer_breaches, "srs.markdown.parser", "from srs.scheduling.sm2 import outcomes"),
        (layer_breaches, "srs.session.queue", "def f():\n    import srs.collection"),
        (layer_breaches, "srs.collection.load", "from srs.storage import save"),
        (layer_breaches, "srs.terminal.screen", "from srs.session.queue import Queue"),
        (layer_breaches, "srs.terminal.screen", "import srs.commands"),
        (layer_breaches, "srs.cli", "from srs.storage.save import save"),
        (library_breaches, "srs.commands.due", "from rich.console import Console"),
        (library_breaches, "srs.terminal.screen", "import typer"),
        (library_breaches, "srs.terminal.screen", "import requests"),
        (impurities, "srs.text", "from os import replace"),
        (impurities, "srs.lint.rules", "open('x')"),
        (impurities, "srs.session.queue", "path.read_text()"),
        (clock_and_chance, "srs.scheduling.sm2", "import datetime\ndatetime.datetime.now()"),
        (clock_and_chance, "srs.commands.due", "from datetime import date\ndate.today()"),
        (clock_and_chance, "srs.storage.log", "from time import time"),
        (clock_and_chance, "srs.session.queue", "import random\nrandom.shuffle(x)"),
        (clock_and_chance, "srs.collection.load", "import os\nos.environ['HOME']"),
        (prints, "srs.terminal.screen", "print('x')"),
        (long_functions, "srs.text", "def f():\n" + "    pass\n" * 50),
    ],
)
def test_rule_sees_a_breach(rule: Rule, module: str, code: str) -> None:
    assert len(rule(module, ast.parse(code))) == 1


@pytest.mark.parametrize(
    ("rule", "module", "code"),
    [
        (layer_breaches, "srs.text", "from srs.pieces import Span"),
        (layer_breaches, "srs.markdown.parser", "from srs.markdown.blocks import Lines"),
        (layer_breaches, "srs.terminal.screen", "from srs.session.view import Review"),
        (layer_breaches, "srs.terminal.screen", "from srs.model import Rating"),
        (layer_breaches, "srs.commands.due", "from srs.storage import save"),
        (layer_breaches, "srs.cli", "from srs import __version__"),
        (library_breaches, "srs.terminal.screen", "from rich.text import Text\nimport termios"),
        (impurities, "srs.storage.save", "import os"),
        (clock_and_chance, "srs.session.queue", "import random\ndef f(r: random.Random): ..."),
        (clock_and_chance, "srs.cli", "import os\nos.environ['HOME']"),
        (prints, "srs.commands.due", "print('x')"),
        (long_functions, "srs.text", "def f():\n" + "    pass\n" * 49),
    ],
)
def test_rule_lets_pass(rule: Rule, module: str, code: str) -> None:
    assert rule(module, ast.parse(code)) == []


def test_a_cycle_would_be_seen() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()


def test_a_broad_except_would_be_counted() -> None:
    code = "try: ...\nexcept Exception: ...\ntry: ...\nexcept: ...\ntry: ...\nexcept OSError: ..."
    assert broad_excepts(ast.parse(code)) == 2
