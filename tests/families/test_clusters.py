"""Phrases of one template, put together."""

from __future__ import annotations

import pytest

from rolebook.families.clusters import Cluster
from rolebook.families.phrases import SLOT


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
