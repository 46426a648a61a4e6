"""Rules in scripts without spaces keep their IDs when they are reworded, and only then."""

from __future__ import annotations

import pytest

from rolebook import Source
from rolebook.identity.draft import draft
from rolebook.keywords import Keywords

TITLE = "# {}\n\n## Traits\n- calm\n\n## Ruleset\n\n### Gate\n\n"


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (
            "zh",
            "- 管理员必须每月给闸门上油\n- 暴风雨时不得打开闸门\n- 船员应当穿救生衣\n",
            "- 暴风雨来临时一律不得打开闸门\n- 船员在甲板上应当穿救生衣\n- 管理员必须每月给所有闸门上油\n",
        ),
        (
            "ja",
            "- 係員は毎月門に油をささなければならない\n- 嵐のとき門を開けてはならない\n- 船員は救命衣を着るべきである\n",
            "- 強い嵐のときは門を開けてはならない\n- 甲板の船員は救命衣を着るべきである\n- 係員は毎週すべての門に油をささなければならない\n",
        ),
    ],
)
def test_reworded_rules_keep_their_ids(language: str, before: str, after: str) -> None:
    keywords = Keywords(("uppercase", language))
    source = Source("lock-keeper.md", TITLE.format("門番") + before)
    lock = draft([source], today="2026-01-01", keywords=keywords).lock
    edited = Source("lock-keeper.md", TITLE.format("門番") + after)
    made = draft([edited], lock=lock, today="2026-02-01", keywords=keywords)

    assert [rule.id for text in made.texts for rule in text.requirements] == [
        "LK-GATE-02",
        "LK-GATE-03",
        "LK-GATE-01",
    ]


def test_another_rule_gets_another_id() -> None:
    keywords = Keywords(("uppercase", "zh"))
    source = Source("lock-keeper.md", TITLE.format("門番") + "- 管理员必须每月给闸门上油\n")
    lock = draft([source], today="2026-01-01", keywords=keywords).lock
    edited = Source("lock-keeper.md", TITLE.format("門番") + "- 管理员必须把钥匙交给船长\n")
    made = draft([edited], lock=lock, today="2026-02-01", keywords=keywords)

    assert [rule.id for text in made.texts for rule in text.requirements] == ["LK-GATE-02"]
