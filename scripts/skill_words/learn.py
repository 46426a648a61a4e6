"""Learn what words say about skills: labelled sentences to the tables of `data/sfia`.

    make words

Two tables of sentences, written for this, are all that is learned from:

- `sentences.tsv`: codes, and a sentence that asks for their work;
- `roles.tsv`: role, heading, codes, tolerable codes, and a rule as it stands in the role's file;
  as many of these ask for no skill as in real files.

A word that links wrongly is mended by sentences in which it means something else, not in the tables
that are made. The labelled roles of `tests/linking` are not learned from, but for the weight that a
persona's own list of skills has: `unseen` is the only set with such lists.

Needs scikit-learn, which nothing else of Rolebook does.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer, normalize

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from tests.linking.measure import LabelledSkills, skill_cases  # noqa: E402

from rolebook.link.fitting import cues_of, is_about_people  # noqa: E402
from rolebook.link.grading import SIGNS, candidates_of  # noqa: E402
from rolebook.link.likely import WordWeights, parts  # noqa: E402
from rolebook.taxonomy import catalogues  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Labelled = tuple[str, frozenset[str]]
    """A sentence, and the codes of the skills that it asks for."""
    _Table = dict[str, tuple[float, Mapping[str, float]]]
    """From a word to how rare it is, and to its weight for each skill."""
    Signs = tuple[tuple[float, ...], bool]
    """The signs of a skill for a rule, and whether the rule asks for it."""

DATA = ROOT / "generator" / "rolebook" / "data" / "sfia"
_LEAST_SENTENCES = 15
"""Sentences of a skill to learn it."""
_RARE = 3
"""Sentences that a word, or a pair of words, is in at least."""
_LEAST_WEIGHT = 5.0
"""Weights nearer to nothing are left out: with all of them the table has 3 MB, and the links of
roles that nothing was learned from are as good."""
_FOLDS = 4


def main() -> None:
    """Write both tables, and print what was learned from."""
    rules = list(labelled_rules())
    sentences = list(labelled_sentences())
    known = set(catalogues()["sfia"].concepts)
    (DATA / "weighing.csv").unlink()  # without it, the linker of the labelled roles needs no tables
    whole = learned_words([*sentences, *((rule.text, rule.right) for rule in rules)], known)
    _write_words(whole)
    signs = [
        *_apart(rules, sentences, known),
        *signs_of(skill_cases("unseen"), WordWeights(whole)),
    ]
    write_weighing("weighing", SIGNS, signs)
    print(f"{len(sentences)} sentences, {len(rules)} rules: {len(whole)} words")


def labelled_sentences() -> Iterable[Labelled]:
    """Yield the sentences of `sentences.tsv`."""
    for codes, text in _lines("sentences.tsv"):
        yield text, _codes(codes)


def labelled_rules() -> Iterable[LabelledSkills]:
    """Yield the rules of `roles.tsv`."""
    for role, heading, codes, tolerable, text in _lines("roles.tsv"):
        yield LabelledSkills(
            role, heading, _codes(codes), _codes(tolerable), text, listed=frozenset()
        )


def _lines(name: str) -> Iterable[list[str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        yield from (line.rstrip("\n").split("\t") for line in file)


def _codes(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) - {"none", ""}


def _keys(text: str) -> list[str]:
    return [part.key for part in parts(text)]


def learnable(labelled: Sequence[Labelled], known: set[str]) -> list[str]:
    """Return the skills with enough sentences to learn them."""
    counts = Counter(code for _, codes in labelled for code in codes)
    return sorted(code for code in known if counts[code] >= _LEAST_SENTENCES)


def learned_words(labelled: Sequence[Labelled], known: set[str]) -> _Table:
    """Return the weights of words: one logistic regression for each skill."""
    texts = [text for text, _ in labelled]
    learned = learnable(labelled, known)
    frequency = Counter(key for text in texts for key in _keys(text))
    vocabulary = sorted(key for key, count in frequency.items() if count >= _RARE)
    vectorizer = CountVectorizer(analyzer=_keys, vocabulary=vocabulary, binary=True)
    matrix = vectorizer.fit_transform(texts)
    have = np.asarray((matrix > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + len(texts)) / (1 + have))
    wanted = MultiLabelBinarizer(classes=learned).fit_transform(
        [sorted(codes & set(learned)) for _, codes in labelled]
    )
    model = OneVsRestClassifier(LogisticRegression(C=10, solver="liblinear"))
    model.fit(normalize(matrix @ diags(rarity)), wanted)
    weights = np.vstack([one.coef_[0] for one in model.estimators_]) * rarity
    begins = {
        code: round(float(one.intercept_[0]), 2)
        for code, one in zip(learned, model.estimators_, strict=True)
    }
    table: _Table = {"": (0.0, begins)}
    for n, key in enumerate(vocabulary):
        own = {
            code: round(float(weights[c, n]), 1)
            for c, code in enumerate(learned)
            if abs(weights[c, n]) >= _LEAST_WEIGHT
        }
        if own:
            table[key] = (round(float(rarity[n]), 2), own)
    return table


def _apart(
    rules: Sequence[LabelledSkills], sentences: Sequence[Labelled], known: set[str]
) -> Iterable[Signs]:
    """Yield the signs of rules, heard by weights that were learned without their roles."""
    for learned, left in folds(rules, sentences):
        yield from signs_of(left, WordWeights(learned_words(learned, known)))


def folds(
    rules: Sequence[LabelledSkills], sentences: Sequence[Labelled]
) -> Iterable[tuple[Sequence[Labelled], Sequence[LabelledSkills]]]:
    """Yield what to learn from, and the rules of roles that are left out of that."""
    roles = [rule.role for rule in rules]
    for kept, left in GroupKFold(_FOLDS).split(rules, groups=roles):
        learned = [*sentences, *((rules[n].text, rules[n].right) for n in kept)]
        yield learned, [rules[n] for n in left]


def signs_of(
    rules: Iterable[LabelledSkills],
    weights: WordWeights,
    meant: Callable[[str], Mapping[str, float]] | None = None,
) -> Iterable[Signs]:
    """Yield the signs of the skills that rules may ask for.

    Args:
        rules: The rules.
        weights: What their words say.
        meant: Returns what the meaning of a rule says, if that counts.
    """
    catalogue = catalogues()["sfia"]
    for rule in rules:
        candidates = candidates_of(
            catalogue,
            weights,
            cues_of(catalogue, rule.text),
            (rule.text, rule.heading),
            cues_of(catalogue, rule.heading),
            rule.listed,
            is_personal=is_about_people(rule.heading, rule.text),
            meant=meant(rule.text) if meant else None,
        )
        for one in candidates:
            if one.code not in rule.tolerable:
                yield tuple(one.signs.values()), one.code in rule.right


def _write_words(table: _Table) -> None:
    with (DATA / "words.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "rarity", "weights"])
        for word, (rarity, weights) in table.items():
            writer.writerow([word, rarity, ";".join(f"{c} {w}" for c, w in weights.items())])


def write_weighing(name: str, names: Sequence[str], signs: Sequence[Signs]) -> None:
    """Learn how signs are weighed, and write the table with this name."""
    values = np.array([value for value, _ in signs])
    right = np.array([is_right for _, is_right in signs])
    model = LogisticRegression(max_iter=2000).fit(values, right)
    rows = [("", model.intercept_[0]), *zip(names, model.coef_[0], strict=True)]
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "weight"])
        writer.writerows([name, round(float(weight), 3)] for name, weight in rows)


if __name__ == "__main__":
    main()
