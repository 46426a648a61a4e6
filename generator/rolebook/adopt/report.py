"""What files say and what would become of them, as text for people and as JSON for tools."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from ..exports.formats import Format, Formats
from ..keywords import UPPERCASE
from ..messages import messages
from ..model import Persona
from ..output.display import shown
from ..rfc2119 import Level
from .converting import CONVERTERS
from .reading import is_inferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Requirement
    from . import Adoption
    from .copying import Copy

_OTHERS = ("RD017", "TB005", "XR015")
"""Codes of problems that say what was not read, besides lines that look like rules."""
_RUN = re.compile(r"(\d+)(?:–(\d+))?")
_WIDTH = 100
"""Characters of a rule that are shown: more would wrap in most terminals."""


def as_text(adoptions: Sequence[Adoption]) -> str:
    """Return a report for people: a block for each file, and a summary."""
    blocks = ["\n".join(_block(adoption)) for adoption in adoptions]
    return "\n\n".join([*blocks, summary(adoptions)])


def as_json(adoptions: Sequence[Adoption]) -> str:
    """Return a report as a JSON list with an object for each file."""
    encoded = msgspec.json.encode([record(adoption) for adoption in adoptions])
    return msgspec.json.format(encoded, indent=2).decode()


FORMATS: Formats[Format[[Sequence[Adoption]], str]] = Formats(
    Format("text", "txt", as_text),
    Format("json", "json", as_json),
)


def summary(adoptions: Sequence[Adoption]) -> str:
    """Return the counts of all files in one sentence."""
    say = messages()
    texts = [adoption.text for adoption in adoptions if adoption.text]
    roles = sum(isinstance(text, Persona) for text in texts)
    return say(
        "adopt-summary",
        files=say("file-count", count=len(adoptions)),
        roles=say("role-count", count=roles),
        documents=say("document-count", count=len(texts) - roles),
        rules=say("rule-count", count=sum(len(text.requirements) for text in texts)),
        inferred=sum(len(adoption.reading.inferred) for adoption in adoptions),
    )


def record(adoption: Adoption) -> dict[str, Any]:
    """Return the report of a file as data; `docs/reference/cli.md` describes it."""
    reading, text = adoption.reading, adoption.text
    unread = reading.unread
    return {
        "path": reading.source.path,
        "kind": _kind(adoption),
        "reason": text.reason.why.value if text else "",
        "reason_words": list(text.reason.words) if text else [],
        "keywords": list(reading.keywords.chosen),
        "is_proposed": reading.is_proposed,
        "title": text.title if text else "",
        "code": text.code if text else "",
        "rules": [_rule(rule) for rule in (text.requirements if text else ())],
        "unread": {"lines": unread.values.get("lines", ""), "help": unread.help}
        if unread
        else None,
        "sections": _known(adoption),
        "unknown_headings": _unknown(adoption),
        "skills": adoption.skills,
        "works_with": list(adoption.collaborators),
        "copy": adoption.path,
        "changes": [
            {"line": change.line, "before": change.before, "after": change.after}
            for change in adoption.copy.changes
        ],
        "differs_in": adoption.copy.differs_in,
        "differs_in_line": adoption.copy.line,
    }


def _rule(rule: Requirement) -> dict[str, Any]:
    return {
        "line": rule.span.line,
        "level": rule.level.value,
        "text": rule.text,
        "inferred": rule.inferred or (rule.keyword if is_inferred(rule) else ""),
    }


def _kind(adoption: Adoption) -> str:
    if adoption.text is None:
        return "template"
    return "role" if isinstance(adoption.text, Persona) else "document"


def _known(adoption: Adoption) -> list[str]:
    headings = adoption.text.headings if adoption.text else ()
    return [heading.title for heading in headings if heading.section not in ("", "title")]


def _unknown(adoption: Adoption) -> list[str]:
    return [str(d.values["title"]) for d in adoption.reading.diagnostics if d.code == "ST001"]


# --- text -----------------------------------------------------------------------------------------


def _block(adoption: Adoption) -> Iterator[str]:
    """Yield the lines about a file."""
    yield shown(adoption.reading.source.path)
    for line in _lines(adoption):
        yield f"  {shown(line)}"


def _lines(adoption: Adoption) -> Iterator[str]:
    say = messages()
    reading, text = adoption.reading, adoption.text
    if text is None:
        yield say("adopt-template")
        return
    yield say(f"adopt-{_kind(adoption)}", reason=text.reason.sentence_in(say))
    if PurePosixPath(reading.source.path).suffix.lower() in CONVERTERS:
        yield say("adopt-converted")
    others = [name for name in reading.keywords.chosen if name != UPPERCASE]
    if others and reading.is_proposed:
        yield say("adopt-proposed", sets=", ".join(others))
    yield from _about_rules(adoption)
    if known := _known(adoption):
        yield say("adopt-known", titles=", ".join(known))
    if unknown := _unknown(adoption):
        yield say("adopt-unknown", titles=", ".join(unknown))
    for problem in reading.diagnostics:
        if problem.code in _OTHERS:
            yield f"{problem.message}; {problem.help}"
    yield say(
        "adopt-shown",
        title=text.title,
        code=text.code,
        rules=say("rule-count", count=len(text.requirements)),
        skills=say("skill-count", count=adoption.skills),
        roles=say("role-count", count=len(adoption.collaborators)),
    )
    if adoption.copy.differs_in:
        yield why_kept(adoption.copy)


def why_kept(copy: Copy) -> str:
    """Return why the text of a copy is the source's own."""
    say = messages()
    if copy.line:
        return say("adopt-kept-rule", line=copy.line)
    return say("adopt-kept", part=copy.differs_in)


def _about_rules(adoption: Adoption) -> Iterator[str]:
    """Yield what was read as a rule, what of it is to be checked, and what was not read."""
    say = messages()
    reading = adoption.reading
    rules = (*reading.written, *reading.inferred)
    counts = Counter(rule.level for rule in rules)
    found = say(
        "adopt-rules",
        total=len(rules),
        written=len(reading.written),
        inferred=len(reading.inferred),
    )
    levels = [
        say("adopt-level", count=counts[one], level=one.value) for one in Level if counts[one]
    ]
    yield f"{found}; {say('adopt-levels', levels=', '.join(levels))}" if rules else found
    if reading.unread:
        yield f"{reading.unread.message}; {reading.unread.help}".rstrip("; ")
        for number in _numbers(str(reading.unread.values.get("lines", ""))):
            yield f"  {number:>4}  {reading.source.lines[number - 1].strip()}"[:_WIDTH]
    if reading.inferred:
        yield say("adopt-check")
    for rule in reading.inferred:
        yield f"  {rule.span.line:>4}  {rule.level.value:<10}  {rule.text}"[:_WIDTH]


def _numbers(written: str) -> Iterator[int]:
    """Yield the numbers of lines.

    >>> [*_numbers("3–5, 9")]
    [3, 4, 5, 9]
    """
    for match in _RUN.finditer(written):
        yield from range(int(match[1]), int(match[2] or match[1]) + 1)
