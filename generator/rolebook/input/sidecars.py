"""YAML files that stand beside a persona and say what its text does not: plain values, and the place of each.

`pilot.onboarding.yml` belongs to `pilot.md`. What the values mean is for others to say; here they
are read one by one, so that a bad one is told with its line and the others count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import msgspec.inspect
import yaml

from ..model.diagnostics import Diagnostic
from ..model.source import Span, cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..model.source import Source

T = TypeVar("T")

ONBOARDING = ".onboarding.yml"
"""How the name of a file about the checklist of a persona ends."""
RUBRIC = ".rubric.yml"
"""How the name of a file about the review rubric of a persona ends."""
ENDINGS = (ONBOARDING, RUBRIC)
OTHER_ENDINGS = (".onboarding.yaml", ".rubric.yaml")
"""How people also end such names; those files are told about, and not followed."""

MAX_LENGTH = 200_000
"""Characters; such a file is a page or two, and reading YAML takes long."""

Place = tuple[str | int, ...]
"""Keys and positions from the top of a file down to a value."""

_AT = re.compile(r"^(?P<message>.*?)(?: - at `(?:key in )?\$(?P<path>.*?)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]")


@dataclass(frozen=True)
class Sidecar:
    """What one file says."""

    path: str
    values: Mapping[str, Any]
    """By key; empty where the file cannot be read."""
    spans: Mapping[Place, Span] = field(default_factory=dict)

    def span(self, *place: str | int) -> Span:
        """Return where a value stands, or the nearest one above it that has a place."""
        known = (self.spans.get(place[:length]) for length in range(len(place), -1, -1))
        return next((span for span in known if span), Span(self.path, 1))


def owner_of(path: str) -> str:
    """Return the path of the persona that a file stands beside, without its suffix.

    >>> owner_of("personas/pilot.onboarding.yml")
    'personas/pilot'
    """
    return next((path.removesuffix(ending) for ending in ENDINGS if path.endswith(ending)), path)


def read_sidecar(source: Source) -> tuple[Sidecar, list[Diagnostic]]:
    r"""Read a file; what is no YAML, or no table of keys, is a diagnostic and an empty sidecar.

    >>> from rolebook import Source
    >>> sidecar, problems = read_sidecar(Source("a.onboarding.yml", "drop:\n  - talk-60\n"))
    >>> sidecar.values, str(sidecar.span("drop", 0)), problems
    ({'drop': ['talk-60']}, 'a.onboarding.yml:2:5', [])
    """
    empty = Sidecar(source.path, {})
    if len(source.text) > MAX_LENGTH:
        return empty, [_unreadable(Span(source.path, 1), "it is too long")]
    try:
        loader = yaml.SafeLoader(source.text)
        root = loader.get_single_node()
        if root is None:
            return empty, []
        if not isinstance(root, yaml.MappingNode):
            return empty, [_unreadable(Span(source.path, 1), "it is no table of keys")]
        unclean = [
            Diagnostic(
                "RD003",
                Span(source.path, mark.line + 1, mark.column + 1),
                "a control character was replaced",
            )
            for mark in clean_tree(root)
        ]
        reading = _Reading(source.path, loader)
        return Sidecar(source.path, reading.value(root, ()), reading.spans), [
            *unclean,
            *reading.problems,
        ]
    except RecursionError:
        return empty, [_unreadable(Span(source.path, 1), "it is nested too deep")]
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        span = Span(source.path, mark.line + 1, mark.column + 1) if mark else Span(source.path, 1)
        return empty, [
            _unreadable(span, str(getattr(error, "problem", None) or error).splitlines()[0])
        ]


def clean_tree(root: yaml.Node) -> list[yaml.Mark]:
    r"""Clean every text of a YAML tree, including keys, and return where the texts begin that needed it.

    Escapes such as `"\e"` and `"\ud83d"` bring in what a file itself may not hold.
    """
    seen: set[int] = set()
    marks: list[yaml.Mark] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            stack += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            stack += node.value
        elif cleaned(node.value) != node.value:
            node.value = cleaned(node.value)
            marks.append(node.start_mark)
    return sorted(marks, key=lambda mark: mark.index)


def entries(
    sidecar: Sidecar, key: str, kind: type[T]
) -> tuple[list[tuple[T, Span]], list[Diagnostic]]:
    """Return the entries of a list, each with its place, and what is wrong with the others.

    Args:
        sidecar: The file.
        key: The list's key; a missing one is an empty list.
        kind: What each entry is, as msgspec converts it.
    """
    given = sidecar.values.get(key)
    if given is not None and not isinstance(given, list):
        return [], [
            _bad(
                sidecar.span(key),
                f"{key!r} is no list",
                f"write {key}: and a line with '- ' for each",
            )
        ]
    return _converted(sidecar, ((key, n) for n in range(len(given or ()))), kind)


def named(
    sidecar: Sidecar, key: str, kind: type[T]
) -> tuple[list[tuple[str, T, Span]], list[Diagnostic]]:
    """Return the entries of a table, each with its name and place, and what is wrong with the others."""
    given = sidecar.values.get(key)
    if given is not None and not isinstance(given, dict):
        return [], [
            _bad(
                sidecar.span(key),
                f"{key!r} is no table",
                f"write {key}: and a line 'name: …' for each",
            )
        ]
    found: list[tuple[str, T, Span]] = []
    problems: list[Diagnostic] = []
    for name in given or ():
        one, wrong = _converted(sidecar, [(key, name)], kind)
        found += [(name, value, span) for value, span in one]
        problems += wrong
    return found, problems


def unknown_keys(sidecar: Sidecar, known: Iterable[str]) -> list[Diagnostic]:
    """Return a diagnostic for each key at the top that nobody reads."""
    wanted = list(known)
    help = f"there are {', '.join(wanted)}"
    return [
        _bad(sidecar.span(key), f"{key!r} means nothing here", help)
        for key in sidecar.values
        if key not in wanted
    ]


def _converted(
    sidecar: Sidecar, places: Iterable[Place], kind: type[T]
) -> tuple[list[tuple[T, Span]], list[Diagnostic]]:
    found: list[tuple[T, Span]] = []
    problems: list[Diagnostic] = []
    for place in places:
        value: Any = sidecar.values
        for step in place:
            value = value[step]
        try:
            found.append((msgspec.convert(value, kind), sidecar.span(*place)))
        except msgspec.ValidationError as error:
            problems.append(_invalid(sidecar, place, str(error), kind))
    return found, problems


def _invalid(sidecar: Sidecar, place: Place, error: str, kind: type) -> Diagnostic:
    """Return what msgspec says about a value in our words, at the place of the part that it means."""
    match = _AT.match(error)
    message, path = (match["message"], match["path"] or "") if match else (error, "")
    steps = tuple(
        int(step["index"]) if step["index"] else step["key"] for step in _STEP.finditer(path)
    )
    words = [*_NAME.findall(message), message.rpartition(" ")[2]]
    name = next((step for step in reversed(steps) if isinstance(step, str)), "the entry")
    for part, say in _SAID:
        if part in message:
            said, help, below = say(name, words, kind)
            return _bad(sidecar.span(*place, *steps, *below), said, help)
    return _bad(sidecar.span(*place, *steps), message[:1].lower() + message[1:])


Said = tuple[str, str, Place]
"""A sentence, help, and the way further down to what it means."""


def _no_such_value(name: str, words: list[str], kind: type) -> Said:
    return f"{words[0]!r} is no {name}", f"it can be {', '.join(_choices(kind, name))}", ()


def _missing(name: str, words: list[str], kind: type) -> Said:
    return f"the entry lacks {words[0]!r}", "", ()


def _unknown(name: str, words: list[str], kind: type) -> Said:
    return (
        f"{words[0]!r} means nothing here",
        f"an entry can have {', '.join(_fields(kind))}",
        (words[0],),
    )


def _wrong_type(name: str, words: list[str], kind: type) -> Said:
    wanted = " or ".join(_TYPES.get(word, word) for word in words[0].split(" | "))
    return f"{name!r} is {_TYPES.get(words[1], words[1])}", f"write {wanted}", ()


def _empty_or_odd(name: str, words: list[str], kind: type) -> Said:
    return f"{name!r} is empty or has characters that it cannot have", "", ()


def _too_short(name: str, words: list[str], kind: type) -> Said:
    return f"{name!r} is too short", f"write {words[-1]} or more", ()


def _too_long(name: str, words: list[str], kind: type) -> Said:
    return f"{name!r} is too long", f"write {words[-1]} characters or fewer", ()


def _too_small(name: str, words: list[str], kind: type) -> Said:
    return f"{name!r} is too small", f"write {words[-1]} or more", ()


def _too_large(name: str, words: list[str], kind: type) -> Said:
    return f"{name!r} is too large", f"write {words[-1]} or less", ()


_NAME = re.compile(r"[`'](.*?)[`']")
_TYPES: Mapping[str, str] = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "date": "a date",
    "datetime": "a time",
    "array": "a list",
    "object": "a table of keys",
}
_SAID: tuple[tuple[str, Callable[[str, list[str], type], Said]], ...] = (
    ("Invalid enum value", _no_such_value),
    ("Object missing", _missing),
    ("Object contains unknown", _unknown),
    ("`, got `", _wrong_type),
    (" matching regex ", _empty_or_odd),
    (" of length >= ", _too_short),
    (" of length <= ", _too_long),
    (" >= ", _too_small),
    (" <= ", _too_large),
)
"""What a message of msgspec has in it, and how it is said here."""


def _fields(kind: type) -> list[str]:
    info = msgspec.inspect.type_info(kind)
    return (
        [field.encode_name for field in info.fields]
        if isinstance(info, msgspec.inspect.StructType)
        else []
    )


def _choices(kind: type, name: str) -> list[str]:
    info = msgspec.inspect.type_info(kind)
    fields = info.fields if isinstance(info, msgspec.inspect.StructType) else ()
    types = [field.type for field in fields if field.encode_name == name]
    flat = [
        one
        for t in types
        for one in (t.types if isinstance(t, msgspec.inspect.UnionType) else (t,))
    ]
    return [
        str(value.value)
        for one in flat
        if isinstance(one, msgspec.inspect.EnumType)
        for value in one.cls
    ]


def _unreadable(span: Span, reason: str) -> Diagnostic:
    return Diagnostic("RD011", span, f"the file cannot be read: {reason}")


def _bad(span: Span, message: str, help: str = "") -> Diagnostic:
    return Diagnostic("RD012", span, message, help)


class _Reading:
    """Makes plain values of a tree, and keeps where each stands."""

    def __init__(self, path: str, loader: yaml.SafeLoader) -> None:
        self.spans: dict[Place, Span] = {}
        self.problems: list[Diagnostic] = []
        self._path = path
        self._loader = loader
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.spans.setdefault(place, self._span(node))
        # What an alias repeats can grow without bound.
        if isinstance(node, yaml.CollectionNode) and id(node) in self._seen:
            self.problems.append(
                _bad(self._span(node), "an alias repeats an earlier part", "write it out")
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, n)) for n, child in enumerate(node.value)]
        return self._loader.construct_object(node)

    def _items(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(_bad(self._span(key), "a key is no text"))
                continue
            name = key.value
            if name in seen:
                self.problems.append(
                    _bad(
                        self._span(key),
                        f"{name!r} stands here twice",
                        "the later one is passed over",
                    )
                )
                continue
            seen.add(name)
            self.spans[*place, name] = self._span(key)
            yield name, self.value(child, (*place, name))

    def _span(self, node: yaml.Node) -> Span:
        return Span(self._path, node.start_mark.line + 1, node.start_mark.column + 1)
