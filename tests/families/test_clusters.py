"""Phrases of one template, put together."""

from __future__ import annotations

import pytest

from rolebook import Source, handbook
from rolebook.families.clusters import Cluster
from rolebook.families.phrases import SLOT, phrases


@pytest.mark.parametrize(
    ("heads", "has_slot"),
    [
        ([f"test {SLOT} twice"], True),
        (["test everything twice"], False),
        (["test everything twice", f"test {SLOT} twice"], False),
    ],
)
def test_the_leader_says_whether_a_cluster_names_its_category(
    heads: list[str], has_slot: bool
) -> None:
    assert Cluster(heads).has_slot is has_slot


def test_the_verb_of_a_rule_is_behind_its_keyword() -> None:
    lines = "\n".join(
        ("- **MUST** sow beans", "- Growers **MUST** Water beans", "- All **MAY** rest")
    )
    [document] = handbook([Source("a.md", f"# Garden\n\n{lines}\n")]).texts

    assert [phrase.verb for phrase in phrases(document)] == ["sow", "water", "rest"]
