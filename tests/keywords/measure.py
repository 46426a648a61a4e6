"""Print how well rules are inferred from words other than capitals. Run with `make inferred`."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rolebook import Source
from rolebook.keywords import Keywords
from rolebook.parse import parse
from rolebook.rfc2119 import find_keywords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
LANGUAGES = sorted(path.stem for path in (HERE / "languages").glob("*.tsv"))
AGENT_FILES = sorted((HERE / "agents").glob("*.md"))
HELD = HERE / "held"
"""What was kept back from everyone who worked on the sets, until they were done."""
NONE = "-"
_SOFT = "imperative-soft"
_ALTERNATIVE = re.compile(r"alt:\s*([A-Z]+(?: NOT)?|-)")
_AGENTS = Keywords(("uppercase", "bold-lowercase", "lowercase", "agents"))


@dataclass(frozen=True)
class Sentence:
    """A sentence, what it states, and what is found."""

    text: str
    levels: tuple[str, ...]
    """The level that it was given first, and others that a careful reader may choose."""
    found: str

    @property
    def is_right(self) -> bool:
        """Whether one of the levels was found."""
        return self.found in self.levels

    @property
    def is_turned(self) -> bool:
        """Whether a prohibition was taken for a duty, or the other way round."""
        is_rule = NONE not in (self.found, self.levels[0])
        return is_rule and not self.is_right and _negates(self.found) != _negates(self.levels[0])


def sentences(language: str, place: Path = HERE) -> Iterator[Sentence]:
    """Yield the labelled sentences of a set."""
    chosen = (language, "agents") if language == "lowercase" else (language,)
    keywords = Keywords(chosen)
    for level, text, _, note in _rows(place / "languages" / f"{language}.tsv"):
        written = find_keywords(text)
        stated = written[0] if written else keywords.infer(text, has_instructions=False)
        yield Sentence(text, _levels(level, note), stated.level.value if stated else NONE)


@dataclass
class Tally:
    """How the rules of files agree with their labels."""

    hits: int = 0
    said: int = 0
    true: int = 0
    levels: int = 0
    """Hits of which the level is right."""
    turned: int = 0
    """Hits that are a prohibition instead of a duty, or the other way round."""


@dataclass(frozen=True)
class _Label:
    """What a reader sees in a line: a rule, or words that state none."""

    levels: tuple[str, ...]
    is_soft: bool

    @property
    def is_firm(self) -> bool:
        """Whether it is a rule that must be found."""
        return self.levels[0] != NONE and not self.is_soft

    @property
    def is_open(self) -> bool:
        """Whether it may be found or not."""
        return self.is_soft or (NONE in self.levels and len(self.levels) > 1)


def tally(*files: Path) -> Tally:
    """Compare the rules of agent files with their labels, line by line."""
    result = Tally()
    for file in files:
        model, _ = parse(Source(file.name, file.read_text(encoding="utf-8")), keywords=_AGENTS)
        assert model
        found: dict[int, list[str]] = defaultdict(list)
        for rule in model.requirements:
            found[rule.span.line].append(rule.level.value)
        labels: dict[int, list[_Label]] = defaultdict(list)
        for number, level, form, _, note in _rows(file.with_suffix(".labels.tsv")):
            if level != "cont":
                labels[int(number)].append(_Label(_levels(level, note), form == _SOFT))
        for line in {*found, *labels}:
            _add(result, found[line], labels[line])
    return result


def _add(result: Tally, found: Sequence[str], labels: Sequence[_Label]) -> None:
    left = list(found)
    for label in (one for one in labels if one.is_firm):
        taken = _best(left, label.levels)
        if taken:
            left.remove(taken)
            result.hits += 1
            result.levels += taken in label.levels
            is_wrong = taken not in label.levels
            result.turned += is_wrong and _negates(taken) != _negates(label.levels[0])
        result.true += bool(taken) or not label.is_open
        result.said += bool(taken)
    result.said += max(0, len(left) - sum(label.is_open for label in labels))


def _best(found: Sequence[str], levels: Sequence[str]) -> str:
    """Return which of the rules of a line a label is about; empty for none."""
    return next((level for level in levels if level in found), found[0] if found else "")


def _levels(level: str, note: str) -> tuple[str, ...]:
    """Return the level of a label, and others that its note gives after "alt:"."""
    return (level, *(other.strip() for other in _ALTERNATIVE.findall(note)))


def _negates(level: str) -> bool:
    return level.endswith("NOT")


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table below its head; quotation marks are those of the text."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        width = len(next(rows))
        yield from ([*row, *[""] * (width - len(row))] for row in rows)


def main() -> None:
    """Print how what is known, and what was kept back, is read: a line for each set, and files."""
    for place in (HERE, HELD):
        _report(place)


def _report(place: Path) -> None:
    print(f"{place.name:<10} {'sentences':>9} {'right':>6} {'turned':>7}")
    for language in LANGUAGES:
        given = list(sentences(language, place))
        right = sum(one.is_right for one in given) / len(given)
        print(
            f"{language:<10} {len(given):>9} {right:>6.3f} {sum(one.is_turned for one in given):>7}"
        )
    files = sorted((place / "agents").glob("*.md"))
    found = tally(*files)
    print(
        f"{len(files)} agent files, {found.true} rules: "
        f"precision {found.hits / found.said:.3f}, recall {found.hits / found.true:.3f}, "
        f"level {found.levels / found.hits:.3f}, turned {found.turned}\n"
    )


if __name__ == "__main__":
    main()
