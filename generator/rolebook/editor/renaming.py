"""A new name for a role: edits in its title and in every rule that names it.

Other names of the role stay. So does what is around a name: an article, and what it owns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..messages import messages
from ..model.source import Edit
from ..words.names import fold
from ..words.persons import is_agent, plural_role
from .mentions import mentions, names, persona_of, title_places
from .subjects import RoleSubject, subject_at

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from ..model.source import Span
    from .mentions import Mention
    from .places import Cursor

_ARTICLE = re.compile(r"the(?:\s+|$)", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\[\]()<>{}`*_#|\\:]")
"""What would be markup in a title, or could not be part of one line."""
_LONGEST = 100
"""Characters; a longer name is a sentence."""


def renamable(book: Handbook, at: Cursor) -> tuple[Span, str]:
    """Return the name at a place and its words.

    Raises:
        OperatorError: There is no name of a role, or its file does not say it as it is.
    """
    say = messages()
    subject = subject_at(book, at)
    if not isinstance(subject, RoleSubject):
        raise OperatorError(say("editor-rename-where"))
    name = book.roles[subject.slug].name
    if _form(subject.words, name, name) is None:
        raise OperatorError(say("editor-rename-alias", words=subject.words, name=name))
    persona = persona_of(book, subject.slug)
    if persona and not title_places(book, persona):
        raise OperatorError(say("editor-rename-title", name=name, path=persona.path))
    return subject.span, subject.words


def rename(book: Handbook, at: Cursor, new: str) -> list[Edit]:
    r"""Return the edits that give the role at a place a new name, by file and line.

    Raises:
        OperatorError: There is no name of a role, or the new one does not fit.

    >>> from rolebook import Source, handbook
    >>> from rolebook.editor.places import Cursor
    >>> text = "# The Baker\n\n## Traits\n- calm\n\n## Rules\n- MUST share the Baker's oven\n"
    >>> book = handbook([Source("a.md", text)])
    >>> [(edit.span.line, edit.replacement) for edit in
    ...  rename(book, Cursor("a.md", 1, 8), "The Pastry Chef")]
    [(1, 'Pastry Chef'), (7, 'Pastry Chef')]
    """
    renamable(book, at)
    subject = subject_at(book, at)
    assert isinstance(subject, RoleSubject)
    name = _fitting(book, subject.slug, new)
    old = book.roles[subject.slug].name
    made = (_edit(one, old, name) for one in mentions(book) if one.role == subject.slug)
    return sorted(edit for edit in made if edit)


def _fitting(book: Handbook, slug: str, new: str) -> str:
    """Return a new name without its article.

    Raises:
        OperatorError: It is empty, has markup, or is that of another role.
    """
    say = messages()
    name = _ARTICLE.sub("", " ".join(new.split()), count=1)
    if not fold(name) or len(name) > _LONGEST or _UNFIT.search(name):
        raise OperatorError(say("editor-rename-form"))
    taken = names(book).find(name)
    if taken and taken.slug != slug:
        raise OperatorError(say("editor-rename-taken", name=taken.name))
    return name


def _edit(mention: Mention, old: str, new: str) -> Edit | None:
    form = _form(mention.words, old, new)
    return Edit(mention.span, form) if form is not None else None


def _form(words: str, old: str, new: str) -> str | None:
    """Return a new name in the form in which an old one is written; None for another name.

    >>> _form("Millers", "Miller", "Flour Coach"), _form("data engineer", "Data Engineer", "Cook")
    ('Flour Coaches', 'cook')
    >>> _form("Compass Agent", "Compass", "Star"), _form("miller", "Grinder", "Cook")
    ('Star Agent', None)
    """
    named = new.lower() if words == words.lower() != old else new
    if fold(words) == fold(old) and not (is_agent(words) and not is_agent(old)):
        return named
    if fold(words) == plural_role(fold(old)):
        return plural_role(named) or named
    head, space, last = words.rpartition(" ")
    is_with_agent = bool(space) and is_agent(last) and fold(head) == fold(old)
    return f"{named} {last}" if is_with_agent and not is_agent(new) else None
