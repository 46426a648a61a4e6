"""Diagnostics to JUnit XML: a test case for each file, which fails if something is wrong there."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from typing import TYPE_CHECKING

from ..messages import messages
from ..model.diagnostics import Severity, counts_in_words
from .problems import plain_line, sentence, worst_first
from .text import Painter, plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_SUITE = "rolebook check"


def as_junit(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as JUnit XML.

    Errors and warnings of a file are its one failure, as some readers take only the first; notes
    are its output. A file without problems is a test case that passes.
    """
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_path[diagnostic.span.path].append(diagnostic)
    paths = sorted({*by_path, *(source.path for source in sources)})
    cases = [_case(path, by_path[path]) for path in paths]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": "0"}
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": _SUITE, **counts, "time": "0"})
    suite.extend(cases)
    ET.indent(suites)
    return f"{_DECLARATION}\n{ET.tostring(suites, encoding='unicode')}"


def _case(path: str, diagnostics: Iterable[Diagnostic]) -> ET.Element:
    name = plain_line(path)
    case = ET.Element("testcase", {"classname": name, "name": _SUITE, "file": name, "time": "0"})
    ordered = worst_first(diagnostics)
    failing = [one for one in ordered if one.severity is not Severity.NOTE]
    if failing:
        message = ", ".join(counts_in_words(failing, messages()))
        about = {"message": message, "type": failing[0].severity.value}
        ET.SubElement(case, "failure", about).text = _lines(failing)
    notes = [one for one in ordered if one.severity is Severity.NOTE]
    if notes:
        ET.SubElement(case, "system-out").text = _lines(notes)
    return case


def _lines(diagnostics: Iterable[Diagnostic]) -> str:
    return "\n".join(
        f"{plain_line(str(one.span))}: {one.severity} {one.code} {sentence(one)}"
        for one in diagnostics
    )
