"""VQ: words with which nobody can tell whether a rule is kept.

The numbers of rules for good requirements are those of the INCOSE Guide to Writing Requirements;
none of its text is here.
"""

from __future__ import annotations

import re

from .phrases import Words, any_of, check_for

_CONDITION = re.compile(r"[\s,]+(?:to|for|that|under|per|by|in|of|with)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\d|\b(?:daily|weekly|monthly|quarterly|yearly|annually|hourly|every|each|once|twice|within"
    r"|before|after|until|at least|whenever|when|if|per)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r":\s*$|\]\(|\bRFC|\bISO|\bOWASP|\bWCAG|\bsuch as\b|\be\.g\.|\bfor example\b", re.IGNORECASE
)

check_for(
    (
    Words(
        "VQ001",
        "vague-term",
        any_of(
            r"(?<!where\s)(?<!when\s)(?<!if\s)(?<!as\s)appropriate", "appropriately",
            "proper", "properly", "adequate", "adequately",
            "relevant", "sufficient", "sufficiently", "reasonable",
            "reasonably(?! practicable)", "suitable", "suitably", "satisfactory", "meaningful",
        ),
        bad=["The crew MUST store adequate food."],
        good=["The crew MUST store food that is sufficient for ten days."],
        bound_by=_CONDITION,
    ),
    Words(
        "VQ002",
        "escape-clause",
        any_of(
            "(?:where|wherever|when|whenever|if) (?:appropriate|possible|feasible|practical"
            "|practicable|necessary|needed|applicable|relevant|required)",
            "as (?:appropriate|feasible|practicable|necessary|needed|applicable|required)",
            "as (?:far|much) as (?:possible|practicable)",
            "to the extent (?:possible|practicable|feasible)",
        ),
        bad=["The crew MUST reef the sails where appropriate."],
        good=["The crew MUST reef the sails as required by the charter."],
        bound_by=_CONDITION,
    ),
    Words(
        "VQ003",
        "open-ended",
        re.compile(
            r"\betc\b\.?|\band so (?:on|forth)\b|\band (?:more|others?)(?=[.;)]|$)|\band/or more\b"
            r"|\bincluding,? but not limited to\b|\bamong others\b",
            re.IGNORECASE,
        ),
        bad=["The crew MUST store water, food, etc."],
        good=["The crew MUST store water and food, e.g. beans, and other crews MUST NOT."],
    ),
    Words(
        "VQ006",
        "bare-comparative",
        any_of(
            "optimal", "optimally", "suboptimal", "superior", "inferior", "cutting-edge",
            "best-in-class", "world-class", "state-of-the-art",
        ),
        bad=["The crew SHOULD find an optimal route."],
        good=["The crew SHOULD find a route that is superior to none and takes 3 days."],
        clear_with=re.compile(r"\bthan\b|\d", re.IGNORECASE),
        is_default=False,
    ),
    Words(
        "VQ007",
        "unbounded-universal",
        any_of(
            "at all times", "in all (?:cases|situations|circumstances)",
            "under all circumstances", "(?-i:MUST|SHOULD|SHALL) always",
            r"all (?:[\w-]+ )?(?:activities|aspects|areas|efforts|situations|circumstances)",
        ),
        bad=["The crew MUST document all activities."],
        good=["The crew MUST document all repairs."],
        is_default=False,
    ),
    Words(
        "VQ009",
        "reference-without-referent",
        any_of(
            "best practices?", "(?:industry|established|common|accepted|modern|recognized|current)"
            " (?:standards?|practices?|patterns|techniques|frameworks|guidelines|conventions)",
            "(?:industry|established) [a-z-]+ (?:standards?|practices?|patterns|techniques"
            "|frameworks|guidelines|conventions)",
            "standard practices?",
        ),
        bad=["The crew MUST follow best practices."],
        good=["The crew MUST follow best practices of the harbour, such as ringing the bell."],
        bound_by=re.compile(
            r"[\s,]+(?:of|from|in|by|defined|described|listed|such|including)\b|\s*[:(]",
            re.IGNORECASE,
        ),
        clear_with=_SOURCE,
    ),
    Words(
        "VQ010",
        "undefined-frequency",
        any_of(
            "regularly", "regular(?! expressions?)", "periodically", "periodic",
            r"frequently(?! \w+ed)",
            "promptly", "timely", "as soon as possible", "in a timely manner", "occasionally",
            "from time to time",
        ),
        bad=["The crew MUST check the pumps regularly."],
        good=["The crew MUST check the pumps regularly, at least once a day."],
        clear_with=_TIME,
    ),
    Words(
        "VQ011",
        "wide-vague-term",
        any_of(
            "clear", "clearly", "effective", "effectively", "efficient", "efficiently",
            "robust", "seamless", "seamlessly", "intuitive", "user-friendly", "comprehensive",
            "quality", "high-quality", "good", "simple", "flexible", "scalable", "reliable",
        ),
        bad=["The crew MUST sail efficiently."],
        good=["The crew MUST sail to Hamburg."],
        is_default=False,
    ),
    )
)  # fmt: skip
