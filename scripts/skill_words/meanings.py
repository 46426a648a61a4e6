"""Learn what the meanings of sentences say about skills: labelled sentences to `data/sfia`.

    make meanings

Learns from the same two tables of sentences as `learn.py`, which comes first: a sentence is a
vector of the model that the option `semantic` uses, and each skill a logistic regression.

Needs scikit-learn and the model. The first run takes four minutes; the vectors are kept.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from tests.linking.measure import skill_cases

from rolebook.link.grading import SIGNS_WITH_MEANING
from rolebook.link.likely import WordWeights, word_weights
from rolebook.link.meaning import Meanings
from rolebook.taxonomy import catalogues
from skill_words import learn
from skill_words.vectors import vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.linking.measure import LabelledSkills

    from rolebook.link.meaning import SkillWeights
    from rolebook.model.meaning import SentenceModel

_STRENGTH = 10
"""How freely weights fit the sentences; of 1 to 100, the links of roles left out were best here."""


def main() -> None:
    """Write both tables, and print what was learned from."""
    rules = list(learn.labelled_rules())
    sentences = list(learn.labelled_sentences())
    known = set(catalogues()["sfia"].concepts)
    words = word_weights("sfia")
    assert words
    with vectors() as model:
        whole = _learn([*sentences, *((rule.text, rule.right) for rule in rules)], known, model)
        _write(whole)
        signs = [
            *_apart(rules, sentences, known, model),
            *_signs(skill_cases("unseen"), words, whole, model),
        ]
    learn.write_weighing("weighing-meaning", SIGNS_WITH_MEANING, signs)
    print(f"{len(sentences)} sentences, {len(rules)} rules: {len(whole)} skills")


def _learn(
    labelled: Sequence[learn.Labelled], known: set[str], model: SentenceModel
) -> SkillWeights:
    values = np.array([model.vector(text) for text, _ in labelled])
    table: dict[str, tuple[float, Sequence[float]]] = {}
    for code in learn.learnable(labelled, known):
        is_wanted = np.array([code in codes for _, codes in labelled])
        fitted = LogisticRegression(C=_STRENGTH, max_iter=300).fit(values, is_wanted)
        table[code] = (
            round(float(fitted.intercept_[0]), 2),
            [round(float(weight), 2) for weight in fitted.coef_[0]],
        )
    return table


def _apart(
    rules: Sequence[LabelledSkills],
    sentences: Sequence[learn.Labelled],
    known: set[str],
    model: SentenceModel,
) -> Iterable[learn.Signs]:
    """Yield the signs of rules, by words and meanings that were learned without their roles."""
    for labelled, left in learn.folds(rules, sentences):
        words = WordWeights(learn.learned_words(labelled, known))
        yield from _signs(left, words, _learn(labelled, known, model), model)


def _signs(
    rules: Iterable[LabelledSkills],
    words: WordWeights,
    table: SkillWeights,
    model: SentenceModel,
) -> Iterable[learn.Signs]:
    meanings = Meanings(table)
    return learn.signs_of(rules, words, lambda text: meanings.odds(model.vector(text)))


def _write(table: SkillWeights) -> None:
    with (learn.DATA / "meaning.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "begins", "weights"])
        for code, (begins, weights) in table.items():
            writer.writerow([code, begins, " ".join(f"{weight:g}" for weight in weights)])


if __name__ == "__main__":
    main()
