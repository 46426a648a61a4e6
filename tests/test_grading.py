"""Which skills a rule asks for, evident and possible; the tables that say so are whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import rolebook
from rolebook.link.fitting import cues_of, is_about_people
from rolebook.link.grading import EVIDENT, MOST_POSSIBLE, POSSIBLE, SIGNS, candidates_of
from rolebook.link.handbook import Handbook, LinkKind
from rolebook.link.likely import WordWeights, weighing, word_weights
from rolebook.taxonomy import catalogues

_ROOT = Path(__file__).parent.parent
_SENTENCES = _ROOT / "scripts" / "skill_words"
_TABLE = {
    "": (0.0, {"SCTY": -3.0, "TEST": -3.0}),
    "encrypt": (1.0, {"SCTY": 9.0}),
    "disk": (1.0, {"SCTY": 2.0, "TEST": -1.0}),
    "encrypt disk": (1.0, {"SCTY": 4.0}),
}


def _handbook(rules: str, after: str = "") -> Handbook:
    text = f"# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n{rules}\n{after}"
    return rolebook.handbook([rolebook.Source("a.md", text)])


class TestWords:
    """What words say."""

    def test_they_add_up_and_longer_texts_say_less_for_each(self) -> None:
        weights = WordWeights(_TABLE)

        assert weights.hear("encrypt").odds["SCTY"] == 6.0
        assert weights.hear("encrypt the disk").odds["SCTY"] == pytest.approx(-3 + 15 / 3**0.5)
        assert weights.hear("encrypt disks").odds["TEST"] < -3

    def test_those_that_say_most_are_evidence_as_they_stand_in_the_text(self) -> None:
        heard = WordWeights(_TABLE).hear("Always Encrypt each Disk")

        assert heard.words("SCTY") == ("Encrypt",)
        assert heard.words("TEST") == ()

    def test_a_text_without_known_words_says_what_any_text_does(self) -> None:
        assert WordWeights(_TABLE).hear("smile").odds == {"SCTY": -3.0, "TEST": -3.0}


class TestGrades:
    """Evident and possible."""

    def test_a_rule_has_few_links_of_each_grade_with_the_words_that_made_them(self) -> None:
        book = rolebook.load(_ROOT / "personas")
        for rule in book.requirements:
            evident = [one for one in book.links[rule.id] if one.framework == "sfia"]
            possible = [one for one in book.possible.get(rule.id, ()) if one.framework == "sfia"]
            assert len(evident) <= len(EVIDENT)
            assert len(possible) <= MOST_POSSIBLE
            assert all(one.evidence for one in (*evident, *possible))
            assert all(one.score >= POSSIBLE for one in possible)
            assert not {one.target for one in evident} & {one.target for one in possible}

    def test_possible_links_count_nowhere(self) -> None:
        book = rolebook.load(_ROOT / "personas")
        linked = {
            (one.target, id) for id, links in book.links.items() for one in links if one.framework
        }
        for id, links in book.possible.items():
            for one in links:
                assert (one.target, id) not in linked
                assert id not in book.linked_to(one.kind, one.target)

    def test_what_an_author_decides_is_evident_or_gone(self) -> None:
        rules = "- **MUST** restore a backup of the orders every month and time it\n"
        [rule] = _handbook(rules).requirements
        maybe = {one.target for one in _handbook(rules).possible.get(rule.id, ())}
        wanted = sorted(maybe)[0]
        for word, has in ((wanted, True), (f"-{wanted}", False)):
            front = f"---\nlinks:\n  {rule.id}: ['{word}']\n---\n"
            text = f"{front}# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n{rules}"
            book = rolebook.handbook([rolebook.Source("a.md", text)])
            assert (wanted in {one.target for one in book.links[rule.id]}) is has
            assert wanted not in {one.target for one in book.possible.get(rule.id, ())}

    def test_manners_ask_for_no_skill(self) -> None:
        rules = (
            "- **MUST** thank the host of a meeting\n- **MUST NOT** interrupt a colleague\n"
            "- **SHOULD** be on time for lunch\n- **MUST** admit an own mistake\n"
        )
        book = _handbook(f"\n### Manners\n{rules}")

        assert [one for id in book.links for one in book.links[id]] == []

    def test_a_listed_skill_is_likelier(self) -> None:
        text, none = "review the wording of each page", frozenset[str]()

        def probability(listed: frozenset[str]) -> float:
            catalogue, weights = catalogues()["sfia"], word_weights("sfia")
            assert weights
            found = candidates_of(
                catalogue,
                weights,
                cues_of(catalogue, text),
                (text, "Work"),
                (),
                listed,
                is_personal=is_about_people("Work", text),
            )
            return next(one.probability(weighing("sfia")) for one in found if one.code == "INCA")

        assert probability(frozenset({"INCA"})) > probability(none)


class TestTables:
    """What `make words` reads and writes."""

    def test_every_weight_is_of_a_skill_that_is_shipped(self) -> None:
        weights = word_weights("sfia")
        assert weights
        codes = set(weights.hear("").odds)

        assert len(codes) > 60
        assert codes <= catalogues()["sfia"].concepts.keys()
        assert set(weighing("sfia")) == {"", *SIGNS}

    @pytest.mark.parametrize(("name", "columns"), [("sentences", 2), ("roles", 5)])
    def test_every_sentence_has_codes(self, name: str, columns: int) -> None:
        with (_SENTENCES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        codes = {code for row in rows for code in row[-2 if name == "sentences" else 2].split("|")}

        assert {len(row) for row in rows} == {columns}
        assert all(code == "none" or (len(code) == 4 and code.isupper()) for code in codes)

    def test_no_sentence_is_a_rule_that_judges_them(self) -> None:
        learned = {
            line.split("\t")[-1].casefold()
            for name in ("sentences", "roles")
            for line in (_SENTENCES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        }
        judged = rolebook.load(_ROOT / "tests" / "linking" / "sealed").requirements

        assert not learned & {rule.text.casefold() for rule in judged}


def test_other_catalogues_have_the_same_two_grades() -> None:
    book = _handbook("- **MUST** restore a backup each month\n")
    [rule] = book.requirements
    kinds = {one.kind for one in (*book.links[rule.id], *book.possible.get(rule.id, ()))}

    assert kinds <= {LinkKind.SKILL, LinkKind.COMPETENCE}
