r"""A decision about a link as an edit of the front matter that says it: a text in, an edit out.

Only what must change is changed: comments, order and formatting of everything else stay. Before
the edit is written to a file, the edited text is read again and compared; see `sameness`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.source import Edit, Span
from ..parse.front_matter import split_front_matter
from . import toml_links, yaml_links
from .placing import Entry, Place, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..model import Requirement
    from ..model.source import Source

__all__ = ["Decision", "UnwritableError", "edit_of"]

_FORMS: Mapping[str, Callable[[Place, Entry], Edit]] = {
    "---": yaml_links.edit_of,
    "+++": toml_links.edit_of,
}
"""How front matter is edited, by the line that opens it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says about a possible link of a rule."""

    rule: Requirement
    word: str
    """How front matter names the skill: `PROG`, `use query languages`."""
    is_right: bool

    @property
    def written(self) -> str:
        """The word as front matter has it: one that is removed begins with a hyphen."""
        return self.word if self.is_right else f"-{self.word}"


def edit_of(source: Source, decision: Decision, rules: Sequence[Requirement]) -> Edit:
    r"""Return the edit that writes a decision into the front matter of a text.

    Args:
        source: The text.
        decision: What to write.
        rules: All rules of the text in their order, which is that of their entries.

    Raises:
        UnwritableError: The front matter has a form in which nothing is safely changed.

    >>> from rolebook import handbook, Source
    >>> baker = Source("a.md", "# Baker\n\n## Rules\n\n- MUST test the oven\n")
    >>> rules = handbook([baker]).requirements
    >>> edit_of(baker, Decision(rules[0], "TEST", is_right=True), rules).replacement
    '---\nlinks:\n  BAK-RULE-01: [TEST]\n---\n\n# Baker\n'
    """
    ranks = {name: rank for rank, rule in enumerate(rules) for name in names_of(rule)}
    entry = Entry(decision.rule.id, names_of(decision.rule), decision.written, ranks)
    matter, _, _ = split_front_matter(source)
    if matter.span is None:
        return _with_matter(source, entry)
    place = Place(source, matter.text, matter.span.last_line, matter.keys)
    return _FORMS[source.lines[0].rstrip()](place, entry)


def names_of(rule: Requirement) -> tuple[str, ...]:
    """Return all that front matter can call a rule, without case."""
    return tuple(id.casefold() for id in (rule.id, rule.explicit_id) if id)


def _with_matter(source: Source, entry: Entry) -> Edit:
    """Return the edit that gives a text front matter."""
    lines = ["---", *yaml_links.block(entry), "---", ""]
    # The first line is replaced with itself, so that new lines end as it does.
    first, *others = source.lines
    if not others:
        return Edit(Span(source.path, 1, 1, 1, 1), "\n".join([*lines, ""]))
    return Edit(Span(source.path, 1, 1, 2, 1), "\n".join([*lines, first, ""]))
