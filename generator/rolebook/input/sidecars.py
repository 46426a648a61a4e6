"""YAML files next to a persona that add to it: plain values, and the place of each value.

`pilot.onboarding.yml` belongs to `pilot.md`; `onboarding.yml` and `waivers.yml` to all personas of
their folder. Other modules know what the values mean; here they are read one by one, so that an
invalid one is reported with its line and the others count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import msgspec.inspect
import yaml

from ..model.diagnostics import AnyOf, Diagnostic, Term
from ..model.source import Span, cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..model.source import Source

T = TypeVar("T")

ONBOARDING = ".onboarding.yml"
"""Ending of the file that changes the checklist of a persona."""
RUBRIC = ".rubric.yml"
"""Ending of the file that changes the review rubric of a persona."""
ENDINGS = (ONBOARDING, RUBRIC)
OTHER_ENDINGS = (".onboarding.yaml", ".rubric.yaml")
"""Endings that people also use; such files are reported, and not read."""
WAIVERS = "waivers.yml"
"""Name of the file with the waivers of a folder, which belongs to no single persona."""
TEAM = "onboarding.yml"
"""Name of the file that changes the checklists of all personas of a folder."""
OF_FOLDERS = (WAIVERS, TEAM)
OTHER_NAMES = ("waivers.yaml", "onboarding.yaml")
"""Names that people also use for them."""

REVIEWS = "reviews.jsonl"
"""Name of the file next to the personas that keeps the answers of reviews."""

MAX_LENGTH = 200_000
"""Characters: such a file is a page or two, and reading a longer one would take seconds."""

Place = tuple[str | int, ...]
"""Keys and positions that lead from the top of a file to a value."""

_AT = re.compile(r"^(?P<message>.*?)(?: - at `(?:key in )?\$(?P<path>.*?)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]")


@dataclass(frozen=True)
class Sidecar:
    """The content of one file."""

    path: str
    values: Mapping[str, Any]
    """By key; empty if the file cannot be read."""
    spans: Mapping[Place, Span] = field(default_factory=dict)

    def span(self, *place: str | int) -> Span:
        """Return where a value is, or the nearest value above it whose place is known."""
        known = (self.spans.get(place[:length]) for length in range(len(place), -1, -1))
        return next((span for span in known if span), Span(self.path, 1))


def owner_of(path: str) -> str:
    """Return the path of the persona that a file belongs to, without its suffix.

    >>> owner_of("personas/pilot.onboarding.yml")
    'personas/pilot'
    """
    return next((path.removesuffix(ending) for ending in ENDINGS if path.endswith(ending)), path)


def is_waivers(path: str) -> bool:
    """Whether a file has the waivers of a folder.

    >>> is_waivers("personas/waivers.yml"), is_waivers("personas/old-waivers.yml")
    (True, False)
    """
    return path.rpartition("/")[2] == WAIVERS


def is_of_folder(path: str) -> bool:
    """Whether a file belongs to all personas of its folder.

    >>> is_of_folder("personas/onboarding.yml"), is_of_folder("personas/pilot.onboarding.yml")
    (True, False)
    """
    return path.rpartition("/")[2] in OF_FOLDERS


def is_sidecar(name: str) -> bool:
    """Whether a name is that of a file next to personas, perhaps with another ending than ours.

    >>> is_sidecar("pilot.rubric.yml"), is_sidecar("waivers.yaml"), is_sidecar("pilot.yml")
    (True, True, False)
    """
    return name.endswith((*ENDINGS, *OTHER_ENDINGS)) or name in (*OF_FOLDERS, *OTHER_NAMES)


def is_misnamed(path: str) -> bool:
    """Whether a file would be read if its name ended in `.yml`."""
    return path.endswith(OTHER_ENDINGS) or path.rpartition("/")[2] in OTHER_NAMES


def read_sidecar(source: Source) -> tuple[Sidecar, list[Diagnostic]]:
    r"""Read a file; if it isn't a YAML table, return an empty sidecar and a diagnostic.

    >>> from rolebook import Source
    >>> sidecar, problems = read_sidecar(Source("a.onboarding.yml", "drop:\n  - talk-60\n"))
    >>> sidecar.values, str(sidecar.span("drop", 0)), problems
    ({'drop': ['talk-60']}, 'a.onboarding.yml:2:5', [])
    """
    empty = Sidecar(source.path, {})
    if len(source.text) > MAX_LENGTH:
        return empty, [Diagnostic.of("RD011", Span(source.path, 1), "too-long")]
    try:
        loader = yaml.SafeLoader(source.text)
        root = loader.get_single_node()
        if root is None:
            return empty, []
        if not isinstance(root, yaml.MappingNode):
            return empty, [Diagnostic.of("RD011", Span(source.path, 1), "not-table")]
        unclean = [
            Diagnostic.of("RD003", Span(source.path, mark.line + 1, mark.column + 1), count=1)
            for mark in clean_tree(root)
        ]
        reading = _Reading(source.path, loader)
        return Sidecar(source.path, reading.value(root, ()), reading.spans), [
            *unclean,
            *reading.problems,
        ]
    except RecursionError:
        return empty, [Diagnostic.of("RD011", Span(source.path, 1), "too-deep")]
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        span = Span(source.path, mark.line + 1, mark.column + 1) if mark else Span(source.path, 1)
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        return empty, [Diagnostic.of("RD011", span, reason=reason)]


def clean_tree(root: yaml.Node) -> list[yaml.Mark]:
    r"""Clean every text of a YAML tree, including keys; return the places of those that changed.

    Escapes such as `"\e"` and `"\ud83d"` produce characters that a file itself may not contain.
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
    """Return the valid entries of a list, each with its place, and the problems of the others.

    Args:
        sidecar: The file.
        key: The key of the list; a missing one is an empty list.
        kind: The type of each entry, as msgspec converts it.
    """
    given = sidecar.values.get(key)
    if given is not None and not isinstance(given, list):
        return [], [_bad(sidecar.span(key), "not-list", key=key)]
    return _converted(sidecar, ((key, n) for n in range(len(given or ()))), kind)


def named(
    sidecar: Sidecar, key: str, kind: type[T]
) -> tuple[list[tuple[str, T, Span]], list[Diagnostic]]:
    """Return the valid entries of a table, each with name and place, and the others' problems."""
    given = sidecar.values.get(key)
    if given is not None and not isinstance(given, dict):
        return [], [_bad(sidecar.span(key), "not-table", key=key)]
    valid: list[tuple[str, T, Span]] = []
    problems: list[Diagnostic] = []
    for name in given or ():
        converted, wrong = _converted(sidecar, [(key, name)], kind)
        valid += [(name, value, span) for value, span in converted]
        problems += wrong
    return valid, problems


def unknown_keys(sidecar: Sidecar, known: Iterable[str]) -> list[Diagnostic]:
    """Return a diagnostic for each unknown key at the top level."""
    allowed = tuple(known)
    return [
        _bad(sidecar.span(key), "unknown-key", key=key, known=allowed)
        for key in sidecar.values
        if key not in allowed
    ]


def _converted(
    sidecar: Sidecar, places: Iterable[Place], kind: type[T]
) -> tuple[list[tuple[T, Span]], list[Diagnostic]]:
    valid: list[tuple[T, Span]] = []
    problems: list[Diagnostic] = []
    for place in places:
        value: Any = sidecar.values
        for step in place:
            value = value[step]
        try:
            valid.append((msgspec.convert(value, kind), sidecar.span(*place)))
        except msgspec.ValidationError as error:
            problems.append(_invalid(sidecar, place, str(error), kind))
    return valid, problems


def _invalid(sidecar: Sidecar, place: Place, error: str, kind: type) -> Diagnostic:
    """Return what msgspec says about a value in our words, at the place of the part it means."""
    match = _AT.match(error)
    message, path = (match["message"], match["path"] or "") if match else (error, "")
    steps = tuple(
        int(step["index"]) if step["index"] else step["key"] for step in _STEP.finditer(path)
    )
    words = [*_QUOTED.findall(message), message.rpartition(" ")[2]]
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    for part, variant, values_of in _SAID:
        if part in message:
            values = values_of(key, words, kind)
            below = (words[0],) if variant == "unknown-field" else ()
            if variant == "type" and not key:
                variant = "entry-type"
            return _bad(sidecar.span(*place, *steps, *below), variant, **values)
    return _bad(sidecar.span(*place, *steps), reason=message[:1].lower() + message[1:])


_Values = dict[str, object]


def _choice(key: str, words: list[str], kind: type) -> _Values:
    return {"value": words[0], "key": key, "choices": AnyOf(_choices(kind, key))}


def _missing(key: str, words: list[str], kind: type) -> _Values:
    return {"key": words[0]}


def _unknown(key: str, words: list[str], kind: type) -> _Values:
    return {"key": words[0], "known": tuple(_fields(kind))}


def _type(key: str, words: list[str], kind: type) -> _Values:
    wanted = (name for name in words[0].split(" | ") if name != "null")
    return {"key": key, "wanted": AnyOf(map(_type_name, wanted)), "given": _type_name(words[1])}


def _type_name(name: str) -> str:
    return Term(f"RD012-type.{name}")


def _characters(key: str, words: list[str], kind: type) -> _Values:
    return {"key": key}


def _limit(key: str, words: list[str], kind: type) -> _Values:
    return {"key": key, "limit": words[-1]}


_QUOTED = re.compile(r"[`'](.*?)[`']")
_SAID: tuple[tuple[str, str, Callable[[str, list[str], type], _Values]], ...] = (
    ("Invalid enum value", "choice", _choice),
    ("Object missing", "missing", _missing),
    ("Object contains unknown", "unknown-field", _unknown),
    ("`, got `", "type", _type),
    (" matching regex ", "characters", _characters),
    (" of length <= ", "too-long", _limit),
    (" >= ", "too-small", _limit),
    (" <= ", "too-large", _limit),
)
"""What a message of msgspec contains, and the variant of RD012 with its values."""


def _fields(kind: type) -> list[str]:
    return [part.encode_name for part in _struct_fields(kind)]


def _choices(kind: type, name: str) -> list[str]:
    """Return the values that a field can have, if it is an enum, perhaps among other types."""
    types = next((part.type for part in _struct_fields(kind) if part.encode_name == name), None)
    options = types.types if isinstance(types, msgspec.inspect.UnionType) else (types,)
    enums = [option.cls for option in options if isinstance(option, msgspec.inspect.EnumType)]
    return [str(value.value) for value in chain.from_iterable(enums)]


def _struct_fields(kind: type) -> tuple[msgspec.inspect.Field, ...]:
    info = msgspec.inspect.type_info(kind)
    return info.fields if isinstance(info, msgspec.inspect.StructType) else ()


def _bad(span: Span, variant: str = "", **values: object) -> Diagnostic:
    return Diagnostic.of("RD012", span, variant, **values)


class _Reading:
    """Turns a tree into plain values, and keeps the place of each."""

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
            self.problems.append(_bad(self._span(node), "alias"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, n)) for n, child in enumerate(node.value)]
        try:
            return self._loader.construct_object(node)
        except ValueError:  # such as 2026-02-30, which looks like a date
            return node.value

    def _items(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(_bad(self._span(key), "key"))
                continue
            name = key.value
            if name in seen:
                self.problems.append(_bad(self._span(key), "repeated", key=name))
                continue
            seen.add(name)
            self.spans[*place, name] = self._span(key)
            yield name, self.value(child, (*place, name))

    def _span(self, node: yaml.Node) -> Span:
        return Span(self._path, node.start_mark.line + 1, node.start_mark.column + 1)
