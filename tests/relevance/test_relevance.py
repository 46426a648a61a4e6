"""The search finds what people ask for. `make relevance` prints the figures by kind of query."""

from __future__ import annotations

import pytest

import rolebook

from .measure import PERSONAS, Query, ranks, read_queries, scores


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return [*read_queries("tune"), *read_queries("hold")]


def test_the_queries_expect_rules_that_there_are(queries: list[Query]) -> None:
    book = rolebook.load(PERSONAS)

    assert {id for query in queries for id in query.expected if not book.has(id)} == set()
    assert {"id", "words", "phrase", "synonym", "typo", "question"} == {
        query.kind for query in queries
    }


def test_an_expected_rule_is_among_the_first(queries: list[Query]) -> None:
    found = scores(ranks(queries))

    assert found.queries >= 60
    assert found.hits >= 0.95
    assert found.reciprocal_rank >= 0.85
