"""Which links of a card can be chosen, and how they are opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from srs.errors import LinkError
from srs.terminal.links import Link, chosen, is_whole, links_of, numbered
from srs.terminal.opener import Opener, opener_command

if TYPE_CHECKING:
    from tests.terminal.fake_review import HOSTILE, question
else:
    from fake_review import HOSTILE, question

WEB = "https://example.org/a"


def found(front: str) -> list[tuple[str, str]]:
    links = links_of(question(front, "the back"), revealed=False)
    return [(link.words, link.target) for link in links]


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("[the *docs*](https://example.org/a)", [("the docs", WEB)]),
        ("<https://example.org/a>", [(WEB, WEB)]),
        ("see https://example.org/a, then", [("", WEB)]),
        ("(https://en.wikipedia.org/wiki/A_(b)).", [("", "https://en.wikipedia.org/wiki/A_(b)")]),
        ("https://example.org/ü", [("", "https://example.org/%C3%BC")]),
        ("`https://example.org/a`", []),
        ("```\nhttps://example.org/a\n```", []),
        ("%%https://example.org/a%%", []),
        ("![a graph|200](img/a%20b.png)", [("a graph", "img/a b.png")]),
        ("![[a b.png|200]]", [("a b.png", "a b.png")]),
        ("![[sound.mp3]]", [("sound.mp3", "sound.mp3")]),
        ("[[git#Model|the model]]", [("the model", "git#Model")]),
        ("[here](#above) [[#above]]", []),
        ("[[a]] [[a]] [b](a)", [("a", "a")]),
        (
            "| a | b |\n|---|---|\n| [x](y.md) | <mailto:a@b.c> |",
            [("x", "y.md"), ("mailto:a@b.c",) * 2],
        ),
        ("[x](javascript:alert(1))", []),
        ("[x](https://a.org/\u202egnp.exe)", [("x", "https://a.org/%E2%80%AEgnp.exe")]),
        ("![remote](https://example.org/a)", [("remote", WEB)]),
        ("[![a](a.png)](https://example.org/a)", [("a", WEB), ("a", "a.png")]),
    ],
)
def test_links(markdown: str, links: list[tuple[str, str]]) -> None:
    assert found(markdown) == links


def test_links_of_the_answer_come_with_the_answer() -> None:
    card = question("[q](q.md)", "[a](a.md) [q](q.md)")
    assert [link.target for link in links_of(card, revealed=False)] == ["q.md"]
    assert [link.target for link in links_of(card, revealed=True)] == ["q.md", "a.md"]


def test_what_a_cloze_hides_is_no_link_before_it_is_shown() -> None:
    card = question("it is [...]", "it is ==<https://example.org/a>==")
    assert links_of(card, revealed=False) == ()
    assert [link.target for link in links_of(card, revealed=True)] == [WEB]


def test_numbers() -> None:
    links = tuple(Link(f"link {number}", f"{number}.md") for number in range(1, 13))
    assert numbered(links)[0] == ("1", "link 1: 1.md")
    assert not is_whole("1", links)
    assert is_whole("2", links)
    assert is_whole("12", links)
    assert is_whole("1", links[:9])
    assert chosen("12", links) == links[11]
    assert [chosen(typed, links) for typed in ("", "0", "13", "x", "²")] == [None] * 5


def test_hostile_links_are_shown_harmless() -> None:
    card = question(f"[{HOSTILE}](x.md) [a](<\x1b]0;t\x07.md>) [[\x1b[2J|\u202ex]]", "")
    shown = "".join(words for _, words in numbered(links_of(card, revealed=False)))
    assert "x.md" in shown
    assert not [c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"]


@pytest.mark.parametrize(
    ("environ", "target", "platform", "command"),
    [
        ({"DISPLAY": ":0"}, WEB, "linux", ["xdg-open", WEB]),
        ({"WAYLAND_DISPLAY": "w"}, "/a.png", "linux", ["xdg-open", "/a.png"]),
        ({}, WEB, "linux", []),
        ({"SSH_CONNECTION": "x"}, WEB, "linux", []),
        ({"SSH_CONNECTION": "x", "DISPLAY": ":10"}, WEB, "linux", ["xdg-open", WEB]),
        ({}, WEB, "darwin", ["open", WEB]),
        ({"SSH_TTY": "x"}, WEB, "darwin", []),
        ({"BROWSER": "firefox"}, WEB, "linux", ["firefox", WEB]),
        ({"BROWSER": "b --new %s &"}, WEB, "darwin", ["b", "--new", WEB]),
        ({"BROWSER": f"one{os.pathsep}two"}, WEB, "linux", ["one", WEB]),
        ({"BROWSER": "b; rm -rf $HOME"}, WEB, "linux", ["b;", "rm", "-rf", "$HOME", WEB]),
        ({"BROWSER": "'", "DISPLAY": ":0"}, WEB, "linux", ["xdg-open", WEB]),
        ({"BROWSER": "b", "DISPLAY": ":0"}, "/a.png", "linux", ["xdg-open", "/a.png"]),
        ({"BROWSER": "b"}, "mailto:a@b.c", "linux", []),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="commands are split otherwise")
def test_command(environ: dict[str, str], target: str, platform: str, command: list[str]) -> None:
    assert opener_command(environ, target, platform) == command


@pytest.mark.skipif(os.name == "nt", reason="$BROWSER is not asked")
def test_an_opener_that_fails_leaves_the_address() -> None:
    environ = {"PATH": os.environ["PATH"]}
    with pytest.raises(LinkError, match=f"false ended with code 1; the address: {WEB}"):
        Opener({**environ, "BROWSER": "false"}, patience_seconds=20).open(WEB)
    with pytest.raises(LinkError, match=f"Nothing here can open it; the address: {WEB}"):
        Opener({**environ, "BROWSER": "no-such-program"}).open(WEB)
