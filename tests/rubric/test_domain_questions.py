"""What a diff is asked of a domain whose rules are the same sentences for each domain."""

from __future__ import annotations

import rolebook
from rolebook.input.change import read_change
from rolebook.rubric import Outcome, Rubric, rubric

DOMAINS = {
    "Caching": "serves stale berths",
    "Queue": "loses an order",
    "Logging": "hides a fault",
    "Testing": "never fails",
}
SENTENCES = (
    "**MUST** validate {topic} accuracy",
    "**MUST** ensure {topic} quality",
    "**MUST** document {topic} activities",
    "**MUST** review {topic} each quarter",
    "**MUST NOT** sign off {topic} work that {harm}",
)
CACHE = """--- a/berths/cache.py
+++ b/berths/cache.py
@@ -1 +1,4 @@
 import redis
+cache = redis.Redis()
+cache.set(key, berths, ex=ttl)
+cached = cache.get(key)
"""


def _made(diff: str = "", *, domains: tuple[str, ...] = ()) -> Rubric:
    rules = "\n".join(
        f"\n## {topic}\n\n"
        + "\n".join(line.format(topic=topic.lower(), harm=harm) for line in SENTENCES)
        for topic, harm in DOMAINS.items()
    )
    text = f"# The Harbor Developer\n\n## Traits\n- calm\n{rules}\n"
    book = rolebook.handbook([rolebook.Source("a.md", text)])
    change = read_change(diff.encode(), "a.diff") if diff else None
    return rubric(book, book.texts[0], change=change, domains=domains)


def test_a_diff_is_asked_about_its_domain() -> None:
    made = _made(CACHE)

    assert [(item.id.split("-")[1], item.text) for item in made.items] == [
        ("CACHE", "validate caching accuracy"),
        ("CACHE", "ensure caching quality"),
        ("CACHE", "sign off caching work that serves stale berths"),
    ]


def test_what_is_written_about_the_work_stays_a_box() -> None:
    made = _made(CACHE)
    outcomes = {placement.id: placement.outcome for placement in made.placements}

    assert outcomes["HD-CACHE-03"] is Outcome.GRID


def test_without_a_diff_such_sentences_are_boxes() -> None:
    made = _made(domains=("Caching",))

    assert not made.items
    assert made.counts[Outcome.GRID] == len(SENTENCES)
