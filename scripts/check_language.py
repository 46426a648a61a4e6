"""Hold the project's texts against its glossary: one meaning, one word. Run as part of `make lint`.

It is a program of its own because no prose linter reads all of these texts: Vale comes as a binary
from another host than the package index, and textlint brings hundreds of packages and reads neither
docstrings nor Fluent. What it does is small: it looks for words that the glossary replaces.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "scripts" / "glossary.yml"

Line = tuple[int, str]
"""A line number and the prose on the line."""


@dataclass(frozen=True)
class Term:
    """A rule of the glossary."""

    say: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    only: frozenset[str]
    """Kinds of texts; empty for all."""


@dataclass(frozen=True)
class Problem:
    """A word to replace."""

    line: int
    word: str
    say: str


def main() -> int:
    """Print every word to replace, and return 1 if there is one."""
    glossary = yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))
    terms = read_terms(glossary)
    is_clean = True
    for kind, patterns in glossary["texts"].items():
        for file in _files(patterns):
            for problem in problems(file.read_text(encoding="utf-8"), kind, terms):
                is_clean = False
                place = f"{file.relative_to(ROOT).as_posix()}:{problem.line}"
                print(f"{place}: write {problem.say!r} instead of {problem.word!r}")
    return 0 if is_clean else 1


def _files(patterns: list[str]) -> list[Path]:
    """Return the files of patterns, without those of patterns that start with `!`."""
    left_out = {
        file for pattern in patterns if pattern[0] == "!" for file in ROOT.glob(pattern[1:])
    }
    return sorted({*chain.from_iterable(map(ROOT.glob, patterns))} - left_out)


def read_terms(glossary: Mapping[str, Any]) -> list[Term]:
    """Return the rules of a glossary."""
    return [_term(entry) for entry in glossary["terms"]]


def _term(entry: Mapping[str, Any]) -> Term:
    flags = re.NOFLAG if entry.get("is-exact") else re.IGNORECASE
    unless = entry.get("unless")
    return Term(
        entry["say"],
        _any_of(entry["not"], flags),
        _any_of(unless, flags) if unless else None,
        frozenset(entry.get("only", ())),
    )


def _any_of(phrases: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    # A hyphen, dot or bracket makes it part of a name: `rule-id`, `data.id`, `id:`.
    return re.compile(
        rf"(?<![\w.#/-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/-])", flags
    )


def problems(text: str, kind: str, terms: list[Term]) -> Iterator[Problem]:
    r"""Yield the words of a text that the glossary replaces.

    >>> terms = read_terms({"terms": [{"say": "typo", "not": ["slip"]}]})
    >>> [(one.line, one.word) for one in problems("a `slip`\na Slip", "docs", terms)]
    [(2, 'Slip')]
    """
    wanted = [term for term in terms if not term.only or kind in term.only]
    for number, line in READERS[kind](text):
        for term in wanted:
            allowed = [match.span() for match in term.unless.finditer(line)] if term.unless else []
            for match in term.pattern.finditer(line):
                if not any(start <= match.start() < end for start, end in allowed):
                    yield Problem(number, match[0], term.say)


_FSTRING_START = getattr(tokenize, "FSTRING_START", -1)
_FSTRING_MIDDLE = getattr(tokenize, "FSTRING_MIDDLE", -1)
"""Python 3.12 and later take f-strings apart."""
_BEFORE_DOCSTRING = {
    *(tokenize.ENCODING, tokenize.NEWLINE, tokenize.NL),
    *(tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT),
}
"""What comes before a string that is a statement of its own."""
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|\{[^}]*\}|https?://\S+|\"[^\"]*\"|“[^”]*”")
"""Parts of a line that are not prose: code, addresses, tags, attributes, and what is quoted."""


def _markdown(text: str) -> Iterator[Line]:
    """Yield the prose of a Markdown page: no fenced code, no front matter."""
    is_code = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif not is_code and not line.startswith("    "):
            yield number, _CODE.sub(" ", line)


def _fluent(text: str) -> Iterator[Line]:
    """Yield the words of messages, without keys, values and comments."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#"):
            value = line.partition("=")[2] if re.match(r"\s*[.\w-]+\s*=", line) else line
            yield number, re.sub(r"\{[^}]*\}?|\[[^\]]*\]", " ", value)


def _python(text: str) -> Iterator[Line]:
    """Yield comments, docstrings, and strings that a user may see; doctests are code."""
    before, prefix = tokenize.ENCODING, ""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_docstring = depth == 0 and before in _BEFORE_DOCSTRING
        before = token.type
        if token.type == tokenize.OP:
            depth += (token.string in "([{") - (token.string in ")]}")
        elif token.type == _FSTRING_START:
            prefix = token.string
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and is_docstring):
            is_prose = True
        elif token.type == tokenize.STRING:
            is_prose = not _is_data(token.string)
        else:
            is_prose = token.type == _FSTRING_MIDDLE and not _is_data(prefix + token.string)
        if is_prose:
            for offset, line in enumerate(token.string.split("\n")):
                if not line.lstrip().startswith((">>>", "...")):
                    yield token.start[0] + offset, re.sub(r"`[^`]*`|\{[^}]*\}", " ", line)


def _is_data(literal: str) -> bool:
    """Whether a string is a pattern, a key or a list of words rather than a sentence."""
    is_raw = "r" in re.split("[\"']", literal.lower(), maxsplit=1)[0]
    return is_raw or " " not in literal or "\n" in literal


READERS: Mapping[str, Callable[[str], Iterator[Line]]] = {
    "docs": _markdown,
    "messages": _fluent,
    "python": _python,
}
"""By kind of text, as the glossary names them."""


if __name__ == "__main__":
    sys.exit(main())
