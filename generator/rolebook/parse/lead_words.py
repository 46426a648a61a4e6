"""The phrases that say what a list is: "one of these", "if any holds", "for example".

Patterns for text in lower case without emphasis; `leads` says what each of them means.
"""

from __future__ import annotations

import re

from ..rfc2119 import MARKUP

END = r"\W{0,9}$"
FOLLOWING = r"(?:(?:the|this) following|following|these|those|(?:listed|given|named) below)"
WHICH = (
    r"(?:any (?:one|number|combination|subset|two)|any|either|one or (?:more|both|several)|one"
    r"|zero or (?:more|one)|(?:at least|at most|exactly|precisely|just|only|no more than"
    r"|not more than|no fewer than|no less than|up to|more than) \w{1,9}(?: or more)?"
    r"|some|several|two|three|the (?:earlie(?:r|st)|later?|latest|great(?:er|est)|lesser|least"
    r"|small(?:er|est)|larg(?:er|est)|high(?:er|est)|low(?:er|est)|first|last|shorter|longer"
    r"|maximum|minimum|sum|union)|a (?:single|choice|combination|mix|mixture|subset|selection)"
    r"|a (?:single )?(?:one|member|value|element|item))"
)
EVERY = r"(?:all|each(?: one)?|every one|both|the whole|everything)"
WHEN = (
    r"(?:if|iff|when|whenever|unless|until|once|while|as long as|so long as"
    r"|(?:only|not) (?:after|before)|provided(?: that)?|on (?:the )?condition that|given that"
    r"|subject to|in the event (?:that|of)|in case(?: of)?|except(?:ing)?|excluding|other than"
    r"|apart from|aside from|barring|save(?: for)?|but not|with the exceptions? of)"
)
BECOMES = (
    r"(?:is|are|was|were|be|been|being|has|have|had|does|do|can|cannot|contains?|includes?|meets?"
    r"|satisf(?:y|ies)|matches|match|fulfils?|comes? from)"
)
CASE_NOUN = (
    r"(?:cases?|circumstances?|conditions?|situations?|events?|occasions?|exceptions?"
    r"|exemptions?|reasons?|purposes?|times?|moments?)"
)
SUBJECT = r"(?:it|they|he|she|one|(?:the|an?|its|their|this|that|any|every|each) [\w-]{1,40})"
REST_IS_OPEN = re.compile(
    rf"\W{{0,9}}(?:for|in|to|by|on|with|where|when|if|that|as|from|at|of)?{END}"
    rf"|.{{0,160}}\b{FOLLOWING}\b[^,]{{0,160}}$"
    rf"|.{{0,160}}\b(?:{WHICH}|{EVERY}|none|neither)(?: of)?(?: the)?{END}"
    rf"|\W{{0,9}}(?:(?:when|if|where|that|in|to|for) )?{SUBJECT}{END}"
    rf"|.{{0,160}}\b{BECOMES}{END}"
)
"""What is behind "if" and the like if the clause needs the list to be complete."""
WHEN_WORD = re.compile(rf"\b(?:(?:only|even|but) )?{WHEN}\b")
PLACED = re.compile(
    rf"\b(?:in|under|for|on|at|during|within|with|without) (?:{WHICH} |{EVERY} )?"
    rf"(?:of )?(?:the )?(?:(?:{FOLLOWING}|two|three|some|a few|several|one) )"
    rf"(?:[\w-]{{1,30}} ){{0,2}}{CASE_NOUN}\b.{{0,40}}{END}"
    rf"|\bwhere(?: {WHICH}| {EVERY})?(?: of)?(?: the)?(?: {FOLLOWING}\b[^,]{{0,60}})?{END}"
    rf"|\bthe (?:only )?{CASE_NOUN} (?:is|are){END}"
    rf"|\b(?:in|under) (?:the )?{CASE_NOUN} (?:below|listed below|that follow){END}"
    rf"|\b(?:before|after|upon|as soon as) (?:{WHICH} |{EVERY} )?(?:of )?(?:the )?"
    rf"{FOLLOWING}\b[^,]{{0,80}}{END}"
)
"""Cases without a word such as "if": "in these cases", "with the following exceptions"."""
FRONT = re.compile(
    rf"(?:^|,)\W{{0,9}}(?P<clause>(?:only |even )?(?:{WHEN}|where)\b[^,]{{0,160}}"
    rf"\b{FOLLOWING}\b[^,]{{0,80}})"
    r"(?:,|$)(?P<main>.{0,400})",
    re.IGNORECASE,
)
"""A condition that has the list in it, with the main clause behind it: "If any of these holds, the
pump MUST stop", "The crew MUST, if any of these holds, call home"."""
ASKS = re.compile(
    r"(?<!\ba )(?<!\ban )(?<!\bthe )\b(?:state|say|tell|check|know|note|record|write(?: down)?"
    r"|decide|see|ask|verify|determine"
    r"|test|report|log|show|explain|define|specify|describe|indicate|document|announce|mention"
    r"|clear)s?(?: \w{1,12})?\W{0,3}$"
)
"""What makes a question of "if" and the like: "say when it broke"."""
ANNOUNCED = re.compile(rf"\b{FOLLOWING}\b|\bas follows\b|\b(?:this|so){END}")
ANY_WORD = re.compile(r"[a-z\0]")
EXAMPLE_TAIL = re.compile(
    r"(?:^|[\s,;(–—-])(?:for example|for instance|e\.\s?g\.?|eg|such as|as in|"
    r"(?<![a-z\0] )examples?|"
    r"(?:some |a few )?examples? (?:are|is|include|of (?:this|these|such)[^:]{0,40})|"
    r"(?:,|;|–|—) like|among (?:others|other things))"
    rf"(?:\W{{1,3}}(?:{WHICH} of )?(?:the |{FOLLOWING}|as follows|with|by|in|to|when|like)"
    rf"[^:.]{{0,40}})?{END}"
)
EXAMPLE_START = re.compile(
    r"\W{0,9}(?:(?:non-normative |informative )?examples?(?:\s\w{1,4})?\s?(?:[:–—(]|-\s|\.\s|$)"
    r"|for example\b|for instance\b|e\.\s?g\.|in (?:this|the following|our|the above) example\b)"
)
NUMBERED_EXAMPLE = re.compile(
    r"\W{0,9}EXAMPLES?(?:\s{1,3}\d{1,3})?\b(?!\s+(?:MUST|SHALL|MAY|SHOULD))"
)
"""How standards begin an example: "EXAMPLE 2 A lamp SHALL …"."""
EXAMPLES_OF = re.compile(
    rf"\W{{0,9}}(?:some |a few |more )?examples? (?:of|for|from)\b|.{{0,80}}\bexamples?{END}"
)
"""A title of examples, if the sentence has no keyword."""
OPEN_END = re.compile(
    rf"\b(?:{WHICH} (?:out )?of|either|among|between|whichever(?: of)?|or)(?: the)?{END}"
)
OF_THESE = re.compile(
    rf"\b(?:{WHICH}(?: [\w-]{{1,30}}){{0,2}} (?:out of|of|from|among|in)"
    r"|either(?: of)?|whichever(?: of)?|between|from among|among|(?:chosen|selected|taken|picked"
    r"|drawn|choose|select|pick) (?:one )?(?:from|of|among)|(?:value|member) from)"
    rf" (?:the )?(?:{FOLLOWING}|[\w-]{{1,30}} (?:below|that follow)"
    r"|(?:two|three|four|five|its|his|their|this|\d+)\b)"
    rf"[^;:]{{0,80}}{END}"
)
EXCEPT_THESE = re.compile(
    r"\b(?:other than|except(?: for)?|besides|apart from|aside from|beyond) (?:the )?"
    rf"{FOLLOWING}\b"
    r"(?: [a-z]{1,20}){0,2}?(?= (?:may|must|shall|should|is|are|can|…)|$)",
    re.IGNORECASE,
)
"""Exceptions in the subject: "No field other than these MAY be sent"."""
SUBJECT_OF_THESE = re.compile(
    rf"\bonly (?:the )?{FOLLOWING}\b"
    rf"|\b(?:{WHICH}(?: [\w-]{{1,30}})? of|either(?: of)?) (?:the )?{FOLLOWING}\b"
)
NOUN = r"(?!the\b|following\b|to\b)[\w-]{1,30}"
NAMED_END = re.compile(
    rf"\b{WHICH} of (?:\0{{1,80}}(?:[,\s]|or |and ){{0,4}}){{1,20}}{END}"
    rf"|\b(?:{WHICH}) of (?:the )?{NOUN}(?: {NOUN}){{0,2}}{END}"
    rf"|\beither (?!case\b|way\b|event\b|side\b|end\b|direction\b|[^:]{{0,80}}\bor\b)"
    rf"[^,:]{{0,40}}{END}"
    rf"|\b(?:{FOLLOWING}|two|three) (?:[\w-]{{1,30}} )?(?:options|alternatives|choices|variants)\b"
    r"|\b(?:(?:exactly|precisely|just|only|at least|at most|no more than|not more than|up to) one"
    rf"|one or more)(?: [\w-]{{1,30}}){{1,3}}{END}"
    rf"|\b(?:this|the) (?:list|set|choice)(?: of)?{END}"
)
ONLY_END = re.compile(
    rf"\b(?:only|solely|exclusively|nothing but|(?:limited|restricted|confined) to)"
    rf"(?: (?!that\b|which\b|who\b|whose\b|but\b)[\w-]{{1,30}}){{0,3}}"
    rf"(?: {FOLLOWING}(?: [\w-]{{1,30}}){{0,3}})?{END}"
)
REACTS = re.compile(
    r"\b(?:reject|refuse|ignore|discard|drop|remove|strip|deny|delete|report|log|prevent|avoid"
    r"|forbid|block|escape|detect|handle|catch|skip|abort|warn|fail|treat|flag|redact|mask|notify"
    rf"|alert|recogni[sz]e|withstand|tolerate|able to|capable of|accept|allow|permit|cope with"
    rf"|deal with|respond to)\b[^:]{{0,80}}\bany (?:one )?(?:of )?(?:the )?"
    rf"(?:{FOLLOWING}\b|\W{{0,3}}$)"
)
"""Verbs after which "any of these" means each of them: "MUST reject any of the following"."""
ALL_OF = re.compile(
    rf"\b{EVERY} (?:of )?(?:the )?{FOLLOWING}\b"
    rf"|\b(?:all of|each of|both of|both|all)(?: the)?{END}"
)
TOGETHER = re.compile(
    r"\b(?:both|all of|every one of|more than|exactly|at most|no more than|two of|three of"
    r"|combination|together|at once|at the same time|simultaneously|only|solely|just|limited to"
    r"|restricted to|everything but)\b"
)
"""What forbids the items only together: "MUST NOT have more than one of:"."""
VALUE_END = re.compile(
    r"\W{0,9}(?:always |only )?(?:be(?: set to| equal to| given as| written as)?|equal"
    rf"|(?:have|take|hold)(?: as)? (?:the|a) value){END}"
)
"""What a value is: it cannot be two of them, as in "The mode MUST be:" above "`fast`"."""
IS_VALUE = re.compile(r"\s{0,3}(?:[*_]{0,2}`[^`\n]{1,80}`|[\"“][^\"”\n]{1,80}[\"”])")
CONTINUES = re.compile(
    r"\W{0,9}(?:(?:the |these |two |some )?(?:only )?exceptions?\b|(?:this|it|that|they)\b).{0,80}"
)
ANNOUNCEMENT = re.compile(
    r"\W*(?:(?:do|does|perform|follow|meet|obey|observe|satisfy|fulfil|comply with)\W*)?"
    rf"(?:{EVERY} (?:of )?)?(?:the )?(?:{FOLLOWING}|as follows)?"
    rf"(?: (?:rules?|things|steps|requirements?|conditions?|points?|actions?))?{END}"
)

_MARKS = re.compile(rf"[*_{MARKUP}]+")


def bare_words(text: str) -> str:
    """Return a text in lower case, without emphasis and on one line."""
    return " ".join(_MARKS.sub("", text).lower().split())
