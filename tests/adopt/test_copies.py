"""A copy reads the same without any option as its source does with one, and copying it again changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.adopt import adopt
from rolebook.adopt.copying import copy
from rolebook.adopt.reading import read
from rolebook.adopt.sameness import Renamed, difference
from rolebook.input.files import markdown_text
from rolebook.keywords import Keywords, names
from rolebook.model import Persona
from rolebook.model.source import Source
from rolebook.parse import parse

from ..reading.test_cases import CASES, keywords_of

AGENTS = sorted(Path(__file__).parents[1].joinpath("keywords", "agents").glob("*.md"))
LANGUAGES = sorted(AGENTS[0].parents[1].joinpath("languages").glob("*.tsv"))
EVERY_SET = Keywords(names())


def source_of(path: Path) -> Source:
    return Source(path.name, markdown_text(path.read_bytes(), path.name)[0])


def copied(source: Source, keywords: Keywords | None = None) -> str:
    """Return the copy of a text, which is read again and copied again on the way."""
    made = copy(read(source, keywords), source.path)
    assert made.differs_in == ""
    again = copy(read(Source(source.path, made.text), keywords), source.path)
    assert again.text == made.text
    return made.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_copy_of_a_case_reads_the_same(case: Path) -> None:
    """With the keywords of the case, with those that it proposes, and with all there are."""
    source = source_of(case / "input.md")
    for keywords in (keywords_of(case.name), None, EVERY_SET):
        copied(source, keywords)


@pytest.mark.parametrize("path", AGENTS, ids=lambda path: path.stem)
def test_the_copy_of_a_file_of_agents_reads_the_same(path: Path) -> None:
    source = source_of(path)
    reading = read(source)
    old, new = reading.text, parse(Source(path.name, copied(source)))[0]

    assert old is not None
    assert new is not None
    assert [rule.level for rule in new.requirements] == [rule.level for rule in old.requirements]
    assert not any(rule.inferred for rule in new.requirements)


PIECES = (
    "You must wait.", "Never run", "do not", "should", "may not", "Run the tests", "Always:", "•",
    "MUST", "MUST not", "**must**", "Avoid `x`", "The crew must:", "Das Team muss es melden.",
    "nicht", "dürfen", "Il faut", "必须", "不得；", "If it rains,", "otters", "{#OT-1}", "[GA-2]",
    "**Label:**", "Don't", "prefer", "has to", ";", ".", "`code`", "<b>", "(", ")", "| a | b |",
)  # fmt: skip
STARTS = ("", "- ", "• ", "  - ", "1. ", "> ", "## ", "# ", "- [ ] ", "* ", "\n")
TITLES = ("## Aufgaben", "## Rules", "## Don't", "## Traits", "## Zusammenarbeit", "---")
lines = st.builds(
    lambda start, words: start + " ".join(words),
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
)
texts = st.lists(lines | st.sampled_from(TITLES), max_size=9).map("\n".join)


@given(text=texts)
@settings(max_examples=400)
def test_a_copy_reads_the_same_or_is_the_source(text: str) -> None:
    """Whatever is in a file: a copy that would say something else is not made."""
    source = Source("otter.md", text)
    reading = read(source, EVERY_SET)
    made = copy(reading, "otter.md")

    if made.differs_in:
        assert made.text == text
        return
    new, _ = parse(Source("otter.md", made.text))
    assert type(new) is type(reading.text)
    if reading.text and new:
        assert [r.level for r in new.requirements] == [r.level for r in reading.text.requirements]


@given(text=texts)
@settings(max_examples=200)
def test_a_copy_has_all_words_of_its_source(text: str) -> None:
    """Only words that state a rule are replaced, and headings of sections."""
    reading = read(Source("otter.md", text), EVERY_SET)
    made = copy(reading, "otter.md")
    rules = reading.text.requirements if reading.text else ()
    replaced = {
        word.casefold()
        for rule in rules
        for word in re.findall(r"\w+", f"{rule.inferred} {rule.keyword}")
    }
    replaced |= {"aufgaben", "zusammenarbeit", "not", "t"}
    kept = {word.casefold() for word in re.findall(r"\w+", made.text)}

    assert {w.casefold() for w in re.findall(r"\w+", text)} - kept - replaced == set()


@pytest.mark.parametrize(
    ("written", "copy_of_it"),
    [
        ("- Never push to main.", "- **MUST NOT** push to main."),
        ("- Always close the hatch", "- **MUST** close the hatch"),
        ("- You **must** log in", "- You **MUST** log in"),
        ("- Visitors may not enter.", "- Visitors **MUST NOT** enter."),
        ("- The crew has to wait.", "- The crew **MUST** wait."),
        ("- Run the tests before a commit.", "- **MUST** run the tests before a commit."),
        ("- If they fail, fix them.", "- If they fail, **MUST** fix them."),
        ("- Avoid secrets in code.", "- **SHOULD NOT** – Avoid secrets in code."),
        ("- At no time must it rain.", "- At no time **MUST** it rain."),
        ("- No guest may enter.", "- **MUST NOT** – “No guest may enter.”"),
        ("- [ ] Never run", "- [ ] **MUST NOT** run"),
        ("- Tore DÜRFEN bei Sturm NICHT auf.", "- **MUST NOT** – Tore DÜRFEN bei Sturm NICHT auf."),
        ("- MUSS dem Team schreiben", "- **MUST** dem Team schreiben"),
        ("- Never guess; always ask.", "- **MUST NOT** guess. **MUST** ask."),
        ("The crew must:\n\n- wait\n- look", "The crew **MUST**:\n\n- wait\n- look"),
        ("The crew must:\n\n- never run\n- wait", "The crew **MUST**:\n\n- never run\n- wait"),
        (
            "Die Crew darf auch hier nicht:\n\n- rennen\n- rufen",
            "Die Crew darf auch hier nicht:\n\n- **MUST NOT** – rennen\n- **MUST NOT** – rufen",
        ),
        ("- You MUST not run", "- You **MUST NOT** run"),
        ("• You must wait", "- You **MUST** wait"),
        ("- You MUST wait", "- You MUST wait"),
        ("`You must wait`", "`You must wait`"),
    ],
)
def test_how_a_rule_is_rewritten(written: str, copy_of_it: str) -> None:
    text = copied(Source("crew.md", f"# Crew\n\n## Rules\n\n{written}\n"), EVERY_SET)

    assert (
        text.removeprefix("---\nlanguage: de\n---\n\n") == f"# Crew\n\n## Rules\n\n{copy_of_it}\n"
    )


def test_sections_get_the_names_that_are_known_without_an_option() -> None:
    text = copied(
        Source(
            "wart.md", "# Wart\n\n## 1. Aufgaben\n\n- Tore ölen\n\n## Eigenschaften\n\n- ruhig\n"
        ),
        Keywords(("uppercase", "de")),
    )

    assert text == "# Wart\n\n## Key Responsibilities\n\n- Tore ölen\n\n## Core Traits\n\n- ruhig\n"


def test_a_role_by_the_name_of_its_file_stays_one_under_another_name() -> None:
    [made] = adopt([Source("AGENTS.md", "# Our repository\n\n- You MUST wait\n")])

    assert made.path == "our-repository.md"
    assert made.copy.text.startswith("---\ntype: persona\n---\n\n# Our repository\n")


def test_a_title_that_was_the_name_of_the_file_is_written_down() -> None:
    [made] = adopt([Source("Night Watch (v2).md", "You MUST wait\n")])
    [text] = [parse(Source(made.path, made.copy.text))[0]]

    assert made.path == "night-watch-v2.md"
    assert text is not None
    assert text.title == "Night Watch (V2)"


def test_fields_are_added_to_front_matter_that_is_there() -> None:
    toml = '+++\ntags = ["a"]\n+++\n# Our repository\n\n- You MUST wait\n'
    [made] = adopt([Source("AGENTS.md", toml)])

    assert made.copy.text == toml.replace("+++\ntags", '+++\ntype = "persona"\ntags')


def test_two_files_never_get_one_name() -> None:
    sources = [Source(f"{folder}/SKILL.md", "# Tides\n\n- You MUST wait\n") for folder in "ab"]
    made = adopt(sources, tops=["a", "b"])

    assert [one.path for one in made] == ["tides.md", "tides-2.md"]


def test_folders_are_kept_and_files_that_would_be_skipped_are_renamed() -> None:
    sources = [Source("in/crew/mate.md", "# Mate\n"), Source("CHANGELOG.md", "# Changelog\n")]
    made = adopt(sources, tops=["in"])

    assert [one.path for one in made] == ["crew/mate.md", "changelog-rules.md"]


def test_codes_are_those_that_the_files_had() -> None:
    """Files are read in the order of their names, which a copy may change."""
    sources = [
        Source("A (1).md", "# Zoo Boat\n\n## Traits\n"),
        Source("b.md", "# Zebra Boss\n\n## Traits\n"),
    ]
    made = adopt(sources)
    copies = adopt([Source(one.path, one.copy.text) for one in made])

    assert {one.text.title: one.text.code for one in made if one.text} == {
        one.text.title: one.text.code for one in copies if one.text
    }


def test_a_template_is_copied_as_it_is() -> None:
    text = "# Role\n\n- MUST [requirement]\n- MUST [requirement]\n"
    [made] = adopt([Source("role.md", text)])

    assert made.text is None
    assert made.copy.text == text


def test_a_file_in_which_more_is_written_than_unread_keeps_its_remarks() -> None:
    """Its author has decided what is a rule; a remark that says "should" is none."""
    text = "# A\n\n- MUST a\n- MUST b\n- MUST c\n\n- It should rain\n- It should snow\n"
    reading = read(Source("a.md", text))

    assert reading.keywords.chosen == ("uppercase",)
    assert len(reading.written) == 3
    assert copy(reading, "a.md").text == text


def test_two_models_differ_in_what_they_say() -> None:
    old, new = (parse(Source("a.md", f"# A\n\n- MUST {word}\n"))[0] for word in ("wait", "run"))

    assert difference(old, new, Renamed()) == "rules"
    assert difference(old, old, Renamed()) == ""
    assert difference(old, Persona("a.md", "A"), Renamed()) == "type"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_each_labelled_sentence_keeps_its_level(path: Path) -> None:
    """In all languages: what is a rule stays one of its level, and what is none stays text."""
    sentences = [line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    keywords = Keywords(("uppercase", path.stem))
    for sentence in filter(None, sentences):
        source = Source("a.md", f"# A\n\n## Sentences\n\n{sentence}\n")
        old, _ = parse(source, keywords=keywords)
        new, _ = parse(Source("a.md", copied(source, keywords)))
        assert old
        assert new
        assert [r.level for r in new.requirements] == [r.level for r in old.requirements]
