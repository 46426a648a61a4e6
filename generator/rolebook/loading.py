"""Files to a handbook: read, parse, identify, link, check. What is made of it is in `build`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .checklist import problems as checklist_problems
from .checks import problems as checked_problems
from .checks import unused_in_configuration, without_ignored
from .families import with_families
from .identity.draft import draft, read_draft, read_inputs
from .input.clock import today
from .input.folders import read_tables
from .input.sidecars import is_waivers
from .link import link
from .messages import ENGLISH
from .model.selection import BY_DEFAULT
from .parse.review_dates import has_review_dates
from .reviews import problems as review_problems
from .rubric import problems as rubric_problems
from .taxonomy import read_catalogues
from .waivers import with_waivers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .identity.draft import Draft
    from .identity.lock import Lock
    from .keeping import Kept
    from .keywords import Keywords
    from .link.handbook import Handbook
    from .model.diagnostics import Diagnostic
    from .model.meaning import SentenceModel
    from .model.selection import Selection
    from .model.source import Source
    from .taxonomy import Catalogues


def load(
    *paths: str | Path,
    root: str | Path | None = None,
    keywords: Keywords | None = None,
    catalogues: Catalogues | None = None,
    language: str = ENGLISH,
    progress: Callable[[int], None] = lambda _: None,
    kept: Kept | None = None,
    selection: Selection = BY_DEFAULT,
    unsaved: Mapping[str, str] | None = None,
) -> Handbook:
    """Read files and folders of Markdown into a handbook.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths in the handbook are relative to; without it they are as given.
        keywords: Which words state rules; those in capitals unless given.
        catalogues: The skills there are; those that come with Rolebook unless given, see
            `load_catalogues`.
        language: The language of the words that Rolebook adds; English where it has no other.
        progress: Called with the number of files read, once for each.
        kept: What was made of the same texts before.
        selection: Which problems are reported.
        unsaved: By path, texts that count instead of what is on the disk.

    Raises:
        OperatorError: A path does not exist. Content never raises; see `Handbook.diagnostics`.
    """
    made = read_draft(
        *paths,
        root=root,
        keywords=keywords,
        progress=progress,
        kept=kept.parsed if kept else None,
        unsaved=unsaved,
    )
    return link_draft(made, catalogues, language, kept, selection)


def load_catalogues(
    *paths: str | Path,
    frameworks: Iterable[str] = (),
    root: str | Path | None = None,
    sentences: SentenceModel | None = None,
) -> Catalogues:
    """Read a handbook's own catalogues, and add the bundled ones.

    Args:
        paths: CSV files, or folders with them: `sfia.csv`, `acme.csv`, `acme.lexicon.csv`.
        frameworks: Keys of the catalogues to use, such as `sfia`; own ones are used in any case.
        root: Folder that paths in diagnostics are relative to; without it they are as given.
        sentences: What reads the meaning of rules, see `keeping.sentence_model`; without it their
            words alone count.

    Raises:
        OperatorError: A path or a framework does not exist. Content never raises; see
            `Handbook.diagnostics`.
    """
    sources, diagnostics = read_tables(paths, root=root)
    return read_catalogues(sources, frameworks, diagnostics, sentences)


def key_parts(
    paths: Iterable[str | Path], catalogues: Iterable[Path], root: str | Path | None = None
) -> Iterator[str]:
    """Yield all that a handbook is read from, as texts for a key; nothing of it is parsed.

    Args:
        paths: As for `load`.
        catalogues: As for `load_catalogues`.
        root: Folder that paths are relative to; without it they are as given.

    Raises:
        OperatorError: A path does not exist.
    """
    inputs = read_inputs(*paths, root=root)
    yield from inputs.parts
    # Which waivers have expired and which reviews are overdue depends on the day.
    has_waivers = any(is_waivers(one.path) for one in inputs.sidecars)
    has_reviews = any(has_review_dates(source.text) for source in inputs.sources)
    yield today() if has_waivers or has_reviews else ""
    tables, problems = read_tables(catalogues, root=root)
    for table in tables:
        yield from (table.path, table.text)
    yield repr(problems)


def handbook(
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    sidecars: Iterable[Source] = (),
    lock: Lock | None = None,
    keywords: Keywords | None = None,
    catalogues: Catalogues | None = None,
    language: str = ENGLISH,
    progress: Callable[[int], None] = lambda _: None,
    kept: Kept | None = None,
    selection: Selection = BY_DEFAULT,
) -> Handbook:
    r"""Make a handbook of texts that are already in memory.

    Args:
        sources: The texts.
        diagnostics: What was wrong with them before.
        sidecars: YAML files next to them: `a.onboarding.yml`, `a.rubric.yml`, `waivers.yml`.
        lock: The IDs that were given before.
        keywords: Which words state rules; those in capitals unless given.
        catalogues: The skills there are; those that come with Rolebook unless given.
        language: The language of the words that Rolebook adds; English where it has no other.
        progress: Called with the number of files read, once for each.
        kept: What was made of the same texts before.
        selection: Which problems are reported.

    Examples:
        >>> from rolebook import Source
        >>> text = "# The Tester\n\n## Traits\n- calm\n\n## Rules\n**MUST** test\n"
        >>> book = handbook([Source("a.md", text)])
        >>> [(r.id, r.level.value, r.text) for r in book.requirements]
        [('TES-RULE-01', 'MUST', 'test')]
    """
    made = draft(
        sources,
        diagnostics,
        sidecars=sidecars,
        lock=lock,
        keywords=keywords,
        progress=progress,
        kept=kept.parsed if kept else None,
    )
    return link_draft(made, catalogues, language, kept, selection)


def link_draft(
    made: Draft,
    catalogues: Catalogues | None = None,
    language: str = ENGLISH,
    kept: Kept | None = None,
    selection: Selection = BY_DEFAULT,
) -> Handbook:
    """Make a handbook of identified texts."""
    linked = link(
        made.texts, made.sources, made.diagnostics, catalogues, kept.links if kept else None
    )
    sidecars = {sidecar.path: sidecar for sidecar in made.sidecars}
    linked = replace(
        linked,
        lock=made.lock,
        sidecars=sidecars,
        sheets=made.sheets,
        reviews=made.reviews,
        language=language,
    )
    linked = with_waivers(linked, is_whole=made.is_whole)
    book = with_families(linked, kept.grids if kept else None)
    found = [*book.diagnostics, *checked_problems(book, selection)]
    found += (*checklist_problems(book), *rubric_problems(book), *review_problems(book))
    if made.is_whole:
        found += unused_in_configuration(found, selection)
    judged = selection.among(without_ignored(found, book.files, selection))
    ordered = tuple(sorted(judged, key=lambda d: (d.span, d.code)))
    return replace(book, diagnostics=ordered, selection=selection)
