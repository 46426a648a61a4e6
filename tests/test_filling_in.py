"""A message that Python fills in reads as Fluent writes it, whatever the values are."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from rolebook.messages import PSEUDO, Messages, MissingMessageError, languages, messages

from .test_messages import variables


class Word(StrEnum):
    """A value that is also a member of an enumeration, as levels are."""

    MUST_NOT = "MUST NOT"
    EM = "<em>"


ALL_LANGUAGES = (*languages(), PSEUDO)
TEXTS = st.one_of(
    st.text(alphabet="ab %(){}$\n<>&\"'«»“é", max_size=12),
    st.sampled_from(("%s", "%(count)s", "{ $role }", "100 %", "x" * 2500 + "\n")),
)
PLAIN = st.one_of(TEXTS, st.integers(-5, 20_000), st.sampled_from(Word))
HTML = st.builds(lambda text: Markup("<b>{}</b>\n").format(text), TEXTS)


@cache
def bundle(language: str) -> FluentBundle:
    made = FluentBundle([language], use_isolating=False)
    made.add_resource(FluentResource(messages(language).text))
    return made


@cache
def keys(language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every key of a language, and the values that it needs."""
    found = []
    for entry in FluentParser().parse(messages(language).text).body:
        if isinstance(entry, fluent.Message):
            patterns = {f".{one.id.name}": one.value for one in entry.attributes}
            for attribute, pattern in {"": entry.value, **patterns}.items():
                if pattern is not None:
                    found.append((f"{entry.id.name}{attribute}", tuple(sorted(variables(pattern)))))
    return found


def as_fluent_writes(language: str, key: str, values: Mapping[str, object]) -> str:
    """The message by Fluent alone: HTML and what is too long for it are put in at the end."""
    is_html = any(hasattr(value, "__html__") for value in values.values())
    late = {
        name: value
        for name, value in values.items()
        if hasattr(value, "__html__") or (isinstance(value, str) and len(value) > 2000)
    }
    marks = {name: f"\ue000{name}\ue000" for name in late}
    name, _, attribute = key.partition(".")
    message = bundle(language).get_message(name)
    pattern = message.attributes[attribute] if attribute else message.value
    assert pattern is not None
    text, errors = bundle(language).format_pattern(pattern, {**values, **marks})
    assert not errors
    text = str(text).replace("\n", " ")
    text = str(escape(text)) if is_html else text
    for name, value in late.items():
        text = text.replace(marks[name], str(escape(value)) if is_html else str(value))
    return text


@pytest.mark.parametrize("language", ALL_LANGUAGES)
@given(data=st.data())
def test_a_message_reads_as_fluent_writes_it(language: str, data: st.DataObject) -> None:
    key, names = data.draw(st.sampled_from(keys(language)))
    kinds = st.one_of(PLAIN, HTML) if data.draw(st.booleans()) else PLAIN
    values = {name: data.draw(kinds) for name in names}
    said = messages(language)(key, **values)
    assert str(said) == as_fluent_writes(language, key, values)
    assert hasattr(said, "__html__") is any(hasattr(one, "__html__") for one in values.values())


@pytest.mark.parametrize("language", ALL_LANGUAGES)
@pytest.mark.parametrize("values", [("1", 1), (1, "1"), (Markup("<b>1</b>"), "1")])
def test_every_message_reads_as_fluent_writes_it(language: str, values: tuple[object, ...]) -> None:
    for key, names in keys(language):
        given = {name: values[n % len(values)] for n, name in enumerate(names)}
        said = messages(language)(key, **given)
        assert str(said) == as_fluent_writes(language, key, given), key


CATALOGUE = """
# A comment between entries.
hello = 100 % of { $names }
    .title = { $names }
lines =
    One line
    and { $another }
brace = { "{" }{ $name }{ "}" }
only-title =
    .title = Title
counted =
    { $count ->
        [one] one
       *[other] { $count } of { $name }
    }
"""


def test_a_catalogue_is_read_entry_by_entry() -> None:
    say = Messages("en", CATALOGUE)
    assert say("hello", names="a%s") == "100 % of a%s"
    assert say("hello.title", names="a") == "a"
    assert say("lines", another="two\nlines") == "One line and two lines"
    assert say("brace", name="x") == "{x}"
    assert say("only-title.title") == "Title"
    assert [say("counted", count=n, name="x") for n in (1, 1200)] == ["one", "1,200 of x"]


@pytest.mark.parametrize(
    "key", ["", "hell", "hello.label", "only-title", "One", "#", "counted.one"]
)
def test_a_key_that_is_not_there_is_a_mistake_of_the_program(key: str) -> None:
    say = Messages("en", CATALOGUE)
    assert not say.has(key)
    with pytest.raises(MissingMessageError, match=re.escape(f"en has no message {key!r}")):
        say(key, names="a")


@pytest.mark.parametrize("value", [{}, {"name": "x"}, {"name": Markup("x")}, {"name": 1}])
@pytest.mark.parametrize("key", ["hello", "counted"])
def test_so_is_a_value_that_is_not_given(key: str, value: dict[str, object]) -> None:
    with pytest.raises(MissingMessageError, match=r"^(hello.*names|counted.*count)"):
        Messages("en", CATALOGUE)(key, **value)


@pytest.mark.parametrize("value", [None, ["a"], object()])
def test_so_is_a_value_that_is_neither_text_nor_number(value: object) -> None:
    with pytest.raises(MissingMessageError, match="hello"):
        Messages("en", CATALOGUE)("hello", names=value)
