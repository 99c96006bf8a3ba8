"""Pictures: measured, refused, fitted, and written in each terminal's protocol."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from srs.errors import PictureError
from srs.terminal.pictures import choice, protocols
from srs.terminal.pictures.choice import choose_way
from srs.terminal.pictures.decoding import Decoded, checked_size, picture_note
from srs.terminal.pictures.drawing import Easel, half_blocks, picture_part
from srs.terminal.pictures.fitting import Room, cells, most_rows
from srs.terminal.pictures.head import pixel_size

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = pytest.importorskip("PIL.Image", reason="needs the extra `images`")

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
ROOM = Room(76, 14, 10, 20)
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")


def encoded(image: Image.Image, form: str = "PNG", **more: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


def picture(width: int = 30, height: int = 20, form: str = "PNG") -> bytes:
    """Red, with a blue lower half."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return encoded(image, form)


def png_head(width: int, height: int) -> bytes:
    start = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return start + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"


@pytest.mark.parametrize("form", FORMATS)
def test_size_is_read_from_the_first_bytes(form: str) -> None:
    assert pixel_size(picture(37, 21, form)) == (37, 21)


@pytest.mark.parametrize(
    "more", [{"lossless": True}, {"quality": 5}, {"lossless": True, "exif": b"Exif\0\0II*\0\x08"}]
)
def test_size_of_every_kind_of_webp(more: dict[str, object]) -> None:
    image = Image.new("RGBA", (37, 21), (1, 2, 3, 100))
    assert pixel_size(encoded(image, "WEBP", **more)) == (37, 21)
    assert pixel_size(encoded(image.convert("RGB"), "WEBP", **more)) == (37, 21)


@given(st.sampled_from(FORMATS), st.data())
def test_cut_heads_have_a_size_or_none(form: str, data: st.DataObject) -> None:
    whole = picture(37, 21, form)
    cut = whole[: data.draw(st.integers(0, min(len(whole), 200)))]
    size = pixel_size(cut)
    assert size is None or min(size) > 0


@given(
    st.sampled_from([b"\xff\xd8", b"GIF8", b"RIFF1234WEBPVP8X", b"BM", b"", b"\x89PNG\r\n\x1a\n"])
)
def test_beginnings_alone_are_no_picture(start: bytes) -> None:
    assert pixel_size(start) in (None, (1, 1))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "; SVG, which is not"),
        (b"GIF no", "; not a picture that can be drawn"),
        (b"", "; not a picture that can be drawn"),
        (png_head(100_000, 100_000), "; more than 50 million pixels"),
        (png_head(0, 5), "; not a picture that can be drawn"),
        (png_head(640, 480), ", 640 by 480 pixels"),
    ],
)
def test_note_says_the_size_or_what_is_wrong(data: bytes, said: str) -> None:
    assert picture_note(lambda: data).startswith(said)


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(PictureError, match="million pixels"):
        Decoded(png_head(60_000, 60_000))


@pytest.mark.parametrize("form", FORMATS)
def test_broken_pictures_raise_one_error(form: str) -> None:
    whole = picture(200, 100, form)
    for data in (whole[: len(whole) // 2], whole[:60] + b"\xff" * 40 + whole[100:]):
        try:
            broken = Decoded(data)
            broken.scaled(*broken.size)
        except PictureError:
            continue


@given(st.binary(max_size=300), st.integers(0, 100))
def test_no_bytes_crash_the_decoder(noise: bytes, at: int) -> None:
    data = picture()
    try:
        decoded = Decoded(data[:at] + noise + data[at + len(noise) :])
        decoded.scaled(8, 8)
    except PictureError:
        pass


def test_transparent_parts_lie_on_white() -> None:
    clear = encoded(Image.new("RGBA", (8, 8), (0, 0, 0, 0)))
    assert Decoded(clear).scaled(2, 2).getpixel((0, 0)) == WHITE
    palette = Image.new("P", (8, 8))
    data = encoded(palette, "GIF", transparency=0)
    assert Decoded(data).scaled(2, 2).getpixel((1, 1)) == WHITE


def test_a_turned_photograph_is_held_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (40, 20), RED)
    assert Decoded(encoded(image, "JPEG", exif=exif)).size == (20, 40)


@pytest.mark.parametrize(
    ("natural", "wanted", "expected"),
    [
        ((100, 100), (0, 0), (10, 5)),
        ((7600, 200), (0, 0), (76, 1)),
        ((300, 2800), (0, 0), (3, 14)),
        ((100, 100), (200, 0), (20, 10)),
        ((100, 100), (200, 40), (20, 2)),
        ((100, 100), (9999, 0), (28, 14)),
        ((1, 1), (0, 0), (1, 1)),
        ((1, 50_000), (0, 0), (1, 14)),
    ],
)
def test_cells(
    natural: tuple[int, int], wanted: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert cells(natural, wanted, ROOM) == expected


def test_a_picture_leaves_room_for_the_card() -> None:
    assert [most_rows(rows) for rows in (50, 30, 24, 15, 10, 6, 1)] == [30, 18, 14, 9, 4, 3, 1]


def test_half_blocks_hold_two_pixels_a_cell() -> None:
    image = Image.new("RGB", (3, 2), RED)
    image.paste(BLUE, (0, 1, 3, 2))
    (line,) = half_blocks(image)
    assert line.plain == "▀▀▀"
    (span,) = line.spans
    assert isinstance(span.style, Style)
    assert span.style.color is not None
    assert span.style.bgcolor is not None
    assert (span.style.color.name, span.style.bgcolor.name) == ("#ff0000", "#0000ff")


@pytest.mark.parametrize("count", [1, 3072, 3073, 10_000])
def test_kitty_sends_the_picture_in_pieces(count: int) -> None:
    data = bytes(at % 251 for at in range(count))
    commands = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", protocols.kitty(data, 7, 20, 5))
    assert "".join(commands[0][0].split(",m=")[0]) == "a=T,f=100,t=d,i=7,p=1,c=20,r=5,C=1,q=2"
    assert all(len(piece) <= 4096 for _, piece in commands)
    assert [keys[-1] for keys, _ in commands] == ["1"] * (len(commands) - 1) + ["0"]
    assert base64.b64decode("".join(piece for _, piece in commands)) == data


def test_iterm2_sends_the_picture_at_once() -> None:
    match = re.fullmatch(r"\x1b\]1337;File=(.*):(.*)\x07", protocols.iterm2(b"data", 20, 5))
    assert match
    assert "inline=1;size=4;width=20;height=5;" in match[1]
    assert base64.b64decode(match[2]) == b"data"


def read_sixels(told: str, width: int, height: int) -> bytes:
    """What a terminal draws; a pixel that no colour was given stays 255."""
    match = re.fullmatch(r'\x1bP0;1q"1;1;(\d+);(\d+)((?:#\d+;2;\d+;\d+;\d+)*)(.*)\x1b\\', told)
    assert match
    assert (int(match[1]), int(match[2])) == (width, height)
    pixels = bytearray(b"\xff" * width * (height + 6))
    for band, bits in enumerate(match[4].split("-")):
        for row in bits.split("$"):
            color = re.match(r"#(\d+)", row)
            assert color
            column = 0
            for many, once in re.findall(r"(?:!(\d+))?([?-~])", row[color.end() :]):
                for at in range(column, column + int(many or 1)):
                    for bit in range(6):
                        if (ord(once) - 63) >> bit & 1:
                            pixels[(band * 6 + bit) * width + at] = int(color[1])
                column += int(many or 1)
    return bytes(pixels[: width * height])


@given(st.integers(1, 40), st.integers(1, 14), st.data())
def test_sixels_give_every_pixel_its_colour(width: int, height: int, data: st.DataObject) -> None:
    size = width * height
    pixels = bytes(data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    palette = [RED, BLUE, WHITE, (0, 0, 0)]
    assert read_sixels(protocols.sixel(pixels, width, palette), width, height) == pixels


@pytest.mark.parametrize("way", ["kitty", "iterm2", "sixel"])
def test_an_easel_knows_what_it_drew(way: choice.Way) -> None:
    easel = Easel(way)
    lines = easel.lines(Decoded(picture(100, 100)), (0, 0), ROOM)
    parts = [picture_part(line) for line in lines]
    assert [part and part[1:] for part in parts] == [(row, 0) for row in range(5)]
    assert parts[0]
    known = easel.known(parts[0][0])
    assert known
    assert (known.columns, known.rows) == (10, 5)
    if way == "sixel":  # whole bands, so that nothing scrolls
        assert '"1;1;100;96' in known.draw


def test_an_easel_forgets_the_oldest() -> None:
    easel = Easel("kitty")
    drawn = [easel.lines(Decoded(picture()), (0, 0), ROOM)[0] for _ in range(80)]
    numbers = [part[0] for line in drawn if (part := picture_part(line))]
    assert easel.known(numbers[0]) is None
    assert sum(easel.known(number) is not None for number in numbers) == 64


def test_half_blocks_alone_are_drawn_larger() -> None:
    lines = Easel("blocks").lines(Decoded(picture(100, 40)), (0, 0), ROOM)
    assert (len(lines), lines[0].cell_len) == (5, 25)
    assert picture_part(lines[0]) is None


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm2"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm2"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "iterm2"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "blocks"),
        ({"TERM": "tmux-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1"}, "blocks"),
        ({"TERM": "screen", "LC_TERMINAL": "iTerm2"}, "blocks"),
    ],
)
def test_the_way_follows_from_the_terminal(environ: dict[str, str], way: str) -> None:
    assert choose_way("auto", environ, color=True) == way
    assert choose_way("auto", environ, color=False) == "words"
    assert choose_way("off", environ, color=True) == "words"


def test_a_setting_wins_unless_it_cannot_get_through() -> None:
    assert choose_way("sixel", {"TERM": "xterm-kitty"}, color=True) == "sixel"
    assert choose_way("kitty", {"TERM": "xterm"}, color=True) == "kitty"
    assert choose_way("kitty", {"TERM": "xterm", "TMUX": "x"}, color=True) == "blocks"
    assert choose_way("sixel", {"TERM": "xterm", "TMUX": "x"}, color=True) == "sixel"


def test_without_the_library_there_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "can_decode", lambda: False)
    assert choose_way("kitty", {"TERM": "xterm-kitty"}, color=True) == "words"


def test_size_of_a_checked_picture() -> None:
    assert checked_size(picture(64, 32)) == (64, 32)
