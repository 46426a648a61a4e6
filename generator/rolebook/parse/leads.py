"""The words of a lead to what its list is: rules, alternatives, cases, examples or definitions.

The sentence above a list and the ends of the items in, a kind out. It knows nothing of blocks,
places and requirements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ..rfc2119 import MARKUP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..rfc2119 import Keyword


class LeadKind(Enum):
    """What the items below a lead are."""

    ALL = "all"
    """Each is a rule: "Clients MUST:", "do all of the following"."""
    OPTIONS = "options"
    """Alternatives of one rule: "MUST be one of:", "MUST either:"."""
    CASES = "cases"
    """Cases of the condition of one rule: "MUST stop when either:", "MUST NOT leave, except:"."""
    EXAMPLES = "examples"
    """Examples of what the lead says: "MUST be short, for example:"."""
    ASIDE = "aside"
    """Nothing states a rule, not even the lead: "Example: a name MUST be written as follows:"."""
    TERMS = "terms"
    """Words and what they mean: "Fields have these marks:" above "- REQUIRED: it is there"."""

    @property
    def is_joint(self) -> bool:
        """Whether the lead and all items are one rule."""
        return self in (LeadKind.OPTIONS, LeadKind.CASES)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence that leads a list, in lower case and without emphasis."""

    before: str
    """What is before its keyword; empty if it has none."""
    after: str
    """What is after its keyword; all of it if it has none."""
    is_negative: bool = False
    """Whether the keyword forbids."""
    is_adjective: bool = False
    """Whether the sentence is complete without more: "One of these is REQUIRED:"."""

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.before} … {self.after}" if self.before else self.after


@dataclass(frozen=True, slots=True)
class Items:
    """What the items of a list say about what they are together."""

    heads: Sequence[str] = ()
    """Their first paragraphs."""
    endings: Sequence[str] = ()
    """How those end that have another one below them."""

    @property
    def say_or(self) -> bool:
        """Whether "or" joins them: at the end of one, or at the beginning of a later one."""
        return any(map(_ENDS_IN_OR.search, self.endings)) or any(
            map(_BEGINS_WITH_OR.match, self.heads[1:])
        )


_ENDS_IN_OR = re.compile(r"\bor\W{0,9}$", re.IGNORECASE)
_BEGINS_WITH_OR = re.compile(r"\W{0,9}or\b(?!-|\W{0,9}$)", re.IGNORECASE)
_END = r"\W{0,9}$"
_FOLLOWING = r"(?:(?:the|this) following|following|these|those|(?:listed|given|named) below)"
_WHICH = (
    r"(?:any (?:one|number|combination|subset|two)|any|either|one or (?:more|both|several)|one"
    r"|zero or (?:more|one)|(?:at least|at most|exactly|precisely|just|only|no more than"
    r"|not more than|no fewer than|no less than|up to|more than) \w{1,9}(?: or more)?"
    r"|some|several|two|three|the (?:earlie(?:r|st)|later?|latest|great(?:er|est)|lesser|least"
    r"|small(?:er|est)|larg(?:er|est)|high(?:er|est)|low(?:er|est)|first|last|shorter|longer"
    r"|maximum|minimum|sum|union)|a (?:single|choice|combination|mix|mixture|subset|selection)"
    r"|a (?:single )?(?:one|member|value|element|item))"
)
_EVERY = r"(?:all|each(?: one)?|every one|both|the whole|everything)"
_WHEN = (
    r"(?:if|iff|when|whenever|unless|until|once|while|as long as|so long as"
    r"|(?:only|not) (?:after|before)|provided(?: that)?|on (?:the )?condition that|given that"
    r"|subject to|in the event (?:that|of)|in case(?: of)?|except(?:ing)?|excluding|other than"
    r"|apart from|aside from|barring|save(?: for)?|but not|with the exceptions? of)"
)
_BECOMES = (
    r"(?:is|are|was|were|be|been|being|has|have|had|does|do|can|cannot|contains?|includes?|meets?"
    r"|satisf(?:y|ies)|matches|match|fulfils?|comes? from)"
)
_CASE_NOUN = (
    r"(?:cases?|circumstances?|conditions?|situations?|events?|occasions?|exceptions?"
    r"|exemptions?|reasons?|purposes?|times?|moments?)"
)
_SUBJECT = r"(?:it|they|he|she|one|(?:the|an?|its|their|this|that|any|every|each) [\w-]{1,40})"
_REST_IS_OPEN = re.compile(
    rf"\W{{0,9}}(?:for|in|to|by|on|with|where|when|if|that|as|from|at|of)?{_END}"
    rf"|.{{0,160}}\b{_FOLLOWING}\b[^,]{{0,160}}$"
    rf"|.{{0,160}}\b(?:{_WHICH}|{_EVERY}|none|neither)(?: of)?(?: the)?{_END}"
    rf"|\W{{0,9}}(?:(?:when|if|where|that|in|to|for) )?{_SUBJECT}{_END}"
    rf"|.{{0,160}}\b{_BECOMES}{_END}"
)
"""What is behind "if" and the like if the clause needs the list to be complete."""
_WHEN_WORD = re.compile(rf"\b(?:(?:only|even|but) )?{_WHEN}\b")
_PLACED = re.compile(
    rf"\b(?:in|under|for|on|at|during|within|with|without) (?:{_WHICH} |{_EVERY} )?"
    rf"(?:of )?(?:the )?(?:(?:{_FOLLOWING}|two|three|some|a few|several|one) )"
    rf"(?:[\w-]{{1,30}} ){{0,2}}{_CASE_NOUN}\b.{{0,40}}{_END}"
    rf"|\bwhere(?: {_WHICH}| {_EVERY})?(?: of)?(?: the)?(?: {_FOLLOWING}\b[^,]{{0,60}})?{_END}"
    rf"|\bthe (?:only )?{_CASE_NOUN} (?:is|are){_END}"
    rf"|\b(?:in|under) (?:the )?{_CASE_NOUN} (?:below|listed below|that follow){_END}"
    rf"|\b(?:before|after|upon|as soon as) (?:{_WHICH} |{_EVERY} )?(?:of )?(?:the )?"
    rf"{_FOLLOWING}\b[^,]{{0,80}}{_END}"
)
"""Cases without a word such as "if": "in these cases", "with the following exceptions"."""
_FRONT = re.compile(
    rf"(?:^|,)\W{{0,9}}(?P<clause>(?:only |even )?(?:{_WHEN}|where)\b[^,]{{0,160}}"
    rf"\b{_FOLLOWING}\b[^,]{{0,80}})"
    r"(?:,|$)(?P<main>.{0,400})",
    re.IGNORECASE,
)
"""A condition that has the list in it, with the main clause behind it: "If any of these holds, the
pump MUST stop", "The crew MUST, if any of these holds, call home"."""
_ASKS = re.compile(
    r"\b(?:state|say|tell|check|know|note|record|write(?: down)?|decide|see|ask|verify|determine"
    r"|test|report|log|show|explain|define|specify|describe|indicate|document|announce|mention"
    r"|clear)s?(?: \w{1,12})?\W{0,3}$"
)
"""What makes a question of "if" and the like: "say when it broke"."""
_ANNOUNCED = re.compile(rf"\b{_FOLLOWING}\b|\bas follows\b|\b(?:this|so){_END}")
_ANY_WORD = re.compile(r"[a-z\0]")

_EXAMPLE_TAIL = re.compile(
    r"(?:^|[\s,;(–—-])(?:for example|for instance|e\.\s?g\.?|eg|such as|as in|"
    r"(?<![a-z\0] )examples?|"
    r"(?:some |a few )?examples? (?:are|is|include|of (?:this|these|such)[^:]{0,40})|"
    r"(?:,|;|–|—) like|among (?:others|other things))"
    rf"(?:\W{{1,3}}(?:{_WHICH} of )?(?:the |{_FOLLOWING}|as follows|with|by|in|to|when|like)"
    rf"[^:.]{{0,40}})?{_END}"
)
_EXAMPLE_START = re.compile(
    r"\W{0,9}(?:(?:non-normative |informative )?examples?(?:\s\w{1,4})?\s?(?:[:–—(]|-\s|\.\s|$)"
    r"|for example\b|for instance\b|e\.\s?g\.|in (?:this|the following|our|the above) example\b)"
)

_NUMBERED_EXAMPLE = re.compile(
    r"\W{0,9}EXAMPLES?(?:\s{1,3}\d{1,3})?\b(?!\s+(?:MUST|SHALL|MAY|SHOULD))"
)
"""How standards begin an example: "EXAMPLE 2 A lamp SHALL …"."""
_EXAMPLES_OF = re.compile(
    rf"\W{{0,9}}(?:some |a few |more )?examples? (?:of|for|from)\b|.{{0,80}}\bexamples?{_END}"
)
"""A title of examples, if the sentence has no keyword."""

_OPEN_END = re.compile(
    rf"\b(?:{_WHICH} (?:out )?of|either|among|between|whichever(?: of)?|or)(?: the)?{_END}"
)
_OF_THESE = re.compile(
    rf"\b(?:{_WHICH}(?: [\w-]{{1,30}}){{0,2}} (?:out of|of|from|among|in)"
    r"|either(?: of)?|whichever(?: of)?|between|from among|among|(?:chosen|selected|taken|picked"
    r"|drawn|choose|select|pick) (?:one )?(?:from|of|among)|(?:value|member) from)"
    rf" (?:the )?(?:{_FOLLOWING}|[\w-]{{1,30}} (?:below|that follow)"
    r"|(?:two|three|four|five|its|his|their|this|\d+)\b)"
    rf"[^;:]{{0,80}}{_END}"
)
_EXCEPT_THESE = re.compile(
    r"\b(?:other than|except(?: for)?|besides|apart from|aside from|beyond) (?:the )?"
    rf"{_FOLLOWING}\b"
    r"(?: [a-z]{1,20}){0,2}?(?= (?:may|must|shall|should|is|are|can|…)|$)",
    re.IGNORECASE,
)
"""Exceptions in the subject: "No field other than these MAY be sent"."""
_SUBJECT_OF_THESE = re.compile(
    rf"\bonly (?:the )?{_FOLLOWING}\b"
    rf"|\b(?:{_WHICH}(?: [\w-]{{1,30}})? of|either(?: of)?) (?:the )?{_FOLLOWING}\b"
)
_NOUN = r"(?!the\b|following\b|to\b)[\w-]{1,30}"
_NAMED_END = re.compile(
    rf"\b{_WHICH} of (?:\0{{1,80}}(?:[,\s]|or |and ){{0,4}}){{1,20}}{_END}"
    rf"|\b(?:{_WHICH}) of (?:the )?{_NOUN}(?: {_NOUN}){{0,2}}{_END}"
    rf"|\beither (?!case\b|way\b|event\b|side\b|end\b|direction\b|[^:]{{0,80}}\bor\b)"
    rf"[^,:]{{0,40}}{_END}"
    rf"|\b(?:{_FOLLOWING}|two|three) (?:[\w-]{{1,30}} )?(?:options|alternatives|choices|variants)\b"
    r"|\b(?:(?:exactly|precisely|just|only|at least|at most|no more than|not more than|up to) one"
    rf"|one or more)(?: [\w-]{{1,30}}){{1,3}}{_END}"
    rf"|\b(?:this|the) (?:list|set|choice)(?: of)?{_END}"
)
_ONLY_END = re.compile(
    rf"\b(?:only|solely|exclusively|nothing but|(?:limited|restricted|confined) to)"
    rf"(?: (?!that\b|which\b|who\b|whose\b|but\b)[\w-]{{1,30}}){{0,3}}"
    rf"(?: {_FOLLOWING}(?: [\w-]{{1,30}}){{0,3}})?{_END}"
)
_REACTS = re.compile(
    r"\b(?:reject|refuse|ignore|discard|drop|remove|strip|deny|delete|report|log|prevent|avoid"
    r"|forbid|block|escape|detect|handle|catch|skip|abort|warn|fail|treat|flag|redact|mask|notify"
    rf"|alert|recogni[sz]e|withstand|tolerate|able to|capable of|accept|allow|permit|cope with"
    rf"|deal with|respond to)\b[^:]{{0,80}}\bany (?:one )?(?:of )?(?:the )?"
    rf"(?:{_FOLLOWING}\b|\W{{0,3}}$)"
)
"""Verbs after which "any of these" means each of them: "MUST reject any of the following"."""
_ALL_OF = re.compile(
    rf"\b{_EVERY} (?:of )?(?:the )?{_FOLLOWING}\b"
    rf"|\b(?:all of|each of|both of|both|all)(?: the)?{_END}"
)
_TOGETHER = re.compile(
    r"\b(?:both|all of|every one of|more than|exactly|at most|no more than|two of|three of"
    r"|combination|together|at once|at the same time|simultaneously|only|solely|just|limited to"
    r"|restricted to|everything but)\b"
)
"""What forbids the items only together: "MUST NOT have more than one of:"."""


_VALUE_END = re.compile(
    r"\W{0,9}(?:always |only )?(?:be(?: set to| equal to| given as| written as)?|equal"
    rf"|(?:have|take|hold)(?: as)? (?:the|a) value){_END}"
)
"""What a value is: it cannot be two of them, as in "The mode MUST be:" above "`fast`"."""
_IS_VALUE = re.compile(r"\s{0,3}(?:[*_]{0,2}`[^`\n]{1,80}`|[\"“][^\"”\n]{1,80}[\"”])")


def _is_example(sentence: Sentence, items: Items) -> bool:
    return bool(_EXAMPLE_TAIL.search(sentence.after))


def _is_aside(sentence: Sentence, items: Items) -> bool:
    is_titled = not sentence.before and bool(_EXAMPLES_OF.match(sentence.after))
    return is_titled or bool(_EXAMPLE_START.match(sentence.whole))


def _has_cases(sentence: Sentence, items: Items) -> bool:
    """Whether the list completes a condition or an exception, behind or before the main clause."""
    start = _case_start(sentence.after)
    if start is not None:
        return bool(_ANY_WORD.search(sentence.after[:start]))
    if not sentence.before:
        return False
    if _EXCEPT_THESE.search(sentence.before):
        return True
    front = _FRONT.search(sentence.whole)
    main = front["main"] if front else ""
    is_main = len(main.replace("…", "").split()) > 1 and (
        sentence.is_adjective or bool(_ANY_WORD.search(sentence.after))
    )
    return is_main and not _ANNOUNCED.search(main) and not _OPEN_END.search(main)


def _case_start(text: str) -> int | None:
    """Return where a clause begins that the list completes, or None."""
    placed = _PLACED.search(text)
    if placed and _ASKS.search(text[: placed.start()]):
        placed = None
    starts = (placed.start() if placed else None, _open_condition(text))
    return min((start for start in starts if start is not None), default=None)


def _open_condition(text: str) -> int | None:
    """Return where the last clause with "if" and the like begins, if the list completes it.

    >>> _open_condition(" stop when the basin is:"), _open_condition(" do this when it rains:")
    (6, None)
    """
    for match in reversed([*_WHEN_WORD.finditer(text)]):
        rest = text[match.end() :]
        if not _REST_IS_OPEN.match(rest):
            continue
        if _ANNOUNCED.search(text[: match.start()]) and not _ANNOUNCED.search(rest):
            continue
        if not _ASKS.search(text[: match.start()]):
            return match.start()
    return None


def _has_options(sentence: Sentence, items: Items) -> bool:
    """Whether the lead or the ends of the items leave a choice."""
    text = sentence.after
    if sentence.is_negative:
        is_listed = any(one.search(text) for one in (_OPEN_END, _OF_THESE, _NAMED_END, _ALL_OF))
        return bool(_TOGETHER.search(text)) and (is_listed or bool(_ONLY_END.search(text)))
    if _says_choice(text) and not _REACTS.search(text):
        return True
    if _ALL_OF.search(text):
        return False
    if _REACTS.search(text):
        return items.say_or
    is_complete = sentence.is_adjective or not _ANNOUNCEMENT.fullmatch(text)
    if is_complete and _SUBJECT_OF_THESE.search(sentence.before) and not _ANNOUNCED.search(text):
        return True
    if _VALUE_END.fullmatch(text) and items.heads and all(map(_IS_VALUE.match, items.heads)):
        return len(items.heads) > 1
    return items.say_or


def _says_choice(text: str) -> bool:
    only = _ONLY_END.search(text)
    if only and not _ANNOUNCED.search(text[: only.start()]):
        return True
    choices = (one.search(text) for one in (_OPEN_END, _OF_THESE, _NAMED_END))
    return any(
        choice and (_ANNOUNCED.search(choice[0]) or not _ANNOUNCED.search(text[: choice.start()]))
        for choice in choices
    )


_KINDS: Mapping[LeadKind, Callable[[Sentence, Items], bool]] = {
    LeadKind.ASIDE: _is_aside,
    LeadKind.EXAMPLES: _is_example,
    LeadKind.CASES: _has_cases,
    LeadKind.OPTIONS: _has_options,
}
"""The kinds in the order in which they are tried; for the others, it is `ALL`."""


def kind_of(text: str, keyword: Keyword | None, items: Items) -> LeadKind:
    """Return what the items below a lead are.

    Args:
        text: The sentence that leads them, with code masked.
        keyword: Its keyword, with offsets in `text`; None if another lead gives the level.
        items: What the items say about it.

    >>> from ..rfc2119 import find_keywords
    >>> def kind(text, *ends): return kind_of(text, find_keywords(text)[0], Items((), ends)).value
    >>> kind("Clients MUST:"), kind("A plan MUST be either:"), kind("A label MUST have:", "a, or")
    ('all', 'options', 'options')
    >>> kind("The pump MUST stop when:"), kind("Pilots MUST wait, except in these cases:")
    ('cases', 'cases')
    >>> kind("A name MUST be short, such as:"), kind("Example: a name MUST be short, as in:")
    ('examples', 'aside')
    >>> kind("It MUST NOT have any of these:"), kind("It MUST NOT have more than one of these:")
    ('all', 'options')
    """
    before, after = ("", text) if keyword is None else (text[: keyword.start], text[keyword.end :])
    if _NUMBERED_EXAMPLE.match(text):
        return LeadKind.ASIDE
    is_negative = keyword is not None and keyword.level.is_negative
    is_adjective = keyword is not None and keyword.written.upper().endswith(_ADJECTIVES)
    sentence = Sentence(
        _words(before)[:_LONGEST], _words(after)[-_LONGEST:], is_negative, is_adjective
    )
    return next(
        (kind for kind, is_kind in _KINDS.items() if is_kind(sentence, items)), LeadKind.ALL
    )


_ADJECTIVES = ("REQUIRED", "RECOMMENDED", "OPTIONAL")
_LONGEST = 600
"""Characters on each side of a keyword that are looked at, so that it takes linear time."""
_MARKS = re.compile(rf"[*_{MARKUP}]+")


def _words(text: str) -> str:
    return " ".join(_MARKS.sub("", text).lower().split())


# --- clauses of a lead -----------------------------------------------------------------------


def condition_in(text: str) -> str:
    """Return the clause of a lead that its cases complete.

    >>> condition_in("The pump **MUST** stay off when either:")
    'when either:'
    >>> condition_in("If any of these is true, the pump MUST stop:")
    'If any of these is true:'
    """
    in_subject = _EXCEPT_THESE.search(text)
    if in_subject:
        return f"{in_subject[0]}:"
    from_here = max(0, len(text) - _LONGEST)
    start = _case_start(_lower(text[from_here:]))
    if start:
        return text[from_here + start :]
    front = _FRONT.search(text)
    return f"{front['clause'].strip(' *_')}:" if front else ""


def without_examples(text: str) -> str:
    """Return a lead without the words that announce examples.

    >>> without_examples("A name MUST be short, for example:")
    'A name MUST be short'
    """
    match = _EXAMPLE_TAIL.search(_lower(text))
    return text[: match.start()].rstrip(" ,;:(–—-*_") if match and match.start() else text


_UNDERLINES = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def _lower(text: str) -> str:
    """Return a text in lower case without emphasis, keeping every offset.

    A few capitals become two small characters; a text with one of them stays as it is.
    """
    lower = _UNDERLINES.sub(" ", text).lower()
    return lower if len(lower) == len(text) else text


_CLOSING = re.compile(r"[\s,;]+(?:and|or)\W{0,9}$|[\s,;.]+$", re.IGNORECASE)
_OPENING = re.compile(r"^(?:\[[ xX]\]\s+)?(?:(?:or|and)\b,?\s(?=\S))?", re.IGNORECASE)
_ID = re.compile(r"\s?(?:\{#[\w.:-]{1,80}\}|<!--[^<>]{0,100}-->)\W{0,3}$")


def bare_item(text: str) -> str:
    """Return an item without what joins it to the next one, a box, and an ID.

    >>> bare_item("a time; or"), bare_item("a keeper."), bare_item("or a bell, and")
    ('a time', 'a keeper', 'a bell')
    """
    return _OPENING.sub("", _CLOSING.sub("", _ID.sub("", text)), count=1).strip()


_CONTINUES = re.compile(
    r"\W{0,9}(?:(?:the |these |two |some )?(?:only )?exceptions?\b|(?:this|it|that|they)\b).{0,80}"
)


def continues_rule(text: str) -> bool:
    """Whether a sentence without a keyword gives the cases of the rule before it.

    >>> continues_rule("Exceptions:"), continues_rule("This holds if any of these is true:")
    (True, True)
    >>> continues_rule("This is how it looks:")
    False
    """
    words = _words(text)
    is_about = bool(_CONTINUES.match(words))
    has_exceptions = bool(re.match(r"\W*(?:the |these |two |some )?(?:only )?exceptions?\b", words))
    return is_about and (has_exceptions or _open_condition(words) is not None)


_ANNOUNCEMENT = re.compile(
    r"\W*(?:(?:do|does|perform|follow|meet|obey|observe|satisfy|fulfil|comply with)\W*)?"
    rf"(?:{_EVERY} (?:of )?)?(?:the )?(?:{_FOLLOWING}|as follows)?"
    rf"(?: (?:rules?|things|steps|requirements?|conditions?|points?|actions?))?{_END}"
)


def is_announcement(tail: str) -> bool:
    """Whether a lead says nothing behind its keyword but that a list follows.

    >>> is_announcement(" do the following:"), is_announcement(" keep a list of names as follows:")
    (True, False)
    """
    return bool(_ANNOUNCEMENT.fullmatch(_words(tail)))


def announces(text: str) -> bool:
    """Whether a sentence points to a list below it, though it does not end in a colon.

    >>> announces("A label MUST have one of the following."), announces("A label MUST be short.")
    (True, False)
    """
    words = _words(text)
    if words.endswith("."):
        return bool(_ANNOUNCED.search(words))
    # A colon, if an ID is behind it.
    return words.endswith(":") or bool(_OPEN_END.search(words))


def is_unfinished(text: str) -> bool:
    """Whether a sentence has no mark at its end, so that a list may go on with it.

    >>> is_unfinished("A till MUST show"), is_unfinished("A till MUST shine.")
    (True, False)
    """
    return bool(re.search(r"[\w*`]\s{0,9}$", text))


# --- definitions -----------------------------------------------------------------------------

_DEFINES = re.compile(
    r"\b(?:(?:terms|words|names) (?:and definitions|(?:are|is) (?:used|defined|explained)|used"
    r"|have|mean)|definitions|abbreviations|acronyms)\b"
)
_TALKS = re.compile(
    r"\b(?:terms|words|key ?words|verbs|verbal forms|marks|markers|labels|tags|badges|symbols|signs"
    r"|flags|icons|levels|notations?|meanings?|legend|conventions|strengths?)\b"
)
_LEVEL_TERM = re.compile(
    r"[\s*_`\"'“‘(]{0,9}(?:MUST|SHALL|SHOULD|MAY|(?:NOT )?(?:REQUIRED|RECOMMENDED|OPTIONAL))"
    r"(?: NOT)?[\s*_`\"'”’)]{0,9}(?:[:=]|[–—-]\s|means?\b|says\b)"
)
_TERM = re.compile(r"[\s*_`\"'“‘(]{0,9}[^\s:.;][^:.;]{0,60}(?::|\s[–—=-]|\b(?:means?|says)\b)")


_ADJECTIVE_TERM = re.compile(
    r"[\s*_`\"'“‘(]{0,9}(?:NOT )?(?:REQUIRED|RECOMMENDED|OPTIONAL)[\s*_`\"'”’)]{0,9}"
    r"(?:[:=]|[–—-]\s)"
)


def explains_levels(title: str, items: Sequence[str]) -> bool:
    """Whether a list below a heading about words says what REQUIRED and the like mean.

    >>> explains_levels("Legend", ["REQUIRED: always there", "OPTIONAL: left out in summer"])
    True
    >>> explains_levels("Bread", ["REQUIRED: salt", "OPTIONAL: seeds"])
    False
    """
    is_about_words = bool(_TALKS.search(_words(title)))
    return is_about_words and len(items) > 1 and all(map(_ADJECTIVE_TERM.match, items))


def explains_terms(lead: str, items: Sequence[str]) -> bool:
    """Whether a list says what words mean.

    >>> explains_terms("Fields have one of these marks:", ["REQUIRED: it is always there"])
    True
    >>> explains_terms("Of the crew:", ["REQUIRED: a hat"])
    False
    """
    words = _words(lead)
    if _TALKS.search(words) and items and all(map(_LEVEL_TERM.match, items)):
        return True
    return bool(_DEFINES.search(words)) and all(map(_TERM.match, items))
