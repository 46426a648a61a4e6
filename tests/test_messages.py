"""The message catalogue: no key is missing or stale, and nothing that is printed stands outside it."""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from rolebook.messages import ENGLISH, PSEUDO, catalogue, languages, messages
from rolebook.messages.entries import words
from rolebook.messages.pseudo import BEGIN, END

from .literals import python_literals, script_literals

PACKAGE = Path(__file__).parents[1] / "generator" / "rolebook"
PYTHON = sorted(path for path in PACKAGE.rglob("*.py") if "files" not in path.parts)
_ELSEWHERE = ("theme/partials", "decisions/page")
TEMPLATES = sorted(
    path for folder in ("templates", *_ELSEWHERE) for path in PACKAGE.glob(f"{folder}/*.html")
)
SCRIPTS = sorted(
    path
    for pattern in ("assets/**/*.js", "decisions/page/*.js")
    for path in PACKAGE.glob(pattern)
    if path.name not in ("engine.js", "fluent.js")
)
STYLES = sorted([*PACKAGE.glob("assets/**/*.css"), *PACKAGE.glob("decisions/page/*.css")])

_SAID = re.compile(r"\b(?:say|pieces)\(\s*([\"'`])(?P<key>[A-Za-z][\w.-]*)(?P<rest>\1|\$\{)")
_JINJA_JOINED = re.compile(r"\bsay\(\s*([\"'])(?P<key>[A-Za-z][\w.-]*)\1\s*~")
_SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)


def entries() -> Iterator[fluent.Message]:
    for entry in FluentParser().parse(catalogue(ENGLISH)).body:
        assert not isinstance(entry, fluent.Junk), f"cannot be read: {entry.content}"
        if isinstance(entry, fluent.Message):
            yield entry


def keys() -> set[str]:
    """All keys, those of attributes too."""
    found = set()
    for entry in entries():
        if entry.value is not None:
            found.add(entry.id.name)
        found |= {f"{entry.id.name}.{attribute.id.name}" for attribute in entry.attributes}
    return found


def python_keys(path: Path) -> Iterator[tuple[str, bool]]:
    """Keys that Python names, and whether they are whole; else they are how a key begins."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        first = node.args[0]
        if name != "say":
            continue
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value, True
        if isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
            yield str(first.values[0].value), False


def text_keys(path: Path) -> Iterator[tuple[str, bool]]:
    """Keys that a template or script names."""
    text = path.read_text(encoding="utf-8")
    joined = {match["key"] for match in _JINJA_JOINED.finditer(text)}
    for match in _SAID.finditer(text):
        yield match["key"], match["rest"] != "${" and match["key"] not in joined


def used() -> Iterator[tuple[str, str, bool]]:
    for path in PYTHON:
        yield from ((path.name, key, is_whole) for key, is_whole in python_keys(path))
    for path in (*TEMPLATES, *SCRIPTS):
        yield from ((path.name, key, is_whole) for key, is_whole in text_keys(path))


def test_every_key_that_is_used_is_in_the_catalogue() -> None:
    known = keys()
    missing = [
        (file, key)
        for file, key, is_whole in used()
        if not (key in known if is_whole else any(one.startswith(key) for one in known))
    ]
    assert missing == []


def test_every_message_is_used() -> None:
    whole = {key for _, key, is_whole in used() if is_whole}
    begun = tuple(key for _, key, is_whole in used() if not is_whole)
    # tests/test_checks.py shows those of problems, whose keys are made of a code.
    others = (key for key in keys() - whole if not re.match(r"[A-Z]{2}\d{3}", key))
    stale = sorted(key for key in others if not key.startswith(begun))
    assert stale == []


def test_every_key_stands_once() -> None:
    names = [entry.id.name for entry in entries()]
    assert sorted(names) == sorted(set(names))


# What is between tags and expressions, and the attributes that people read.
_UNPRINTED = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style|svg)\b.*?</\1>", re.DOTALL)
_READ = re.compile(r"\b(?:title|aria-label|placeholder|alt|data-label|content)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>|&\w+;", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_words_of_its_own(path: Path) -> None:
    text = _UNPRINTED.sub("", path.read_text(encoding="utf-8"))
    words = [*_READ.findall(text), *_TAG.sub("\n", text).split("\n")]
    ours = [word.strip() for word in words if re.search(r"[A-Za-z]{2}", word)]
    assert [
        word for word in ours if not re.fullmatch(r"width=device-width.*|utf-8|@rev", word)
    ] == []


_WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? +[A-Za-z]{2,}|[A-Z][a-z]+[ .?!]*$")
_CLASSES = re.compile(r"(?:(?:rolebook|rb-[\w-]+|md-[\w-]+) ?)+|[.#\[:(][^ ].*|input, textarea.*")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_script_holds_words_of_its_own(path: Path) -> None:
    literals = script_literals(path.read_text(encoding="utf-8"))
    words = [text for text in literals if _WORDS.search(text) and not _CLASSES.fullmatch(text)]
    assert [text for text in words if text not in CODE] == []


CODE: set[str] = {
    '<body class="rb-shelled">',
    *("use strict", "Enter", "Escape", "Home", "End", "Tab", "Node", "Backspace", "Delete"),
    *("MUST NOT", "SHOULD NOT"),
    " has no message ",  # a mistake of the program
    "requestIdleCallback",
    "Unnamed change",  # as browsers have stored it
    "DOMContentLoaded",
    *("replaceState", "pushState", "Content-Type", "Bearer ", "ApiKey ", " NOT IN []"),
    "no number of hits",
    "Markdown",  # a format
    "table.rb-grid caption span",
    # words that a search passes over
    "a about all an and any are as at be been being but by can could do does for from had has",
    "have how i if in into is it its may me must my need not of on one or our shall should so",
    "that the their them then there these they this to use used using was we were what when",
    "where which who whom why will with without would you your",
}
"""Literals of scripts that look like words and are none."""


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_sheet_holds_words_of_its_own(path: Path) -> None:
    contents = re.findall(r"\bcontent:([^;]*);", path.read_text(encoding="utf-8"))
    words = [text for content in contents for text in re.findall(r'"([^"]*)"', content)]
    assert [text for text in words if re.search(r"(?<!\\)\b[A-Za-z]{2}", text)] == []


PRINTING = ("pages", "views", "checklist", "rubric", "paper", "families")
"""Rooms whose words readers see; `exports` has the descriptions of schemas, too."""
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? +[a-z]{2,}|^[A-Z][a-z]{2,}[ .?!:]*$")
_LIST = re.compile(r"\s*(?:[a-z]+\s+){15,}[a-z]+\s*")  # words that rules are searched for


@pytest.mark.parametrize(
    "path",
    [path for path in PYTHON if path.relative_to(PACKAGE).parts[0] in PRINTING],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_module_holds_words_of_its_own(path: Path) -> None:
    literals = python_literals(ast.parse(path.read_text(encoding="utf-8")))
    texts = [_MARKUP.sub("", text) for text in literals if not _LIST.fullmatch(text)]
    words = [text for text in texts if _SENTENCE.search(text)]
    assert [text for text in words if text not in PYTHON_CODE] == []


_MARKUP = re.compile(r"<[^<>]*(?:>|$)")  # the last one goes on in another literal

PYTHON_CODE: set[str] = {
    "var rolebookCatalogue = ",
    "Handbook",  # the name of a site that has none; the setting site_name translates it
    '<div lang="',
    "Letter",  # a size of paper
    "Requirement",  # a type
    "rb-level rb-",  # classes
    "table cell",  # a form of rules
    # what commands and exceptions say, in English
    *(": no font has ", "; empty boxes are printed instead; install ", "there are "),
    " or other fonts that have them",
    *("Noto Sans Yi", "Noto Sans Symbols"),
    *("rules of the persona", "rules of the items", "rules of the grid"),
    "%|percent|seconds?|minutes?|ms|milliseconds?|hours?|days?|months?|years?|[kKMGT]i?B|px|"
    "CSS pixels|lines?|characters?|times|levels?|steps?|words|or (?:fewer|less|more)",
    "at (?:most|least)|(?:more|less|fewer|longer|greater|higher|lower) than|within|below|above|"
    "beyond|up to|under|over|exceeds?",
}
"""Literals of modules that look like words and are none."""


def test_the_pseudo_language_marks_every_message() -> None:
    say = messages(PSEUDO)
    for entry in entries():
        values = {name: 2 if name in NUMBERS else "x" for name in variables(entry)}
        said = say(entry.id.name, **values) if entry.value is not None else f"{BEGIN}{END}"
        assert (said[0], said[-1]) == (BEGIN, END), entry.id.name


NUMBERS = {"count"}


def variables(node: fluent.BaseNode) -> set[str]:
    """The names of the values that a message needs."""
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, fluent.VariableReference):
            found.add(value.id.name)
        elif isinstance(value, fluent.BaseNode):
            for part in vars(value).values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(node)
    return found


def test_languages_are_those_with_a_catalogue_in_the_order_of_their_tags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = ["pt-BR", "de", "zh-Hant", "en", "fr", "nl", "it", "da"]
    for tag in tags:
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "common.ftl").touch()
    (tmp_path / "drafts").mkdir()
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(Path, "iterdir", lambda folder: (folder / tag for tag in [*tags, "drafts"]))

    assert languages.__wrapped__() == tuple(sorted(tags))


@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_messages_without_values_are_what_fluent_reads(language: str) -> None:
    """Those that are only words are read without Fluent."""
    text = catalogue(language)
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    say = messages(language)
    for entry in FluentParser().parse(text).body:
        if not isinstance(entry, fluent.Message):
            continue
        message = bundle.get_message(entry.id.name)
        parts = {f"{entry.id.name}.{name}": value for name, value in message.attributes.items()}
        for key, pattern in {entry.id.name: message.value, **parts}.items():
            assert say.has(key) is (pattern is not None), key
            read, errors = bundle.format_pattern(pattern, {}) if pattern else ("", [True])
            if not errors:
                assert say(key) == str(read).replace("\n", " "), key


@pytest.mark.parametrize(
    ("entry", "read"),
    [
        ("a = one\n    two\n", {"": "one two"}),
        ("a =\n    one\n    two\n", {"": "one two"}),
        ("a = one\n    two\n        three\n", {"": None}),
        ("a = one\n\n    two\n", {"": None}),
        ("a = one { $b }\n    .help = two\n", {"": "one %(b)s", "help": "two"}),
        ("a = 5 % of { $b }\n", {"": "5 %% of %(b)s"}),
        ("a = one { -b }\n", {"": None}),
        ("a =\n    .help = two\n", {"help": "two"}),
        ("a = { $n ->\n    [one] one\n   *[other] many\n }\n", {"": None}),
    ],
)
def test_only_words_are_read_without_fluent(entry: str, read: Mapping[str, str | None]) -> None:
    assert words(entry) == read
