"""The exports for search engines, and the synonyms that they know."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Any
from weakref import ref

import msgspec
from msgspec import Struct

from rolebook.exports import EXPORTS
from rolebook.exports.opensearch import MAPPING
from rolebook.exports.rules import (
    FACET_FIELDS,
    FIELDS,
    RuleRecord,
    document_key,
    rule_records,
    to_lines,
)
from rolebook.link.handbook import Handbook
from rolebook.pages.data import data_files
from rolebook.views import facets
from rolebook.views.facets import FACETS
from rolebook.words.synonyms import related, synonyms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

    from rolebook.model import Requirement
    from rolebook.views.facets import Facet, Value

GREEK = (
    "# Κήπος\n\n- **MUST** *keep* the [log](log.md) <!-- #ΕΛ.Α-1 -->\n- **MUST** sleep {#ΕΛ.Α_1}\n"
)
IN_TWO_GROUPS = {"auth", "eda", "ioc", "ip", "mdm", "pm"}
"""Words that people use for two things."""


def _lines(book: Handbook, name: str) -> list[Any]:
    content = EXPORTS[name](book)
    assert content.endswith(b"\n")
    return [json.loads(line) for line in content.decode().splitlines()]


def _fixed(name: str) -> Any:
    assert EXPORTS[name].is_fixed
    return json.loads(EXPORTS[name](Handbook()))


# --- documents
# -------------------------------------------------------------------------------------------------------


def test_a_document_has_what_one_searches_and_chooses_by(team: Handbook) -> None:
    assert _lines(team, "meilisearch")[1] == {
        "key": "TES-TEST-02",
        "id": "TES-TEST-02",
        "compact_id": "TESTEST02",
        "level": "MUST NOT",
        "text": "put credentials into a URL",
        "note": "",
        "names": "Tester; Testing; SCTY Information security; apply information security policies",
        "url": "p/tester/#TES-TEST-02",
        "permalink": "r/TES-TEST-02/",
        "path": "tester.md",
        "line": 10,
        "changed": "",
        "position": 2,
        "strength": 3,
        "facet_level": "must-not",
        "facet_role": "tester",
        "facet_kind": "own",
        "facet_category": "testing",
        "facet_skill": [
            "sfia.scty",
            "esco.apply-information-security-policies",
        ],
        "facet_pattern": ["none"],
        "facet_collaborator": ["none"],
        "facet_finding": ["none"],
    }


def test_both_engines_get_the_same_documents(team: Handbook) -> None:
    """In the order of the handbook, each once."""
    documents = _lines(team, "meilisearch")

    assert _lines(team, "opensearch")[1::2] == documents
    assert [document["id"] for document in documents] == [
        requirement.id for requirement in team.requirements
    ]
    assert [document["position"] for document in documents] == list(range(1, len(documents) + 1))


def test_each_line_of_a_bulk_request_has_its_action(team: Handbook) -> None:
    lines = _lines(team, "opensearch")

    assert lines[::2] == [
        {"index": {"_index": "rules", "_id": document["key"]}} for document in lines[1::2]
    ]


def test_a_handbook_without_rules_has_no_documents() -> None:
    assert EXPORTS["opensearch"](Handbook()) == EXPORTS["meilisearch"](Handbook()) == b""


def test_every_facet_has_its_field() -> None:
    """Several values are a list; the types say which facets have them."""
    types = {one.name: one.type for one in msgspec.inspect.type_info(RuleRecord).fields}  # type: ignore[attr-defined]
    several = {name for name in FACET_FIELDS if "List" in repr(types[name])}

    assert [name for name in FIELDS if name.startswith("facet_")] == list(FACET_FIELDS)
    assert several == {f"facet_{facet.key}" for facet in FACETS if facet.is_multiple}


def test_documents_keep_to_their_types(team: Handbook) -> None:
    for line in EXPORTS["meilisearch"](team).splitlines():
        msgspec.json.decode(line, type=RuleRecord)


def test_words_are_plain_and_have_the_context_before_them(book: Callable[..., Handbook]) -> None:
    found = book(
        "# Rules\n\n## API\n\nEach service MUST:\n\n- log `every` *call*\n- count its **errors**\n"
    )

    assert [record.text for record in rule_records(found)] == [
        "Each service MUST: log every call", "Each service MUST: count its errors",
    ]  # fmt: skip


def test_ids_of_any_script_have_keys(book: Callable[..., Handbook]) -> None:
    """A key has only what Meilisearch allows; the id itself stays as it is."""
    found = _lines(book(GREEK), "meilisearch")

    assert [document["id"] for document in found] == ["ΕΛ.Α-1", "ΕΛ.Α_1"]
    assert found[0]["key"] == "_395__39b__2e__391_-1"
    assert found[0]["text"] == "keep the log"
    assert found[0]["url"].endswith("#ΕΛ.Α-1")
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", document["key"]) for document in found)


def test_two_ids_never_share_a_key() -> None:
    ids = ["A.1", "A-1", "A_1", "A_2e_1", "A_2e_", "A.", "Α-1", "A", "a", "A_5f_1", "A__1"]

    assert len({document_key(id) for id in ids}) == len(ids)


def test_the_longest_id_has_a_key_that_is_not_too_long() -> None:
    """An id has at most 120 bytes, and Meilisearch takes a key of 511."""
    assert (
        max(len(document_key(letter * (120 // len(letter.encode())))) for letter in "a._αあ𝒳")
        <= 511
    )


class _Tracked(Struct, weakref=True):
    number: int


def test_a_document_is_forgotten_when_it_is_written() -> None:
    """Memory holds the text, and one record at a time."""
    made: list[ref[_Tracked]] = []

    def records() -> Iterator[_Tracked]:
        for number in range(100):
            assert sum(one() is not None for one in made) <= 1
            record = _Tracked(number)
            made.append(ref(record))
            yield record
            del record

    assert to_lines(records()).count(b"\n") == 100


def test_a_facet_is_asked_once_for_each_rule(
    team: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work grows with the rules, and not with their square."""
    asked = Counter[tuple[str, str]]()

    def counted(facet: Facet) -> Facet:
        def values(book: Handbook, rule: Requirement) -> Iterable[Value]:
            asked[facet.key, rule.id] += 1
            return facet.values(book, rule)

        return replace(facet, values=values)

    monkeypatch.setattr(facets, "FACETS", tuple(map(counted, FACETS)))
    EXPORTS["opensearch"](team)

    assert asked == Counter((facet.key, rule.id) for facet in FACETS for rule in team.requirements)


def test_a_site_does_not_publish_them(team: Handbook) -> None:
    published = [file.path for file in data_files(team)]

    assert published == [
        "data/handbook.json",
        "data/requirements.csv",
        "data/skills.csv",
        "data/handbook.schema.json",
        "data/gaps.csv",
    ]


# --- indexes
# ---------------------------------------------------------------------------------------------------------


def test_the_index_knows_every_field_of_a_document() -> None:
    """And no others; a field that it does not know is refused."""
    mappings = _fixed("opensearch-index")["mappings"]

    assert sorted(mappings["properties"]) == sorted(FIELDS)
    assert mappings["dynamic"] == "strict"
    assert all(mappings["properties"][name] == {"type": "keyword"} for name in FACET_FIELDS)


def test_the_index_has_every_analyzer_and_filter_that_it_names() -> None:
    analysis = _fixed("opensearch-index")["settings"]["analysis"]
    fields = [
        *MAPPING.values(),
        *(sub for one in MAPPING.values() for sub in one.get("fields", {}).values()),
    ]
    named = {one[role] for one in fields for role in ("analyzer", "search_analyzer") if role in one}
    filters = {name for one in analysis["analyzer"].values() for name in one["filter"]}

    assert named == set(analysis["analyzer"])
    assert filters - set(analysis["filter"]) == {"lowercase", "asciifolding", "kstem"}
    assert set(analysis["filter"]) <= filters


def test_synonyms_are_known_only_to_what_is_asked() -> None:
    analyzers = _fixed("opensearch-index")["settings"]["analysis"]["analyzer"]

    assert [name for name, one in analyzers.items() if "synonyms" in one["filter"]] == [
        "rule_search"
    ]
    assert analyzers["rule_search"]["filter"] == [*analyzers["rule"]["filter"], "synonyms"]


def test_the_settings_name_fields_that_exist() -> None:
    settings = _fixed("meilisearch-settings")
    rules = [rule.partition(":")[0] for rule in settings["rankingRules"] if ":" in rule]
    named = [
        *settings["searchableAttributes"],
        *settings["filterableAttributes"],
        *settings["sortableAttributes"],
        *settings["typoTolerance"]["disableOnAttributes"],
        *rules,
    ]

    assert set(named) <= set(FIELDS)
    assert settings["rankingRules"][-1] == "position:asc"
    assert set(FACET_FIELDS) <= set(settings["filterableAttributes"])
    assert {"id", "compact_id"} <= set(settings["typoTolerance"]["disableOnAttributes"])


def test_both_engines_know_the_same_words() -> None:
    lines = _fixed("opensearch-index")["settings"]["analysis"]["filter"]["synonyms"]["synonyms"]
    groups = [line.split(", ") for line in lines if " => " not in line]
    expected = {
        word: {other for one in groups if word in one for other in one} - {word}
        for one in groups
        for word in one
    }
    for line in lines:
        word, arrow, others = line.partition(" => ")
        if arrow:
            assert others.split(", ")[0] == word
            expected.setdefault(word, set()).update(others.split(", ")[1:])
    found = _fixed("meilisearch-settings")["synonyms"]

    assert {word: set(others) for word, others in found.items()} == expected
    assert "pull request" in found["pr"]


def test_related_words_lead_one_way() -> None:
    found = _fixed("meilisearch-settings")["synonyms"]

    assert "prepared statement" in found["sql injection"]
    assert "sql injection" not in found.get("prepared statement", [])


# --- synonyms
# --------------------------------------------------------------------------------------------------------


def test_a_word_stands_in_one_group_unless_it_means_two_things() -> None:
    counts = Counter(word for group in synonyms() for word in group)

    assert {word for word, count in counts.items() if count > 1} == IN_TWO_GROUPS


def test_a_group_has_two_words_that_every_engine_cuts_up_alike() -> None:
    """Letters and digits with single spaces: engines read a hyphen or a full stop in different ways."""
    words = [word for group in synonyms() for word in group]

    assert min(len(group) for group in synonyms()) == 2
    assert [word for word in words if not re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", word)] == []


# --- related words
# ---------------------------------------------------------------------------------------------------


def test_a_line_of_related_words_has_two_or_more_and_nothing_twice() -> None:
    text = resources.files("rolebook").joinpath("data", "related.csv").read_text(encoding="utf-8")
    lines = [
        tuple(line.split(",")) for line in text.splitlines() if line and not line.startswith("#")
    ]

    assert list(related()) == lines, "a line has one word, a word twice, or is not folded"
    assert [line for line in lines if len(line) < 2] == []
    assert [line for line in lines if len(set(line)) < len(line)] == []
    assert [word for word, count in Counter(line[0] for line in lines).items() if count > 1] == []


def test_related_words_are_short_and_every_engine_cuts_them_up_alike() -> None:
    """The search of the site takes up to three words as one."""
    words = [word for line in related() for word in line]

    assert [word for word in words if not re.fullmatch(r"[a-z0-9]+( [a-z0-9]+){0,2}", word)] == []


def test_what_is_related_is_no_synonym() -> None:
    alike = [set(group) for group in synonyms()]

    assert [
        (word, other)
        for word, *others in related()
        for other in others
        if any({word, other} <= one for one in alike)
    ] == []
