"""How good the links are: compares what Rolebook links with what the labelled requirements say.

    python tests/linking/measure.py                  the figures of all sets
    python tests/linking/measure.py seen --errors    and every wrong and missing link of one set
    python tests/linking/measure.py --semantic       the figures with the option semantic

A *case* is one requirement and one kind of link. Its labels are right, tolerable, or neither and so
wrong; README.md says what that means. Tolerable links are left out of every figure, as if they were
not there, and so are links to competences that the labels of a set could not name.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import rolebook
from rolebook.input.settings import DEFAULT
from rolebook.keeping import sentence_model
from rolebook.link.handbook import LinkKind
from rolebook.link.skills import listed_skills
from rolebook.output.store import Store
from rolebook.words.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from rolebook.link.handbook import Handbook, Link
    from rolebook.model import Requirement
    from rolebook.model.meaning import SentenceModel

HERE = Path(__file__).parent
SETS = ("seen", "unseen", "strangers", "sealed")
HIDDEN = "sealed"
"""The set whose errors nobody looks at."""

COLUMNS: Mapping[LinkKind, str] = {
    LinkKind.SKILL: "skills",
    LinkKind.COMPETENCE: "competences",
    LinkKind.PATTERN: "patterns",
    LinkKind.COLLABORATOR: "collaborators",
}
"""The column of the labels for each kind of link."""

WHOLE = (LinkKind.PATTERN, LinkKind.COLLABORATOR)
"""Kinds of which every right target is wanted; of skills and competences one right target is enough."""

NONE = "none"

FEW_CONCEPTS = ("seen", "unseen")
"""The sets that were labelled from the list of the few competences that had cues then."""
ADDED = HERE.parents[1] / "scripts" / "esco_concepts.csv"
"""The competences that were bundled after all sets had been labelled."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one requirement should link to, for one kind of link."""

    right: tuple[str, ...]
    """The best first; empty where no link is right."""
    tolerable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of labels."""

    path: str
    line: int
    text: str
    labels: Mapping[LinkKind, Label]
    """Of the kinds that are labelled."""


@dataclass(frozen=True, slots=True)
class Given:
    """A link that was made, and its target by name."""

    name: str
    link: Link

    @property
    def is_inherited(self) -> bool:
        """Whether nothing but the category's title speaks for it."""
        return all(evidence.place == "category" for evidence in self.link.evidence)


@dataclass(frozen=True, slots=True)
class Case:
    """What should be linked and what is, for one requirement and one kind of link."""

    requirement: Requirement
    kind: LinkKind
    label: Label
    given: tuple[Given, ...]
    """The evident ones, the strongest first."""
    possible: tuple[Given, ...] = ()
    unjudged: tuple[Given, ...] = ()
    """Evident links that the labels say nothing about; they are not among the given ones."""

    def right(self) -> tuple[Given, ...]:
        """Return the links that are right."""
        return tuple(one for one in self.given if _has(self.label.right, one.name))

    @property
    def shown(self) -> tuple[Given, ...]:
        """The evident and the possible ones."""
        return (*self.given, *self.possible)

    def wrong(self) -> tuple[Given, ...]:
        """Return the links that are neither right nor tolerable."""
        fine = self.label.right + self.label.tolerable
        return tuple(one for one in self.given if not _has(fine, one.name))

    def missing(self) -> tuple[str, ...]:
        """Return what should be linked: each right target, or for skills and competences all of them if none is."""
        linked = [one.name for one in self.right()]
        if self.kind not in WHOLE and linked:
            return ()
        return tuple(name for name in self.label.right if not _has(linked, name))


@dataclass(frozen=True, slots=True)
class LabelledSkills:
    """A rule, and the skills it asks for."""

    role: str
    heading: str
    right: frozenset[str]
    tolerable: frozenset[str]
    text: str
    listed: frozenset[str]
    """Codes that its persona lists."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; nothing of nothing is complete."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return self.part / self.whole if self.whole else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all such cases lies, 19 times of 20 (Wilson 1927)."""
        if not self.whole:
            return 0.0, 1.0
        z = NormalDist().inv_cdf(0.975)
        shrunk = 1 + z * z / self.whole
        middle = (self.value + z * z / (2 * self.whole)) / shrunk
        spread = self.value * (1 - self.value) / self.whole + z * z / (4 * self.whole**2)
        half = z * sqrt(spread) / shrunk
        return middle - half, middle + half

    def __str__(self) -> str:
        if not self.whole:
            return "-"
        low, high = self.interval
        return f"{self.value:.2f} [{low:.2f}–{high:.2f}] {self.part}/{self.whole}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some cases. Every share is micro-averaged: over links or requirements, not over roles."""

    cases: tuple[Case, ...]

    @property
    def with_target(self) -> tuple[Case, ...]:
        """The cases with at least one right target."""
        return tuple(case for case in self.cases if case.label.right)

    @property
    def without_target(self) -> tuple[Case, ...]:
        """The cases for which no link is right."""
        return tuple(case for case in self.cases if not case.label.right)

    @property
    def precision(self) -> Share:
        """Of all links given, the right ones."""
        return self._precision(lambda _: True)

    @property
    def inherited_precision(self) -> Share:
        """The same for links that nothing but the category's title speaks for; they count in `precision`, too."""
        return self._precision(lambda given: given.is_inherited)

    @property
    def first_precision(self) -> Share:
        """Of the strongest link of each requirement that has one, the right ones; a tolerable first link drops out."""
        judged = [
            case
            for case in self.cases
            if case.given and case.given[0] in case.right() + case.wrong()
        ]
        return Share(sum(case.given[0] in case.right() for case in judged), len(judged))

    @property
    def coverage(self) -> Share:
        """Of the requirements with a right target, those with at least one right link, whatever else they link to."""
        return Share(sum(bool(case.right()) for case in self.with_target), len(self.with_target))

    @property
    def answered(self) -> Share:
        """Of the requirements with a right target, those with any link, right, tolerable or wrong."""
        return Share(sum(bool(case.given) for case in self.with_target), len(self.with_target))

    @property
    def recall(self) -> Share:
        """Of all right targets, those linked. For skills and competences one is enough, so this says little there."""
        return Share(
            sum(len(case.right()) for case in self.cases),
            sum(len(case.label.right) for case in self.cases),
        )

    @property
    def abstention(self) -> Share:
        """Of the requirements without a right target, those without a wrong link."""
        return Share(
            sum(not case.wrong() for case in self.without_target), len(self.without_target)
        )

    @property
    def shown(self) -> Share:
        """Of the requirements with a right target, those of which one is shown, in either grade."""
        found = (
            any(_has(case.label.right, one.name) for one in case.shown) for case in self.with_target
        )
        return Share(sum(found), len(self.with_target))

    @property
    def nothing_shown(self) -> Share:
        """Of the requirements without a right target, those for which nothing is shown."""
        return Share(sum(not case.shown for case in self.without_target), len(self.without_target))

    @property
    def mean_shown(self) -> float:
        """Links of either grade for a requirement."""
        return sum(len(case.shown) for case in self.cases) / (len(self.cases) or 1)

    def _precision(self, counts: Callable[[Given], bool]) -> Share:
        right = sum(counts(given) for case in self.cases for given in case.right())
        wrong = sum(counts(given) for case in self.cases for given in case.wrong())
        return Share(right, right + wrong)


SHARES = (
    "first_precision",
    "precision",
    "coverage",
    "answered",
    "recall",
    "abstention",
    "inherited_precision",
    "shown",
    "nothing_shown",
)
"""The figures that are printed, by the name of their property."""


def rows(name: str) -> Iterator[Row]:
    """Yield the labels of one set, by file and line."""
    for path in sorted((HERE / name).glob("*.labels.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                labels = {
                    kind: _label(row[column]) for kind, column in COLUMNS.items() if row.get(column)
                }
                yield Row(
                    f"{name}/{path.name.replace('.labels.csv', '.md')}",
                    int(row["line"]),
                    row["text"],
                    labels,
                )


def handbook(name: str, sentences: SentenceModel | None = None) -> Handbook:
    """Return the handbook of the role files of one set, perhaps with a sentence model."""
    catalogues = rolebook.load_catalogues(sentences=sentences)
    return rolebook.load(HERE / name, root=HERE, catalogues=catalogues)


def cases(
    name: str, sentences: SentenceModel | None = None, *, is_strict: bool = False
) -> tuple[Case, ...]:
    """Return the cases of one set, by file, line and kind.

    Args:
        name: Name of the set.
        sentences: The sentence model, where it weighs skills.
        is_strict: Whether a link to a competence that its labels could not name counts as wrong.

    Raises:
        ValueError: A label does not fit the text of its line, or a requirement has no label.
    """
    book = handbook(name, sentences)
    labelled = dict(_fit(book, list(rows(name))))
    known = frozenset(concept.name for concept in book.catalogues["esco"].concepts.values())
    judged = known if is_strict else _judged(name, known)
    return tuple(
        _case(book, requirement, kind, label, judged)
        for requirement in book.requirements
        for kind, label in labelled[requirement.id].labels.items()
    )


def _case(
    book: Handbook, requirement: Requirement, kind: LinkKind, label: Label, judged: Container[str]
) -> Case:
    given = _given(book, requirement, kind, book.links)
    possible = _given(book, requirement, kind, book.possible)
    if kind is not LinkKind.COMPETENCE:
        return Case(requirement, kind, label, given, possible)
    return Case(
        requirement,
        kind,
        label,
        tuple(one for one in given if one.name in judged),
        tuple(one for one in possible if one.name in judged),
        tuple(one for one in given if one.name not in judged),
    )


def _judged(name: str, known: frozenset[str]) -> frozenset[str]:
    """Return the competences that whoever labelled a set chose from."""
    if name not in FEW_CONCEPTS:
        with ADDED.open(encoding="utf-8", newline="") as file:
            return known - {row["preferredLabel"] for row in csv.DictReader(file)}
    labels = (row.labels.get(LinkKind.COMPETENCE) for few in FEW_CONCEPTS for row in rows(few))
    return frozenset(
        concept for label in labels if label for concept in (*label.right, *label.tolerable)
    )


def skill_cases(name: str) -> Iterator[LabelledSkills]:
    """Yield the rules of one set with the skills they ask for, and those their personas list."""
    book = handbook(name)
    listed = {text.slug: listed_skills(text, book.catalogues) for text in book.texts}
    for id, row in _fit(book, list(rows(name))):
        rule, label = book.requirement(id), row.labels[LinkKind.SKILL]
        codes = (code for key, code in listed[book.owner(id).slug] if key == "sfia")
        yield LabelledSkills(
            role=book.owner(id).slug,
            heading=rule.category.label,
            right=frozenset(label.right),
            tolerable=frozenset(label.tolerable),
            text=rule.text,
            listed=frozenset(codes),
        )


def figures(found: Sequence[Case]) -> Mapping[LinkKind, Figures]:
    """Return the figures of each kind of link."""
    return {kind: Figures(tuple(case for case in found if case.kind == kind)) for kind in COLUMNS}


def name_of(book: Handbook, link: Link) -> str:
    """Return the target of a link as the labels write it. The only place that knows where names come from."""
    if link.kind is LinkKind.COMPETENCE:
        return book.catalogues["esco"].concepts[link.target].name
    if link.kind is LinkKind.PATTERN:
        return book.patterns[link.target]
    if link.kind is LinkKind.COLLABORATOR:
        return book.roles[link.target].name
    return link.target


def table(name: str, found: Sequence[Case]) -> str:
    """Return the figures of one set as they are printed."""
    by_kind = figures(found)
    lines = [
        f"{name}: {len({case.requirement.span.path for case in found})} roles, {len({case.requirement.id for case in found})} requirements",
        _line("", by_kind),
        _line("with a target", [str(len(one.with_target)) for one in by_kind.values()]),
        _line("without one", [str(len(one.without_target)) for one in by_kind.values()]),
        _line("shown on average", [f"{one.mean_shown:.2f}" for one in by_kind.values()]),
        _line("links given", [str(sum(len(case.given) for case in one.cases)) for one in by_kind.values()]),
        _line("not judged", [str(sum(len(case.unjudged) for case in one.cases)) for one in by_kind.values()]),
        *(
            _line(share.replace("_", " "), [str(getattr(one, share)) for one in by_kind.values()])
            for share in SHARES
        ),
    ]  # fmt: skip
    return "\n".join(lines)


def errors(found: Sequence[Case]) -> Iterator[str]:
    """Yield a line for each wrong and each missing link, below the requirement that it belongs to."""
    said = None
    for case in found:
        missing = (
            " or ".join(case.missing()) if case.kind not in WHOLE else ", ".join(case.missing())
        )
        problems = [f"    wrong   {case.kind}: {_why(given)}" for given in case.wrong()]
        problems += [f"    missing {case.kind}: {missing}"] if missing else []
        if problems and case.requirement.id != said:
            said = case.requirement.id
            yield f"{case.requirement.span}: {case.requirement.text}  [{case.requirement.category.title}]"
        yield from problems


def main() -> None:
    """Print the figures, and the errors that may be looked at."""
    parser = argparse.ArgumentParser(description="Measure the links on labelled requirements.")
    parser.add_argument("half", nargs="*", metavar="SET", help=f"{', '.join(SETS)}; all without it")
    parser.add_argument(
        "--errors",
        action="store_true",
        help="list every wrong and missing link but those of the sealed set",
    )
    parser.add_argument(
        "--look-at-sealed", action="store_true", help="with --errors, list the sealed set's, too"
    )
    parser.add_argument(
        "--semantic", action="store_true", help="weigh skills with the sentence model as well"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="count links to competences that a set's labels could not name as wrong",
    )
    options = parser.parse_args()
    if unknown := set(options.half) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    if options.errors and HIDDEN in options.half and not options.look_at_sealed:
        parser.error(
            "errors of the sealed set are for nobody who tunes; see README.md, or give --look-at-sealed"
        )
    store = Store.next_to(HERE.parents[1] / DEFAULT, print)
    sentences = sentence_model(store) if options.semantic else None
    for name in options.half or SETS:
        found = cases(name, sentences, is_strict=options.strict)
        print(table(name, found), end="\n\n")
        if options.errors and (name != HIDDEN or options.look_at_sealed):
            print(*errors(found), sep="\n", end="\n\n")


def _label(cell: str) -> Label:
    names = cell.split("|")
    right = tuple(name for name in names if name != NONE and not name.startswith("?"))
    return Label(right, tuple(name[1:] for name in names if name.startswith("?")))


def _fit(book: Handbook, labelled: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """Yield each requirement's id with its row of labels."""
    lines = {source.path: source.lines for source in book.sources}
    by_place = {(row.path, row.line): row for row in labelled}
    for row in labelled:
        if row.text not in lines[row.path][row.line - 1]:
            raise ValueError(
                f"{row.path}:{row.line}: the label says {row.text!r}, and the line does not"
            )
    for requirement in book.requirements:
        place = requirement.span.path, requirement.span.line
        if place not in by_place:
            raise ValueError(f"{requirement.span}: no label, or two requirements in one line")
        yield requirement.id, by_place.pop(place)
    if by_place:
        path, line = min(by_place)
        raise ValueError(f"{path}:{line}: a label, and no requirement")


def _given(
    book: Handbook,
    requirement: Requirement,
    kind: LinkKind,
    graded: Mapping[str, tuple[Link, ...]],
) -> tuple[Given, ...]:
    links = graded.get(requirement.id, ())
    # Inferred roles are shown apart, as roles that a rule may concern; they claim less than the
    # labels ask for.
    return tuple(
        Given(name_of(book, link), link)
        for link in links
        if link.kind == kind and not link.is_inferred
    )


def _has(names: Sequence[str], name: str) -> bool:
    return fold(name) in map(fold, names)


def _why(given: Given) -> str:
    words = ", ".join(
        f"{evidence.words!r} in the {evidence.place}" for evidence in given.link.evidence
    )
    return f"{given.name} ({given.link.score:.2f}: {words})"


def _line(name: str, cells: Sequence[str] | Mapping[LinkKind, Figures]) -> str:
    return f"  {name:<20}" + "".join(f"{cell:>27}" for cell in cells)


if __name__ == "__main__":
    main()
