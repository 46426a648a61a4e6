"""Rules that say what a document holds: "An advert MUST state the pay range".

Roles without code show such documents to their reviewers. What a rule says of one can be looked up
in it, whatever the subject, so no cue is needed for what it holds.
"""

from __future__ import annotations

import re

from ..markup import plain
from ..rfc2119 import without_keywords
from ..words.stems import base_form

_DOCUMENT_WORDS = """
    ad advert advertisement advice agenda agreement alternative announcement answer apology article
    assumption brief briefing caption case chapter charter checklist clause clip complaint
    conclusion consent contract criterion deck decision description diagram draft entry error
    escalation estimate evidence feedback figure file finding footnote form goal guide guideline
    handover headline hypothesis instruction invoice item job label leaflet letter list mail map
    markup memo message metric minute minutes mockup name note notes notice objective offer
    opinion order page paper paragraph plan policy poster presentation press procedure proposal
    prototype protocol question questionnaire quote quotation reason receipt recommendation record
    recording reference refusal register rejection reply report request requirement response result
    review risk roadmap sample schedule score scorecard script section sentence shortlist sketch
    slide specification spreadsheet statement story summary survey table task template term text
    ticket title transcript translation warning wireframe word wording
"""
_DOCUMENTS = frozenset(base_form(word) for word in _DOCUMENT_WORDS.split())
"""Nouns for what is written, drawn or recorded, and for parts of it."""
_HOLD_WORDS = """
    answer appear attribute begin bear carry cite compare contain contradict cover define
    describe disclose distinguish end explain express focus follow give have head hold identify
    include indicate label lead link list mark mention name note number open order outline
    present print promise propose put quantify quote rank record refer reproduce say separate
    set show specify speculate start state suggest summarise summarize tell title translate
    use word write
"""
_HOLDS = frozenset(base_form(word) for word in _HOLD_WORDS.split())
"""What a document does with what it holds, and what is done to it when it is written."""
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_PHRASE_ENDS = re.compile(
    r"\s(?:of|for|to|in|on|at|with|that|which|from|under|about|by|meant|sent|when|where|between)\s"
)
_QUOTED = re.compile(r"[\"“„«][^\"”“»]+[\"”“»]$")
_DETERMINERS = frozenset(("a", "an", "the", "each", "every", "all", "any", "one"))
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def held(text: str) -> tuple[str, str]:
    """Return the document that a rule says something of, and what it says; two empty texts if none.

    >>> held("Each offer letter MUST name the manager")
    ('offer letter', 'name the manager')
    >>> held("The lead MUST name a deputy")
    ('', '')
    """
    before, keyword, said = plain(without_keywords(text)).partition("…")
    subject = _NUMBER.sub("", before.strip()).rpartition(", ")[2]
    if not keyword or not subject:
        return "", ""
    if _QUOTED.search(subject):
        return subject.strip(), said.strip()
    words = _WORD.findall(_PHRASE_ENDS.split(f" {subject} ", maxsplit=1)[0].casefold())
    noun = base_form(words[-1].replace("-", "")) if words else ""
    if noun not in _DOCUMENTS or not _says_what_it_holds(said):
        return "", ""
    name = [word for word in words[-2:] if word not in _DETERMINERS]
    return " ".join(name), said.strip()


def _says_what_it_holds(said: str) -> bool:
    words = [base_form(word) for word in _WORD.findall(said.casefold())[:3] if word != "be"]
    return any(word in _HOLDS for word in words[:1])
