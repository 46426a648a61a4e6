"""Which fonts a sheet is printed with, and what becomes of characters that no font has."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from rolebook.paper import Paper, checklist_job, checklist_pdf, press

from .sheets import action, catalog, of, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def fonts_of_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder with the only fonts of the machine."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    original = typst.Fonts

    def fonts(*, include_system_fonts: bool, font_paths: list[Path], **_: object) -> typst.Fonts:
        paths = [*font_paths, folder] if include_system_fonts else font_paths
        return original(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)

    monkeypatch.setattr(typst, "Fonts", fonts)
    _forget_fonts()
    yield folder
    _forget_fonts()


def test_only_bundled_fonts_are_used_where_they_suffice() -> None:
    content = checklist_pdf(of(action(1, title="Read 港 → ✅")), paper=Paper.A4)

    assert _names(content) == {"NotoSans", "NotoSansJP", "NotoEmoji"}


def test_fonts_of_the_machine_have_what_the_bundled_ones_lack(fonts_of_machine: Path) -> None:
    _font(fonts_of_machine / "korean.ttf", "Hangeul", "한국")
    job = checklist_job(of(action(1, title="Read 한국 and 港")), paper=Paper.A4)
    pressed, again = (press(job.template, job.data, paper=job.paper) for _ in range(2))

    assert not pressed.missing
    assert _names(pressed.content) == {"NotoSans", "NotoSansJP", "Hangeul"}
    assert pressed == again


def test_fonts_of_the_machine_change_no_other_sheet(fonts_of_machine: Path) -> None:
    bundled = checklist_pdf(of(action(1, title="Read 港")), paper=Paper.A4)
    _forget_fonts()
    _font(fonts_of_machine / "all.ttf", "Noto Sans", "Read港")

    assert checklist_pdf(of(action(1, title="Read 港")), paper=Paper.A4) == bundled


def test_a_sentence_in_chinese_has_one_font(fonts_of_machine: Path) -> None:
    """The bundled font for Japanese has some of its characters."""
    _font(fonts_of_machine / "chinese.ttf", "Noto Sans CJK SC", "关门职员")
    job = checklist_job(of(action(1, title="职员关门")), paper=Paper.A4)

    assert _names(press(job.template, job.data, paper=job.paper).content) == {
        "NotoSans",
        "NotoSansCJKSC",
    }


def test_what_no_font_has_is_told_and_printed_nevertheless(fonts_of_machine: Path) -> None:
    job = checklist_job(
        of(action(1, title="Read 한국 한 and ไ"), title="Keeper 한"), paper=Paper.A4
    )
    pressed = press(job.template, job.data, paper=job.paper)

    assert pressed.missing == "ไ국한"
    assert not [*fonts_of_machine.iterdir()]
    assert "Read" in texts(pressed.content)[0]
    assert "/StructTreeRoot" in catalog(pressed.content)


def _forget_fonts() -> None:
    module = import_module("rolebook.paper.press")
    module._fonts.cache_clear()
    module._THREAD.__dict__.clear()


def _font(path: Path, family: str, characters: str) -> None:
    """Write a font in which all characters are one square."""
    pen = TTGlyphPen(None)
    for point in [(0, 0), (0, 700), (700, 700), (700, 0)]:
        (pen.lineTo if point != (0, 0) else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square" for character in characters})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (800, 0), "square": (800, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")}
    )
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.save(path)


def _names(content: bytes) -> set[str]:
    fonts: list[Any] = [page["/Resources"]["/Font"] for page in catalog(content)["/Pages"]["/Kids"]]
    names = {font[key]["/BaseFont"].partition("+")[2] for font in fonts for key in font}
    return {name.partition("-")[0] for name in names}
