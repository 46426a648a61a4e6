"""Whatever is edited between two locks: ids stay single, retired ones stay retired, and locking twice changes nothing.

Handbooks are drawn at random from few words, so that equal sentences, equal headings and copied ids
are common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook import Source
from rolebook.identity.draft import Draft, draft
from rolebook.identity.lock import Lock, lock_text, read_lock

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCES = st.builds(
    lambda words, id: f"{' '.join(words)}{f' {{#{id}}}' if id else ''}",
    st.lists(
        st.sampled_from(["keep", "log", "lamp", "oil", "ship", "at", "dusk", "twice", "in", "fog"]),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "", "", "", "A-1", "a-1", "LK-LAMP-01", "overview"]),
)
_LEVELS = st.sampled_from(["MUST", "MUST NOT", "SHOULD", "MAY"])
_CATEGORIES = st.lists(
    st.tuples(
        st.sampled_from(["Lamp", "Lamp Requirements", "Log", "Oil Rules", "Φάρος"]),
        st.lists(st.tuples(_LEVELS, _SENTENCES), max_size=4),
    ),
    max_size=3,
)
_PERSONAS = st.tuples(
    st.sampled_from(["The Lamp Keeper", "The Log Keeper", "The Pilot"]),
    st.sampled_from(["", "", "LK", "P"]),
    _CATEGORIES,
)
_VERSIONS = st.lists(
    st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), _PERSONAS, max_size=3),
    min_size=2,
    max_size=5,
)
_Persona = tuple[str, str, "Sequence[tuple[str, Sequence[tuple[str, str]]]]"]


def source(path: str, persona: _Persona) -> Source:
    title, code, categories = persona
    lines = [f"---\ncode: {code}\n---"] if code else []
    lines += [f"# {title}", "", "## Traits", "- calm", "", "## Ruleset"]
    for category, rules in categories:
        lines += ["", f"### {category}", *(f"- **{level}** {text}" for level, text in rules)]
    return Source(path, "\n".join(lines) + "\n")


def living(made: Draft) -> list[str]:
    return [requirement.id for text in made.texts for requirement in text.requirements]


@settings(max_examples=150, deadline=None)
@given(_VERSIONS)
def test_ids_stay_single_and_locking_twice_changes_nothing(
    versions: list[dict[str, _Persona]],
) -> None:
    lock = Lock()
    for day, version in enumerate(versions, 1):
        sources = [source(path, persona) for path, persona in sorted(version.items())]
        made = draft(sources, lock=lock, today=f"2026-01-0{day}")
        ids = living(made)

        assert len({id.casefold() for id in ids}) == len(ids)
        assert not set(ids) & set(made.lock.retired)
        assert set(ids) | set(made.lock.retired) == set(made.lock.history)
        for id, revisions in lock.history.items():
            assert made.lock.history[id][: len(revisions)] == revisions

        again, problems = read_lock(lock_text(made.lock))
        assert problems == []
        once_more = draft(sources, lock=again, today="2026-02-01")
        assert not once_more.drift
        assert living(once_more) == ids
        lock = again


@settings(max_examples=100, deadline=None)
@given(_VERSIONS)
def test_reading_one_file_gives_the_ids_of_reading_all(versions: list[dict[str, _Persona]]) -> None:
    """After a lock, what is looked at alone is called as it is in the whole handbook, and nothing else has gone."""
    version = versions[0]
    sources = [source(path, persona) for path, persona in sorted(version.items())]
    whole = draft(sources, today="2026-01-01")
    for one in sources:
        unread = [other.path for other in sources if other is not one]
        alone = draft([one], lock=whole.lock, unread=unread)

        assert living(alone) == [
            r.id for text in whole.texts if text.path == one.path for r in text.requirements
        ]
        assert not alone.drift
