"""Keys to the words that Rolebook itself prints, in one language.

The words are in Fluent files (https://projectfluent.org), one folder per language. Fluent rather
than gettext, because its messages have keys instead of English sentences, one message can count
several things ("18 questions cover 27 rules"), and the same file is read by Python and by the
scripts of the pages.

The words of authors are not here, nor are those of skill frameworks.
"""

from __future__ import annotations

import datetime  # noqa: TC003 - an example needs it
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from .entries import entries, words

# Fluent and Babel are imported by the functions that need them: they take 0.07 s, as long as all
# that `rolebook explain` does.
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from babel import Locale
    from fluent.runtime import FluentBundle

__all__ = [
    "ENGLISH",
    "PSEUDO",
    "Messages",
    "MissingMessageError",
    "catalogue",
    "languages",
    "messages",
]

ENGLISH = "en"
PSEUDO = "en-XA"
"""A language with marks around every message; see `pseudo`."""
_HELD = "\ue000"
"""Stands for a value that is HTML, until the words around it are escaped."""
_LONGEST = 2000
"""Characters of a value that Fluent takes: it refuses 2,500, and rules of authors can be longer."""


_TEXTS = frozenset({str})
"""Types of values that a format takes as they are."""
_PLAIN = frozenset({str, int})
"""Types of values whose equality means the same words, as it does not for 1 and 1.0 or True."""
_REMEMBERED = 4096
"""Messages with their values that are kept: most of a page's are those of the page before."""


class MissingMessageError(LookupError):
    """A bug: a key that is not in the catalogue, or a message without a value that it names."""


class Messages:
    """The messages of one language: call it with a key and the values that the message names.

    >>> say = messages()
    >>> say("rule-count", count=1), say("rule-count", count=1240)
    ('1 rule', '1,240 rules')
    """

    def __init__(self, language: str, text: str) -> None:
        self.language = language
        self.text = text
        """The whole catalogue, as Fluent writes it."""
        self._entries = entries(text)
        self._read = cache(lambda name: _formats(self._entries.get(name, "")))
        self._formats: dict[str, str | None] = {}
        """From a key to its format, see `forms`; None where it needs Fluent."""
        self._fixed: dict[str, str] = {}
        self._remembered = lru_cache(_REMEMBERED)(
            lambda key, values: self._counted(key, dict(values))
        )

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a message; it is `Markup` where a value is.

        Args:
            key: A key such as `rule-count`, or `KW001.help` for an attribute of a message.
            values: By the name that the message has for them. Whole numbers are written as the
                language does; a value with `__html__` keeps its HTML, and all else is escaped.

        Raises:
            MissingMessageError: There is no such message, or it needs a value that is not given.
        """
        if not values:
            if key not in self._fixed:
                self._fixed[key] = self._filled(key, {})
            return self._fixed[key]
        if _TEXTS.issuperset(map(type, values.values())):
            return self._filled(key, values)
        if any(hasattr(value, "__html__") for value in values.values()):
            return self._html(key, values)
        return self._counting(key, values)

    def _filled(self, key: str, values: dict[str, Any]) -> str:
        """Return a message of values that are texts."""
        form = self._format(key)
        if form is None:
            return self._counting(key, values)
        text = _fill(key, form, values)
        if "\n" not in text:
            return text
        return _fill(key, form, {name: _in_a_line(value) for name, value in values.items()})

    def _html(self, key: str, values: dict[str, Any]) -> Markup:
        """Return a message of which some values are HTML."""
        form = self._format(key)
        if form is None or not all(isinstance(value, str) for value in values.values()):
            return self._html_counting(key, values)
        safe = {
            name: escape(value if hasattr(value, "__html__") else _in_a_line(value))
            for name, value in values.items()
        }
        # What begins and ends a variable in a format is not escaped.
        return Markup(_fill(key, str(escape(form)), safe))

    def _html_counting(self, key: str, values: dict[str, Any]) -> Markup:
        held = {
            name: f"{_HELD}{name}{_HELD}"
            for name, value in values.items()
            if hasattr(value, "__html__")
        }
        html = escape(self._counting(key, {**values, **held}))
        for name, mark in held.items():
            html = html.replace(mark, Markup(escape(values[name])))
        return html

    def _counting(self, key: str, values: dict[str, Any]) -> str:
        """Return a message that Fluent fills in: one that counts, or has a number for a value."""
        plain = {
            # The value of an enumeration is its text.
            name: str.__str__(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        if _PLAIN.issuperset(map(type, plain.values())):
            return self._remembered(key, tuple(plain.items()))
        return self._counted(key, plain)

    def _counted(self, key: str, values: dict[str, Any]) -> str:
        """Return a message as Fluent writes it; values too long for it are put in afterwards."""
        long = {
            f"{_HELD}{name}{_HELD}": value
            for name, value in values.items()
            if isinstance(value, str) and len(value) > _LONGEST
        }
        text = self._fluent(key, {**values, **{mark[1:-1]: mark for mark in long}})
        for mark, value in long.items():
            text = text.replace(mark, value)
        return text

    def has(self, key: str) -> bool:
        """Whether there is a message or attribute with this key."""
        name, _, attribute = key.partition(".")
        return attribute in self._read(name)

    def _format(self, key: str) -> str | None:
        """Return the format of a message, or None if it needs Fluent."""
        if key not in self._formats:
            name, _, attribute = key.partition(".")
            known = self._read(name)
            if attribute not in known:
                raise MissingMessageError(f"{self.language} has no message {key!r}")
            self._formats[key] = known[attribute]
        return self._formats[key]

    @cached_property
    def _bundle(self) -> FluentBundle:
        from fluent.runtime import FluentBundle

        return FluentBundle([self.language], use_isolating=False)

    def _fluent(self, key: str, values: dict[str, Any]) -> str:
        from fluent.runtime import FluentResource

        self._format(key)  # raises, too, if there is no such message
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            self._bundle.add_resource(FluentResource(self._entries[name]))
        message = self._bundle.get_message(name)
        pattern: Any = message.attributes[attribute] if attribute else message.value
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingMessageError(f"{key}: {errors[0]}")
        return str(text).replace("\n", " ")

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(self.language, sep="-")
        except UnknownLocaleError:
            return Locale.parse(ENGLISH)

    def number(self, number: float) -> str:
        """Return a number with the language's separators.

        >>> messages().number(1240)
        '1,240'
        """
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self._locale)

    def list(self, items: Iterable[str], *, last: str = "standard") -> str:
        """Return items as the language lists them.

        Args:
            items: What is listed; where one is HTML, the others are escaped.
            last: What comes before the last item: `standard` for "and", `or`, `unit` for a comma.

        >>> messages().list(["a", "b", "c"]), messages().list(["a", "b"], last="or")
        ('a, b, and c', 'a or b')
        """
        from babel.lists import format_list

        given = list(items)
        # So are most: 85,000 of 107,000 lists on the pages of 18,560 rules.
        if len(given) == 1:
            [only] = given
            return Markup(escape(only)) if hasattr(only, "__html__") else only
        if not any(hasattr(item, "__html__") for item in given):
            return format_list(given, style=_STYLES[last], locale=self._locale)
        marks = [f"{_HELD}{n}{_HELD}" for n in range(len(given))]
        html = escape(format_list(marks, style=_STYLES[last], locale=self._locale))
        for mark, item in zip(marks, given, strict=True):
            html = html.replace(mark, Markup(escape(item)))
        return html

    def date(self, day: datetime.date, form: str = "d MMM y") -> str:
        """Return a day in words.

        Args:
            day: A day.
            form: A pattern of CLDR, https://unicode.org/reports/tr35/tr35-dates.html.

        >>> monday = datetime.date(2026, 12, 7)
        >>> messages().date(monday), messages().date(monday, "EEE d MMM y")
        ('7 Dec 2026', 'Mon 7 Dec 2026')
        """
        from babel.dates import format_date

        return format_date(day, form, locale=self._locale)


def _formats(entry: str) -> Mapping[str, str | None]:
    """Return a message as formats, see `forms.formats`; one of words alone needs no Fluent."""
    read = words(entry) if entry else {}
    if None not in read.values():
        return read
    from .forms import formats

    return formats(entry)


def _fill(key: str, form: str, values: Mapping[str, str]) -> str:
    try:
        return form % values
    except KeyError as error:
        raise MissingMessageError(f"{key}: there is no value {error}") from None


def _in_a_line(value: str) -> str:
    """Return a value in one line; one that is as long as a whole rule keeps its lines."""
    return value if len(value) > _LONGEST else str.__str__(value).replace("\n", " ")


_STYLES: dict[str, Any] = {"standard": "standard", "or": "or", "unit": "unit"}


def messages(language: str = ENGLISH) -> Messages:
    """Return the messages of a language; English where there are none for it.

    >>> messages("de-AT").language
    'en'
    """
    known = (PSEUDO, *languages())
    return _read(next((one for one in (language, language.split("-")[0]) if one in known), ENGLISH))


@cache
def _read(language: str) -> Messages:
    return Messages(language, catalogue(language))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue.

    >>> languages()
    ('en',)
    """
    folder = resources.files(__name__)
    return tuple(
        sorted(one.name for one in folder.iterdir() if one.joinpath("common.ftl").is_file())
    )


def catalogue(language: str, *, without: Collection[str] = ()) -> str:
    """Return all messages of a language as one text, in the order of its files.

    Args:
        language: One of `languages`, or the pseudo-language.
        without: Names of files to leave out.
    """
    if language == PSEUDO:
        from .pseudo import pseudo

        return pseudo(catalogue(ENGLISH, without=without))
    files = resources.files(__name__).joinpath(language).iterdir()
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in files
        if file.name.endswith(".ftl") and file.name not in without
    }
    return "\n".join(texts[name] for name in sorted(texts))
