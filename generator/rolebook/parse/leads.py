"""The words of a lead to what its list is: rules, alternatives, cases, examples or definitions.

The sentence above a list and the ends of the items in, a kind out. It knows nothing of blocks,
places and requirements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .lead_words import (
    ALL_OF,
    ANNOUNCED,
    ANNOUNCEMENT,
    ANY_WORD,
    ASKS,
    CONTINUES,
    EXAMPLE_START,
    EXAMPLE_TAIL,
    EXAMPLES_OF,
    EXCEPT_THESE,
    FRONT,
    IS_VALUE,
    NAMED_END,
    NUMBERED_EXAMPLE,
    OF_THESE,
    ONLY_END,
    OPEN_END,
    PLACED,
    REACTS,
    REST_IS_OPEN,
    SUBJECT_OF_THESE,
    TOGETHER,
    VALUE_END,
    WHEN_WORD,
    bare_words,
)

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


def _is_example(sentence: Sentence, items: Items) -> bool:
    return bool(EXAMPLE_TAIL.search(sentence.after))


def _is_aside(sentence: Sentence, items: Items) -> bool:
    is_titled = not sentence.before and bool(EXAMPLES_OF.match(sentence.after))
    return is_titled or bool(EXAMPLE_START.match(sentence.whole))


def _has_cases(sentence: Sentence, items: Items) -> bool:
    """Whether the list completes a condition or an exception, behind or before the main clause."""
    start = _case_start(sentence.after)
    if start is not None:
        return bool(ANY_WORD.search(sentence.after[:start]))
    if not sentence.before:
        return False
    if EXCEPT_THESE.search(sentence.before):
        return True
    front = FRONT.search(sentence.whole)
    main = front["main"] if front else ""
    is_main = len(main.replace("…", "").split()) > 1 and (
        sentence.is_adjective or bool(ANY_WORD.search(sentence.after))
    )
    return is_main and not ANNOUNCED.search(main) and not OPEN_END.search(main)


def _case_start(text: str) -> int | None:
    """Return where a clause begins that the list completes, or None."""
    placed = PLACED.search(text)
    if placed and ASKS.search(text[: placed.start()]):
        placed = None
    starts = (placed.start() if placed else None, _open_condition(text))
    return min((start for start in starts if start is not None), default=None)


def _open_condition(text: str) -> int | None:
    """Return where the last clause with "if" and the like begins, if the list completes it.

    >>> _open_condition(" stop when the basin is:"), _open_condition(" do this when it rains:")
    (6, None)
    """
    for match in reversed([*WHEN_WORD.finditer(text)]):
        rest = text[match.end() :]
        if not REST_IS_OPEN.match(rest):
            continue
        if ANNOUNCED.search(text[: match.start()]) and not ANNOUNCED.search(rest):
            continue
        if not ASKS.search(text[: match.start()]):
            return match.start()
    return None


def _has_options(sentence: Sentence, items: Items) -> bool:
    """Whether the lead or the ends of the items leave a choice."""
    text = sentence.after
    if sentence.is_negative:
        is_listed = any(one.search(text) for one in (OPEN_END, OF_THESE, NAMED_END, ALL_OF))
        return bool(TOGETHER.search(text)) and (is_listed or bool(ONLY_END.search(text)))
    if _says_choice(text) and not REACTS.search(text):
        return True
    if ALL_OF.search(text):
        return False
    if REACTS.search(text):
        return items.say_or
    is_complete = sentence.is_adjective or not ANNOUNCEMENT.fullmatch(text)
    if is_complete and SUBJECT_OF_THESE.search(sentence.before) and not ANNOUNCED.search(text):
        return True
    if VALUE_END.fullmatch(text) and items.heads and all(map(IS_VALUE.match, items.heads)):
        return len(items.heads) > 1
    return items.say_or


def _says_choice(text: str) -> bool:
    only = ONLY_END.search(text)
    if only and not ANNOUNCED.search(text[: only.start()]):
        return True
    choices = (one.search(text) for one in (OPEN_END, OF_THESE, NAMED_END))
    return any(
        choice and (ANNOUNCED.search(choice[0]) or not ANNOUNCED.search(text[: choice.start()]))
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
    if NUMBERED_EXAMPLE.match(text):
        return LeadKind.ASIDE
    is_negative = keyword is not None and keyword.level.is_negative
    is_adjective = keyword is not None and keyword.written.upper().endswith(_ADJECTIVES)
    sentence = Sentence(
        bare_words(before)[:_LONGEST], bare_words(after)[-_LONGEST:], is_negative, is_adjective
    )
    return next(
        (kind for kind, is_kind in _KINDS.items() if is_kind(sentence, items)), LeadKind.ALL
    )


_ADJECTIVES = ("REQUIRED", "RECOMMENDED", "OPTIONAL")
_LONGEST = 600
"""Characters on each side of a keyword that are looked at, so that it takes linear time."""


# --- clauses of a lead -----------------------------------------------------------------------


def condition_in(text: str) -> str:
    """Return the clause of a lead that its cases complete.

    >>> condition_in("The pump **MUST** stay off when either:")
    'when either:'
    >>> condition_in("If any of these is true, the pump MUST stop:")
    'If any of these is true:'
    """
    in_subject = EXCEPT_THESE.search(text)
    if in_subject:
        return f"{in_subject[0]}:"
    from_here = max(0, len(text) - _LONGEST)
    start = _case_start(_lower(text[from_here:]))
    if start:
        return text[from_here + start :]
    front = FRONT.search(text)
    return f"{front['clause'].strip(' *_')}:" if front else ""


def without_examples(text: str) -> str:
    """Return a lead without the words that announce examples.

    >>> without_examples("A name MUST be short, for example:")
    'A name MUST be short'
    """
    match = EXAMPLE_TAIL.search(_lower(text))
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


def continues_rule(text: str) -> bool:
    """Whether a sentence without a keyword gives the cases of the rule before it.

    >>> continues_rule("Exceptions:"), continues_rule("This holds if any of these is true:")
    (True, True)
    >>> continues_rule("This is how it looks:")
    False
    """
    words = bare_words(text)
    is_about = bool(CONTINUES.match(words))
    has_exceptions = bool(re.match(r"\W*(?:the |these |two |some )?(?:only )?exceptions?\b", words))
    return is_about and (has_exceptions or _open_condition(words) is not None)


def is_announcement(tail: str) -> bool:
    """Whether a lead says nothing behind its keyword but that a list follows.

    >>> is_announcement(" do the following:"), is_announcement(" keep a list of names as follows:")
    (True, False)
    """
    return bool(ANNOUNCEMENT.fullmatch(bare_words(tail)))


def announces(text: str) -> bool:
    """Whether a sentence points to a list below it, though it does not end in a colon.

    >>> announces("A label MUST have one of the following."), announces("A label MUST be short.")
    (True, False)
    """
    words = bare_words(text)
    if words.endswith("."):
        return bool(ANNOUNCED.search(words))
    # A colon, if an ID is behind it.
    return words.endswith(":") or bool(OPEN_END.search(words))


def is_unfinished(text: str) -> bool:
    """Whether a sentence has no mark at its end, so that a list may go on with it.

    >>> is_unfinished("A till MUST show"), is_unfinished("A till MUST shine.")
    (True, False)
    """
    return bool(re.search(r"[\w*`]\s{0,9}$", text))
