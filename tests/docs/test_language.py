"""What the glossary replaces is found in prose, and nowhere else."""

from __future__ import annotations

import pytest
import yaml

from check_language import GLOSSARY, problems, read_terms

TERMS = read_terms(yaml.safe_load(GLOSSARY.read_text(encoding="utf-8")))


def words(text: str, kind: str = "docs") -> list[str]:
    return [problem.word for problem in problems(text, kind, TERMS)]


@pytest.mark.parametrize("term", yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))["terms"])
def test_a_word_that_is_replaced_is_found(term: dict[str, list[str]]) -> None:
    """In the kinds of text that the term is for, and with the word that replaces it."""
    kind = term.get("only", ["docs"])[0]
    for word in term["not"]:
        text = f"key = A {word} here" if kind == "messages" else f"A {word} here"
        assert words(text, kind), word


@pytest.mark.parametrize(
    "text",
    [
        "the option `ids` and a [link](ids.md)",
        "```text\nfinding\n```",
        "MAY stands for a free choice",
        '> said "somebody"',
        "docs/how-to/ids.md",
    ],
)
def test_names_code_and_quotations_are_left_alone(text: str) -> None:
    assert words(text) == []


def test_the_words_of_a_message_are_read_and_its_key_is_not() -> None:
    assert words("finding-title = Findings { $ids }\n# a finding", "messages") == ["Findings"]


def test_docstrings_comments_and_texts_are_read() -> None:
    code = 'def finding():\n    """Tell somebody.\n\n    >>> finding()\n    """\n    # beside\n    return "a slip"\n'
    assert words(code, "python") == ["somebody", "beside", "slip"]
