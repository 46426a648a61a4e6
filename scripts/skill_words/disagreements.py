"""Show where a sentence model and the words of rules disagree, to find sentences that are missing.

    make disagreements                         the labelled roles but the sealed
    make disagreements FILES="personas a.md"   other files and folders

The model compares each rule with all sentences of `sentences.tsv` and `roles.tsv`. Where the
nearest of them agree on a skill, and the first link of the rule is another one or none, the rule
is printed below that skill: what is nearest, and which words made our link. Write sentences for
those that the model is right about; it is wrong often enough that a person has to look.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tests.linking.measure import HERE, HIDDEN, SETS, handbook

import rolebook
from rolebook.link.grading import EVIDENT
from rolebook.taxonomy import catalogues
from skill_words import learn
from skill_words.vectors import vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolebook.link.handbook import Handbook, Link
    from rolebook.model import Requirement
    from rolebook.model.meaning import SentenceModel

_NEIGHBOURS = 10
"""Sentences that are nearest to a rule."""
_SURE = 0.4
"""The part of them that has to ask for a skill. Of the 65 rules of `unseen` and `strangers` that
are shown then, the model is right about 30, and its skill is tolerable for 12."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A rule for which words and model say different things."""

    rule: Requirement
    nearest: str
    """The skill that most of the nearest sentences ask for."""
    share: float
    """The part of them that does, from 0 to 1; near sentences count for more."""
    sentence: str
    """The nearest one that does."""
    link: Link | None
    """The first link that words made, evident or only possible."""


class Neighbours:
    """Labelled sentences, and which of them are nearest to a text."""

    def __init__(self, labelled: Sequence[learn.Labelled], model: SentenceModel) -> None:
        """Read all sentences."""
        self._labelled = labelled
        self._model = model
        self._vectors = np.array([model.vector(text) for text, _ in labelled])

    def of(self, text: str) -> tuple[str, float, str] | None:
        """Return the skill that most neighbours ask for, its share of them, and the nearest one.

        None where no neighbour asks for a skill.
        """
        likeness = self._vectors @ np.array(self._model.vector(text))
        places = np.argsort(-likeness, kind="stable")[:_NEIGHBOURS]
        shares: dict[str, float] = defaultdict(float)
        first: dict[str, str] = {}
        for place in places:
            sentence, codes = self._labelled[place]
            for code in sorted(codes):
                shares[code] += float(likeness[place] / likeness[places].sum())
                first.setdefault(code, sentence)
        if not shares:
            return None
        code = min(shares, key=lambda code: (-round(shares[code], 6), code))
        return code, shares[code], first[code]


def disagreements(book: Handbook, neighbours: Neighbours) -> Iterator[Disagreement]:
    """Yield the rules that words and model disagree about, in the order of the handbook."""
    for rule in book.requirements:
        graded = (*book.links.get(rule.id, ()), *book.possible.get(rule.id, ()))
        ours = next((link for link in graded if link.framework == "sfia"), None)
        theirs = neighbours.of(rule.text)
        if theirs and theirs[1] >= _SURE and theirs[0] != (ours.target if ours else ""):
            yield Disagreement(rule, *theirs, ours)


def report(found: Sequence[Disagreement]) -> Iterator[str]:
    """Yield lines by skill, those with most disagreements first."""
    names = {code: one.name for code, one in catalogues()["sfia"].concepts.items()}
    by_skill: dict[str, list[Disagreement]] = defaultdict(list)
    for one in found:
        by_skill[one.nearest].append(one)
    for code in sorted(by_skill, key=lambda code: (-len(by_skill[code]), code)):
        yield f"{code} {names.get(code, '')}: {len(by_skill[code])}"
        for one in by_skill[code]:
            yield f"  {one.rule.span}: {one.rule.text}  [{one.rule.category.title}]"
            yield f"    model: {code} {one.share:.2f}, as in: {one.sentence}"
            yield f"    words: {_ours(one.link)}"


def _ours(link: Link | None) -> str:
    if not link:
        return "no link"
    grade = "evident" if link.score >= EVIDENT[0] else "possible"
    words = ", ".join(repr(evidence.words) for evidence in link.evidence)
    return f"{link.target} {link.score:.2f}, {grade}: {words}"


def main() -> None:
    """Print the disagreements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, help="role files and folders")
    paths: Sequence[Path] = parser.parse_args().paths
    if any((HERE / HIDDEN) in (path.resolve(), *path.resolve().parents) for path in paths):
        parser.error("nobody looks at the sealed set; see tests/linking/README.md")
    books = [rolebook.load(path) for path in paths] or [
        handbook(name) for name in SETS if name != HIDDEN
    ]
    labelled = [
        *learn.labelled_sentences(),
        *((rule.text, rule.right) for rule in learn.labelled_rules()),
    ]
    with vectors() as model:
        neighbours = Neighbours(labelled, model)
        found = [one for book in books for one in disagreements(book, neighbours)]
    print(*report(found), sep="\n")
    rules = sum(len(book.requirements) for book in books)
    print(f"{len(found)} of {rules} rules")


if __name__ == "__main__":
    main()
