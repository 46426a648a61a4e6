"""Make the bundled fonts of the PDFs: Noto's, without hinting and what text never asks for.

    python scripts/paper_fonts.py [FOLDER]

FOLDER holds the npm packages, which are fetched there with `npm pack` where they are missing.
Rolebook itself never needs them; what this script writes is committed, and running it again changes
nothing.

Latin, Greek, Cyrillic and Devanagari have two weights, since headings and keywords must stand out;
each other script has one, for a second weight of Japanese alone is 5 MB. Of the symbols only those
are kept that no other font has.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable

FONTS = Path(__file__).parents[1] / "generator" / "rolebook" / "paper" / "fonts"
SYMBOLS = range(0x2190, 0x2C00)
SHAPING = """
    abvm abvs akhn blwf blwm blws calt ccmp cjct clig curs dist fina half haln init isol kern liga
    locl mark medi mkmk nukt pres psts rclt rkrf rlig rphf vatu
"""
"""Features that text needs to be read; variants are left out, such as old-style figures."""


@dataclass(frozen=True)
class Source:
    """A font in an npm package."""

    package: str
    version: str
    weight: str
    """Folder in the package."""
    name: str
    """Name of the font's files in the package."""

    @property
    def archive(self) -> str:
        """File that `npm pack` writes."""
        return f"expo-google-fonts-{self.package}-{self.version}.tgz"


SOURCES = (
    Source("noto-sans", "0.4.2", "400Regular", "NotoSans"),
    Source("noto-sans", "0.4.2", "600SemiBold", "NotoSans"),
    Source("noto-sans-hebrew", "0.4.1", "400Regular", "NotoSansHebrew"),
    Source("noto-sans-arabic", "0.4.3", "400Regular", "NotoSansArabic"),
    Source("noto-sans-jp", "0.4.3", "400Regular", "NotoSansJP"),
    Source("noto-emoji", "0.4.7", "400Regular", "NotoEmoji"),
    Source("noto-sans-symbols-2", "0.4.1", "400Regular", "NotoSansSymbols2"),
)


def main(folder: Path) -> None:
    """Write the fonts and their licence."""
    seen: set[int] = set()
    copyrights: dict[str, str] = {}
    licence = ""
    for source in SOURCES:
        with tarfile.open(_archive(source, folder)) as archive:
            font = TTFont(
                _open(archive, f"{source.weight}/{source.name}_{source.weight}.ttf"),
                recalcTimestamp=False,
            )
            copyright_line, licence = _open(archive, "LICENSE_FONT").read().decode().split("\n", 1)
        characters = set(font.getBestCmap())
        wanted = (
            characters & set(SYMBOLS) - seen if source.name == "NotoSansSymbols2" else characters
        )
        target = FONTS / f"{source.name}-{source.weight.lstrip('0123456789')}.ttf"
        _write(font, wanted, target)
        seen |= wanted
        copyrights[target.name] = copyright_line.strip()
        print(
            f"{target.name:32} {target.stat().st_size / 1e6:6.2f} MB, {len(wanted):6,} characters"
        )
    heads = "".join(f"{name}: {line}\n" for name, line in copyrights.items())
    text = "\n".join(line.rstrip() for line in licence.splitlines())
    (FONTS / "LICENSE.txt").write_text(f"{heads}{text.rstrip()}\n", encoding="utf-8")


def _archive(source: Source, folder: Path) -> Path:
    path = folder / source.archive
    if not path.is_file():
        package = f"@expo-google-fonts/{source.package}@{source.version}"
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", str(folder), package], check=True
        )
    return path


def _open(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    file = archive.extractfile(f"package/{name}")
    assert file is not None
    return file


def _write(font: TTFont, characters: Iterable[int], target: Path) -> None:
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = SHAPING.split()
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(Path(scratch))
