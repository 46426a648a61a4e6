"""Keywords that a text only talks about: in quotation marks, as names of levels, as adjectives.

A text and where a keyword is in it, in; whether it states nothing, out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Keyword

_QUOTES = tuple("\"'“”‘’«»„`")
_QUOTE_AFTER = re.compile(r"[,.;]?[\"'“”‘’«»„`]")
_NOUN_BEFORE = re.compile(r"\b(?:an?|the|every)[ \t]+$", re.IGNORECASE)
_GAP_BEFORE = r"[\s:]{1,3}[*_]{0,3}$"
_CALLED = (
    r"(?:designated|marked|label(?:l)?ed|flagged|tagged|annotated|denoted|listed|classified"
    r"|described|categori[sz]ed|characteri[sz]ed|declared|specified|indicated|noted|documented"
    r"|written)(?: (?:explicitly|only|also|either))?"
)
_MENTIONED_BEFORE = re.compile(
    r"(?:\b(?:says?|said|saying|reads)(?: (?:only|just))?"
    rf"|\b{_CALLED} (?:as|as being|to be)(?: the)?"
    rf"|\b(?:level|strength) of){_GAP_BEFORE}",
    re.IGNORECASE,
)
"""What a level is behind if a text says what another text says: "is designated as REQUIRED"."""
_CALLED_BEFORE = re.compile(
    rf"\b(?:{_CALLED}(?: (?:by|with))?|(?:words?|key ?words?|terms?|levels?|marks?|labels?))"
    rf"{_GAP_BEFORE}",
    re.IGNORECASE,
)
"""The same for an adjective: "fields marked REQUIRED", but not "the fields listed MUST be sent"."""
_NAMED_BEFORE = re.compile(
    r"\b(?:replaces?|distinguish|treat|uses?|used|using|wr(?:ite|ites|ote|iting)|chose|choose|prefers?|avoid|say|means?"
    r"|containing|contains?|including|called|use of|numbers? of|counts? of|instead of"
    r"|rather than|either"
    r"|between"
    rf"|words?|key ?words?|verbs?){_GAP_BEFORE}",
    re.IGNORECASE,
)
_NO_VERB_AFTER = re.compile(
    r"[*_]{0,3}(?:\s{0,3}(?:[;:)]|$)|\s(?:in (?:clause|line|section|rule|chapter|table|§)"
    r"|of|for|with|from|as|over|when|if|only|sparingly|appears?|occurs?|does|has|where|because|instead|rather|here|there|but|than"
    r"|or|and)\b)"
)
"""What follows a word that is named: "the word MUST in clause 4", not "the word MUST be short"."""
_NO_VERB_OR_COMMA_AFTER = re.compile(rf"[*_]{{0,3}},|{_NO_VERB_AFTER.pattern}")
_LEVELS_WORDS = r"(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)"
_TURNS = (
    r"[*_\s]{1,4}(?:to|into|->|-->|=>|→|instead of|rather than|becomes?|became|vs\.?|versus)"
    r"[*_\s]{1,4}"
)
_TURNS_INTO = re.compile(rf"{_TURNS}{_LEVELS_WORDS}\b")
_TURNED_FROM = re.compile(rf"\b{_LEVELS_WORDS}(?: NOT)?{_TURNS}$")
"""One level that replaces another: "from SHOULD to MUST"."""
_PAST_BEFORE = re.compile(
    r"\b(?:was|were|had been|used to be)(?: (?:only|merely|just|still|formerly|once|not|\w+ly))?"
    r"[\s]{1,3}[*_]{0,3}$",
    re.IGNORECASE,
)
"""What an adjective is behind if it is about former times: "was only RECOMMENDED"."""
_CAPTION = re.compile(r"\W{0,9}(?:figure|fig\.|table|listing|step|phase)\s{1,3}\d", re.IGNORECASE)
"""What a level in brackets is behind in a caption: "Step 3: Check the oven (REQUIRED)"."""
_READING_AFTER = re.compile(r"[*_]{0,3}\s(?:reading|background|material|viewing)\b", re.IGNORECASE)
_NAMES_ANOTHER = re.compile(
    rf"\b(?:uses?|wr(?:ite|ites)|say|means?)[\s*_]{{1,4}}{_LEVELS_WORDS}[^.]{{0,40}}"
    r"\b(?:and|or)\s[*_]{0,3}$",
    re.IGNORECASE,
)
_FOR_AFTER = re.compile(r"[*_]{0,3}\s(?:for|where|when|if)\b")
"""The second of two levels that are named: "use MUST for hard rules and SHOULD for soft ones"."""
_LABELLED = re.compile(
    r"(?:^|\n)[\W_]{0,9}(?:severity|level|priority|strength|status|type|key ?word|verb|obligation)"
    r"[\s*_]{0,3}:[\s*_]{0,3}$",
    re.IGNORECASE,
)
"""A label whose value is a level, alone in its line: "Severity: MUST"."""
_NEAR, _FAR = 12, 40
"""Characters next to a keyword that are looked at for quotation marks and definitions."""
_LONGEST_BEFORE = 48
"""Characters before a keyword that may say that it is only mentioned."""
# A verb cannot be followed by these: the word is talked about.
_DEFINED_AFTER = re.compile(
    r"\W{0,9}(?:this (?:word|phrase|term|key ?word)|is|are|was|were|means|mean that|indicates"
    r"|denotes|signifies|stands for"
    r"|(?:an? )?absolute (?:requirement|prohibition)|an? (?:recommendation|permission|obligation)"
    r"|(?-i:must|should|shall|may|can|could|will|would))\b|\.(?:\s|$)"
    r"|\W{1,4}\d+\s*(?:[,;|)]|points?\b|$)|\s(?:of|vs\.?|versus|over|than)\s"
    r"|[*_]{0,3}\s{0,3}(?:=>?|->|[>→⇒])\s|\s(?:first|next|last|second)\s{0,3}(?:[,;.]|$)|\s*\n:\s"
    r"|\s(?:(?:19|20)\d\d|\d{1,2})(?:[.,;]|\s|$)"
    r"|\W{1,9}(?:recommended|required|mandatory|optional|forbidden)\W*$",
    re.IGNORECASE,
)


_LEVEL_BEFORE = re.compile(
    rf"\b(?:(?:be|is|are|was|were)(?: (?:it|this|that|they|a|the))?|becomes?|as|for|to"
    rf"|than|from|with|by|into|between|not){_GAP_BEFORE}",
    re.IGNORECASE,
)
"""What a verb cannot follow: "rules that should be MUST", "raise it to MUST"."""
_LEVEL_AFTER = re.compile(
    r"[*_]{0,3}[\s]{1,3}(?:requirements?|rules?(?! (?:out|on|over|that\b))|levels?|principles?"
    r"|violations?|clauses?|statements?|language|wording|key ?words?|criteri(?:a|on)|obligations?"
    r"|findings?"
    r"|priority|haves)\b",
    re.IGNORECASE,
)
"""What a verb is not followed by: "list every SHOULD requirement"."""
_BE = r"(?:is|are|was|were|be|been|being|becomes?|remains?|makes?|considered|deemed|['’](?:s|re))"
_ATTRIBUTE_BEFORE = re.compile(
    rf"(?:^|[\s(,;:–—-])(?P<be>{_BE}\s(?:\w{{1,12}}ly\s|also\s|both\s)?)?"
    r"(?P<word>an?|the|any|all|each|every|its|their|our|your|these|those|this|that|no|other|both"
    r"|some|one|two|three|several|with|by|of|in|from|to|into|for|and|or|plus|including|using"
    r"|ha[sd]|have|contains?|includes?|takes?)\s{1,3}[*_]{0,3}$"
    r"|[a-z],\s{1,3}[*_]{0,3}$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:MUST|SHALL|SHOULD|MAY)(?: NOT)?[*_]{0,3} (?:not )?(?:be|become|remain) [*_]{0,3}$"
)
"""An adjective that another keyword is about: "MUST NOT be REQUIRED to move"."""
_VERB_BEFORE = re.compile(
    rf"\w\s(?!(?:{_BE}|\w{{1,12}}ly|also|not|never|only|always)\b)[a-z]{{2,30}}\s{{1,3}}[*_]{{0,3}}$"
)
_PLURAL_AFTER = re.compile(
    r"[*_]{0,3}\s{1,3}[*_]{0,3}(?!(?:is|as|unless|whereas|was|this)\b)[a-z]{2,30}s\b"
)
"""Many things: "requests carry OPTIONAL headers"."""
_NOUN_AFTER = re.compile(
    r"[*_]{0,3}[\s]{1,3}[*_\"“]{0,3}(?!(?:if|when|whenever|where|while|until|unless|only|for|in|by"
    r"|on|at|to|with|without|from|of|as|and|or|but|since|because|before|after|once|per|that|which|is"
    r"|are|was|were|be|not|everywhere|here|there|now|today|again|also|too|so|unconditionally)\b)"
    r"(?:[^\W\d_]|\0)",
    re.IGNORECASE,
)
"""An adjective before its noun states nothing by itself: "followed by an OPTIONAL mark". "It is an
OPTIONAL mark" does, and "the RECOMMENDED size is 5"."""


_QUOTED = re.compile(
    r"“[^“”\n]{1,400}”|„[^„“”\n]{1,400}[“”]|«[^«»\n]{1,400}»|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』"
    r"|(?<!\w)[‘'](?=\S)[^'’\n]{1,60}\s[^'’\n]{1,200}(?<=\S)['’](?!\w)"
    r"|(?<![^\s(\[{—–])\"(?=[^\s\"])[^\"\n]{1,400}(?<=\S)\"(?!\w)"
)
"""A quotation: what it says is said by someone else."""


_IS_SUBJECT = re.compile(
    r"[*_]{0,3}\s(?:[\w\0-]{1,30}\s){1,4}(?:is|are)\b(?!\s(?:\w{2,20}ed|shown|given)\b)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the quotations in a text.

    >>> text = 'The notice "You MUST pay" SHOULD be gone. A 5" pipe MUST be 3" long.'
    >>> [text[start:end] for start, end in quotations(text)]
    ['"You MUST pay"']
    """
    if not _MAY_QUOTE.search(text):
        return []
    return [match.span() for match in _QUOTED.finditer(text)]


_MAY_QUOTE = re.compile(r"[“„«「『\"‘']")


def is_mentioned(text: str, keyword: Keyword) -> bool:
    """Whether a keyword is only talked about, or only describes a noun.

    Args:
        text: The paragraph, masked.
        keyword: A keyword in it.
    """
    before = text[max(0, keyword.start - _NEAR) : keyword.start]
    after = text[keyword.end : keyword.end + _FAR]
    if before.endswith(_QUOTES) and _QUOTE_AFTER.match(after):
        return True
    word = keyword.written.upper()
    is_verb = word.startswith(("MUST", "SHALL", "SHOULD", "MAY"))
    if _TURNS_INTO.match(after) or (is_verb and _is_noun_by(after)):
        return True
    if before.endswith(("> ", "→ ", "= ")) and not after.strip(" *_."):
        return True
    said = text[max(0, keyword.start - _LONGEST_BEFORE) : keyword.start]
    if not said.strip():  # as in most rules: nothing more to look at
        return not is_verb and bool(_READING_AFTER.match(after))
    if _MENTIONED_BEFORE.search(said) or _TURNED_FROM.search(said):
        return True
    # What comes after is looked at first, which takes a tenth of the time: 0.1 s of 18,560 rules.
    if _NO_VERB_OR_COMMA_AFTER.match(after) and _NAMED_BEFORE.search(said):
        return True
    if not after.strip(" *_.") and _LABELLED.search(said):
        return True
    if is_verb:
        return _is_verb_mentioned(before, after, said)
    if before.endswith("(") and _CAPTION.match(text, _line_start(text, keyword), keyword.start):
        return True
    return bool(
        _CALLED_BEFORE.search(said) or _PAST_BEFORE.search(said) or _READING_AFTER.match(after)
    ) or _is_attribute(word, said, after)


def _line_start(text: str, keyword: Keyword) -> int:
    return text.rfind("\n", 0, keyword.start) + 1


def _is_noun_by(after: str) -> bool:
    """Whether what follows a verb such as MUST shows that it is used as a noun."""
    return bool(_DEFINED_AFTER.match(after) or _LEVEL_AFTER.match(after))


def _is_verb_mentioned(before: str, after: str, said: str) -> bool:
    return bool(
        _NOUN_BEFORE.search(before)
        or (_NO_VERB_OR_COMMA_AFTER.match(after) and _LEVEL_BEFORE.search(said))
        or (_FOR_AFTER.match(after) and _NAMES_ANOTHER.search(said))
    )


def _is_attribute(word: str, said: str, after: str) -> bool:
    if _OF_ANOTHER.search(said):
        return True
    if _VERB_BEFORE.search(said) and _PLURAL_AFTER.match(after):
        return True
    before = _ATTRIBUTE_BEFORE.search(said)
    if not before or before["be"] or word.startswith("NOT") or not _NOUN_AFTER.match(after):
        return False
    names_subject = (before["word"] or "").casefold() == "the" and _IS_SUBJECT.match(after)
    return word == "OPTIONAL" or not names_subject
