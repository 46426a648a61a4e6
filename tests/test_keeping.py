"""What is kept of single texts: a handbook made with it is the one that is made without it."""

from collections.abc import Callable, Mapping
from dataclasses import fields

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook import Document, Handbook, Source, handbook
from rolebook.families import key as key_of_grid
from rolebook.keeping import Kept
from rolebook.link import keeping
from rolebook.link.handbook import Grid
from rolebook.model.remembering import remembered
from rolebook.parse import keeping as parse_keeping
from rolebook.taxonomy import Catalogues, read_catalogues

Texts = Mapping[str, str]

_TEMPLATE = "".join(
    f"## {subject}\n\n"
    f"- MUST document {subject.lower()} before every release\n"
    f"- MUST test {subject.lower()} on all supported phones\n"
    f"- MUST review {subject.lower()} with the operations team\n"
    f"- MUST measure {subject.lower()} under a realistic load\n\n"
    for subject in ("Caching", "Logging", "Backups", "Queues")
)
TEXTS: Texts = {
    "personas/baker.md": (
        "---\nlinks:\n  Ovens: [Observer]\n  BAK-OVEN-02: [none]\n---\n"
        "# The Baker\n\n## Traits\n- calm\n\n## Responsibilities\n- bread\n\n"
        "## Patterns\n- Retry with backoff: repeat what failed, later and less often\n- Observer\n\n"
        "## SFIA\n| Code | Name | Level |\n|---|---|---|\n| PROG | Programming | 3 |\n\n"
        "## Ovens\n- MUST retry failed deliveries with exponential backoff\n"
        "- SHOULD encrypt backups and restore them, see MIL-MILL-01\n"
        "- MUST ask the Miller before every unit test\n"
        "- MUST NOT change [the rules](../rules.md) of http://example.org/flour\n\n"
        "## Collaborators\n- MUST send the Miller a list of bags\n- MUST tell the Database Engineer\n"
    ),
    "personas/miller.md": (
        "# The Miller\n\n## Traits\n- loud\n\n## Milling\n- MUST keep API documentation current\n"
        "- MUST automate load testing of the mill, as `rules.md` says\n"
    ),
    "personas/engineer.md": f"# The Database Engineer\n\n## Traits\n- exact\n\n{_TEMPLATE}",
    "personas/writer.md": f"# The Writer\n\n## Traits\n- exact\n\n{_TEMPLATE}",
    "rules.md": "# Rules\n\n## Database\n\n- Everyone MUST back up the database every night\n",
}
"""Roles that name each other, IDs, paths, skills and patterns, and what an author says of links."""

_OWN = (
    Source("catalogues/bread.csv", "code,name\nDOUG,Kneading dough\nSEED,Sowing\n"),
    Source("catalogues/bread.lexicon.csv", "code,cue\nDOUG,bags\nSEED,mill\n"),
)


def edit(path: str, old: str, new: str) -> Callable[[Texts], Texts]:
    """An edit that replaces words of one text, there and back."""

    def edited(texts: Texts) -> Texts:
        text = texts.get(path, "")
        one, other = (old, new) if old in text else (new, old)
        return {**texts, path: text.replace(one, other)}

    return edited


def present(path: str, text: str) -> Callable[[Texts], Texts]:
    """An edit that adds a file, or takes it away."""

    def edited(texts: Texts) -> Texts:
        others = {name: kept for name, kept in texts.items() if name != path}
        return others if path in texts else dict(sorted({**texts, path: text}.items()))

    return edited


EDITS: dict[str, Callable[[Texts], Texts]] = {
    "a role is renamed": edit("personas/miller.md", "# The Miller", "# The Grinder"),
    "a responsibility changes": edit("personas/baker.md", "- bread", "- bread and cakes"),
    "a skill changes": edit("personas/baker.md", "| PROG | Programming |", "| TEST | Testing |"),
    "a pattern changes": edit("personas/baker.md", "- Observer\n", "- Circuit breaker\n"),
    "an ID is named": edit("personas/miller.md", "current\n", "current, see RUL-DB-01\n"),
    "a rule is new": edit("rules.md", "## Database\n\n", "## Database\n\n- You MAY rest\n"),
    "a rule is gone": edit("personas/miller.md", "- MUST keep API documentation current\n", ""),
    "a blank line is new": edit("personas/engineer.md", "## Logging", "\n## Logging"),
    "a category is renamed": edit("personas/engineer.md", "## Caching", "## Proxies"),
    "an author's word is wrong": edit("personas/baker.md", "[Observer]", "[Obserwer]"),
    "a duty names somebody else": edit("personas/baker.md", "the Miller a", "the Carter a"),
    "a file is gone": present("rules.md", TEXTS["rules.md"]),
    "a file is new": present("personas/carter.md", "# The Carter\n\n## Traits\n- slow\n"),
    "a file to read is new": edit("personas/writer.md", "## Traits", "@../rules.md\n\n## Traits"),
}
CATALOGUES: Mapping[str, Catalogues] = {
    "those that come with Rolebook": read_catalogues((), ("sfia", "esco")),
    "another one": read_catalogues((), ("sfia", "nice")),
    "one of the handbook": read_catalogues(_OWN, ("sfia",)),
}


def made(texts: Texts, catalogues: Catalogues, kept: Kept | None = None) -> Handbook:
    sources = [Source(path, text) for path, text in texts.items()]
    return handbook(sources, catalogues=catalogues, kept=kept)


def again(kept: Kept) -> Kept:
    """What is kept, as another process gets it."""
    grids = msgspec.msgpack.encode(kept.grids)
    return Kept(
        {key: decoded(parse_keeping.encode(parsed)) for key, parsed in kept.parsed.items()},
        keeping.decode(keeping.encode(dict(kept.links))),
        msgspec.msgpack.decode(grids, type=dict[str, Grid | None]),
    )


def decoded(content: bytes) -> parse_keeping.Parsed:
    parsed = parse_keeping.decode(content)
    assert parsed
    return parsed


def assert_same(one: Handbook, other: Handbook) -> None:
    for field in fields(Handbook):
        assert getattr(one, field.name) == getattr(other, field.name), field.name
    assert list(one.links) == list(other.links)


def test_the_texts_have_what_edits_can_break() -> None:
    book = made(TEXTS, CATALOGUES["those that come with Rolebook"])
    kinds = {link.kind.value for links in book.links.values() for link in links}
    assert kinds == {"skill", "competence", "pattern", "collaborator", "reference"}
    assert {"personas/engineer.md", "personas/writer.md"} <= {
        book.personas[n].path
        for n in range(len(book.personas))
        if book.personas[n].slug in book.grids
    }
    assert {"BAK-OVEN-02", "BAK-OVEN-04", "MIL-MILL-01", "RUL-DB-01"} <= book.links.keys()
    assert any(link.is_inferred for links in book.links.values() for link in links)


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_changes_the_handbook(name: str) -> None:
    catalogues = CATALOGUES["those that come with Rolebook"]
    before, after = made(TEXTS, catalogues), made(EDITS[name](TEXTS), catalogues)
    assert before.texts != after.texts


@pytest.mark.parametrize("catalogue", CATALOGUES)
@pytest.mark.parametrize("name", EDITS)
def test_a_handbook_is_the_same_after_one_edit(name: str, catalogue: str) -> None:
    kept = Kept()
    made(TEXTS, CATALOGUES["those that come with Rolebook"], kept)
    texts, catalogues = EDITS[name](TEXTS), CATALOGUES[catalogue]
    assert_same(made(texts, catalogues, kept), made(texts, catalogues))


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(EDITS)), st.sampled_from(sorted(CATALOGUES)), st.booleans()
        ),
        max_size=6,
    )
)
def test_a_handbook_made_with_what_is_kept_is_the_same(steps: list[tuple[str, str, bool]]) -> None:
    kept, texts = Kept(), TEXTS
    made(texts, CATALOGUES["those that come with Rolebook"], kept)
    for name, catalogue, is_another_process in steps:
        if is_another_process:
            kept = again(kept)
        texts = EDITS[name](texts)
        assert_same(made(texts, CATALOGUES[catalogue], kept), made(texts, CATALOGUES[catalogue]))


def test_only_what_changed_is_made_again() -> None:
    kept, catalogues = Kept(), CATALOGUES["those that come with Rolebook"]
    before = made(TEXTS, catalogues, kept)
    sizes = len(kept.parsed), len(kept.links), len(kept.grids)
    after = made(EDITS["an ID is named"](TEXTS), catalogues, kept)
    assert (len(kept.parsed), len(kept.links), len(kept.grids)) == tuple(n + 1 for n in sizes)
    same = [text for text in after.texts if text in before.texts]
    assert len(same) == len(TEXTS) - 1
    assert all(any(text is other for other in before.texts) for text in same)


def test_links_are_made_again_when_what_they_lead_to_is_gone() -> None:
    kept, catalogues = Kept(), CATALOGUES["those that come with Rolebook"]
    before = made(TEXTS, catalogues, kept)
    assert "rules.md" in {link.target for link in before.links["BAK-OVEN-04"]}
    after = made(EDITS["a file is gone"](TEXTS), catalogues, kept)
    assert "rules.md" not in {link.target for link in after.links["BAK-OVEN-04"]}


def test_bytes_of_another_form_are_not_read() -> None:
    assert keeping.decode(b"nonsense") == {}
    assert keeping.decode(msgspec.msgpack.encode([[], {"a": [[[5]], [], []]}])) == {}
    assert parse_keeping.decode(b"nonsense") is None


def test_an_answer_is_remembered_only_for_the_text_and_its_arguments() -> None:
    @remembered
    def size(text: Document, times: int) -> int:
        asked.append(times)
        return times

    asked: list[int] = []
    one, other = made(TEXTS, CATALOGUES["one of the handbook"]).texts[:2]
    assert [size(one, 1), size(one, 1), size(one, 2), size(other, 2)] == [1, 1, 2, 2]
    assert asked == [1, 2, 2]


def test_equal_grids_have_equal_keys() -> None:
    catalogues = CATALOGUES["those that come with Rolebook"]
    lower = edit("personas/engineer.md", "# The Database", "\n# The Database")(TEXTS)
    slugs = [
        {text.slug: key_of_grid(text) for text in made(texts, catalogues).texts}
        for texts in (TEXTS, lower)
    ]
    assert slugs[0] == slugs[1]
