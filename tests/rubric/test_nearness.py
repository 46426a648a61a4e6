"""What is looked up at once for all rules is what looking at each pair, or domain, would say."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

import rolebook
from rolebook.rubric.choosing import _CONTAINED, _SAME, Nearness
from rolebook.rubric.narrowing import Subjects

WORDS = """
    password table endpoint caches cache the of each log logs review money test-coverage index
    never delete column schema backup client latency deploy
"""
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join)
RULES = st.lists(
    st.tuples(st.sampled_from(("MUST", "MUST NOT")), SENTENCES), min_size=2, max_size=12
)
TITLES = ("Testing", "Data Schema", "Caching", "Security of Passwords", "Cost and Money")


def _book(rules: list[tuple[str, str]]) -> rolebook.Handbook:
    lines = "".join(
        f"## {TITLES[n % len(TITLES)]}\n\n- **{level}** {text}\n\n"
        for n, (level, text) in enumerate(rules)
    )
    return rolebook.handbook([rolebook.Source("a.md", f"# Rules\n\n{lines}")])


@given(RULES)
def test_rules_are_as_alike_as_each_pair_of_them(rules: list[tuple[str, str]]) -> None:
    book = _book(rules)
    nearness = Nearness(book.requirements)
    said, vocabulary = nearness._said, nearness._vocabulary
    for one, other in product(book.requirements, repeat=2):
        pair = round(vocabulary.closeness(said[one.id], said[other.id]))
        assert nearness.alike(one).get(other.id, 0) == pair


@given(RULES)
def test_no_rule_that_another_holds_is_passed_over(rules: list[tuple[str, str]]) -> None:
    book = _book(rules)
    nearness = Nearness(book.requirements)
    said, vocabulary = nearness._said, nearness._vocabulary
    for rule, by in product(book.requirements, repeat=2):
        alike, inner, outer = nearness.alike(by).get(rule.id, 0), said[rule.id], said[by.id]
        holds = inner.weight <= outer.weight and vocabulary.likeness(inner, outer) >= _CONTAINED
        expected = (
            bool(alike)
            and rule.level.is_negative is by.level.is_negative
            and (alike >= _SAME or holds)
        )
        assert nearness.is_covered(rule, by, alike) is expected


@given(RULES)
def test_a_rule_is_about_one_domain(rules: list[tuple[str, str]]) -> None:
    [document] = _book(rules).texts
    subjects = Subjects(document)
    codes = {domain.code for domain in subjects.domains}
    assert {subjects.of(rule) for rule in document.requirements} <= codes
