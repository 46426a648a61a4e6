"""What the forms of a word have in common: three answers, each for another question.

They differ on purpose, and none can replace another without changing links or grids:

- `base_form` knows verbs, and is for finding a phrase in any form: "wrote" is found by "write", and
  "access" is not the plural of "acces".
- `word_root` also cuts endings that make another word, and is for comparing what texts are about:
  "caching", "cached" and "caches" are one subject, and so are "validate" and "validation".
- `singular` only cuts a plural, and is for recognising the words of a title in a rule: a rule about
  "logging" does not name the category "Logs".
"""

from __future__ import annotations

import re
from functools import cache

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgkmnprtv])\1$")
_WHOLE = {"https", "kubernetes", "postgres", "redis", "windows"}
"""Words that only look like a form of another one."""
_IRREGULAR = {
    "began": "begin", "begun": "begin", "bought": "buy", "broke": "break", "broken": "break",
    "brought": "bring", "built": "build", "children": "child", "chosen": "choose",
    "criterion": "criteria", "drawn": "draw", "drew": "draw", "found": "find", "given": "give",
    "grown": "grow", "held": "hold", "hidden": "hide", "indices": "index", "kept": "keep",
    "known": "know", "lost": "lose", "made": "make", "met": "meet", "paid": "pay", "ran": "run",
    "rewritten": "rewrite", "seen": "see", "sent": "send", "shown": "show", "spent": "spend",
    "taken": "take", "taught": "teach", "told": "tell", "understood": "understand", "went": "go",
    "women": "woman", "written": "write", "wrote": "write",
}  # fmt: skip
_ENDINGS = re.compile(r"(?:ations?|ings?|ers?|ed|es|s|e|ion|ions)$")
# The lengths below keep short words whole: "ties" and "sing" are not forms of "ty" and "s".


@cache
def base_form(word: str) -> str:
    """Return what all grammatical forms of a word have in common.

    >>> [base_form(word) for word in ("caches", "caching", "queries", "logged", "wrote")]
    ['cach', 'cach', 'query', 'log', 'writ']
    >>> [base_form(word) for word in ("status", "access")]
    ['status', 'access']
    """
    if word in _WHOLE:
        return word
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        short = word.removesuffix(ending)
        if short != word and len(short) > 2 and _VOWEL.search(short):
            word = _DOUBLED.sub(r"\1", short)
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def word_root(word: str) -> str:
    """Return a word without its ending.

    >>> word_root("threats"), word_root("settings")
    ('threat', 'sett')
    """
    root = _ENDINGS.sub("", word)
    return root if len(root) > 2 else word


@cache
def singular(word: str) -> str:
    """Return a word without the ending of a plural.

    >>> singular("deliveries"), singular("logs"), singular("access")
    ('delivery', 'log', 'access')
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
