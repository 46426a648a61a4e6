"""Names made from other names: for addresses, for IDs and for comparing."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from .stopwords import OF_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_LONGEST = 80
"""Bytes of a name in an address. File systems allow 255, but an address has several names."""
_MOST_WORDS = 4
"""Words of a title in a category's code: more would make IDs that no one can type."""
_ARTICLE = re.compile(r"^the\s+")
_SUFFIX = re.compile(r"\s+(?:agent|persona|role)$")
_GENDER = r"(?:[mfwdxihn*]|div(?:ers|erse)?\.?)"
_BETWEEN = r"\s?[/|,]\s?"
_GENDERS = re.compile(
    rf"\s*\((?:[mfwh]{_BETWEEN}[mfwh]|{_GENDER}(?:{_BETWEEN}{_GENDER}){{2,3}}"
    r"|(?:all|any) genders?|alle geschlechter|gn)\)"
    r"|[\s,–-]+[mfw](?:/[mfwdx*]){2,3}$",
    re.IGNORECASE,
)
"""What job advertisements add to a title: (m/f/d), (all genders)."""

SHORT = {
    "accessibility": "A11Y", "architecture": "ARCH", "authentication": "AUTH", "automation": "AUTO",
    "backup": "BAK", "caching": "CACHE", "collaboration": "COL", "compliance": "COMP",
    "configuration": "CONF", "data": "DATA", "database": "DB", "deployment": "DEP", "design": "DES",
    "development": "DEV", "documentation": "DOC", "error": "ERR", "human": "HUM", "identity": "ID",
    "incident": "INC", "infrastructure": "INFRA", "integration": "INT", "interface": "IF",
    "internationalization": "I18N", "introduction": "INTRO", "logging": "LOG", "monitoring": "MON",
    "operation": "OPS", "operations": "OPS", "performance": "PERF", "privacy": "PRIV",
    "quality": "QUAL", "queue": "QUEUE", "release": "REL", "reporting": "REP",
    "requirements": "REQ", "scalability": "SCALE", "security": "SEC", "server": "SRV",
    "testing": "TEST", "threat": "THREAT", "troubleshooting": "FIX", "vulnerability": "VULN",
}  # fmt: skip
"""Short forms that people use for words in category titles."""


_LIKELY_TYPO = 0.7
"""One wrong letter in a word of four, two in a word of seven."""


def closest(word: str, known: Iterable[str], least: float = _LIKELY_TYPO) -> str:
    """Return the known name that is most like a word, or an empty string.

    Args:
        word: As it was written.
        known: The names to choose from.
        least: How alike the two must be, from 0 to 1.

    >>> closest("mian", ["main", "topic"]), closest("x", ["main"])
    ('main', '')
    """
    return next(iter(difflib.get_close_matches(word, list(known), 1, least)), "")


def did_you_mean(word: str, known: Iterable[str], least: float = _LIKELY_TYPO) -> str:
    """Return a question about the name that was probably meant, or an empty string.

    >>> did_you_mean("talk-61", ["talk-60", "hello"]), did_you_mean("x", ["talk-60"])
    ("did you mean 'talk-60'?", '')
    """
    near = closest(word, known, least)
    return f"did you mean {near!r}?" if near else ""


# Labels of categories, levels and skills are asked for at each rule: 118,000 times at 18,560 rules
# for 1,000 different texts, which took 0.2 s.
@lru_cache(maxsize=16_384)
def slugify(text: str) -> str:
    """Return a text as part of an address; letters of any script are kept.

    >>> slugify("Authentication & Authorization Pattern"), slugify("Ελεγκτής")
    ('authentication-authorization-pattern', 'ελεγκτήσ')
    """
    slug = _NOT_WORD.sub("-", unicodedata.normalize("NFC", text).casefold()).strip("-")
    return short(slug) or "untitled"


def short(name: str) -> str:
    """Return a name that fits in a file system; a long one is cut, and a hash makes it unique.

    >>> short("tester"), short("x" * 500)
    ('tester', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-286a33b6')
    """
    encoded = name.encode()
    if len(encoded) <= _LONGEST:
        return name
    # 60 bytes, a hyphen and the eight digits of the hash are less than the limit.
    digest = hashlib.blake2s(encoded, digest_size=4).hexdigest()
    return f"{encoded[:60].decode(errors='ignore')}-{digest}"


def bare_title(title: str) -> str:
    """Return a category's title without "Requirements" or "Rules", which most of them end with.

    >>> bare_title("Caching Requirements"), bare_title("Rules")
    ('Caching', 'Rules')
    """
    head, _, last = title.rpartition(" ")
    return head if head and last.lower() in ("requirements", "rules") else title


def without_genders(title: str) -> str:
    """Return a role's title without what job advertisements add to it.

    >>> without_genders("Baker (m/f/d)"), without_genders("Baker (all genders), nights")
    ('Baker', 'Baker, nights')
    >>> without_genders("Baker m/w/d"), without_genders("Baker (French)")
    ('Baker', 'Baker (French)')
    """
    return _GENDERS.sub("", title).strip() or title


def fold(name: str) -> str:
    """Return a role's name as it is compared: without case, article, "Agent" and punctuation.

    >>> fold("The Full-Stack Developer Agent"), fold("Full Stack Developer (m/f/d)")
    ('full stack developer', 'full stack developer')
    """
    words = _NOT_WORD.sub(" ", without_genders(name).casefold()).strip()
    return _SUFFIX.sub("", _ARTICLE.sub("", words))


def initials(name: str, file: str = "") -> str:
    """Return a code for a persona: its initials, or the first letters of a single word.

    Args:
        name: Its name.
        file: The name of its file, which counts where the other has no Latin letters.

    >>> initials("The Backend Developer"), initials("The Auditor")
    ('BD', 'AUD')
    >>> initials("郵便局の規則", "01-postal-rules"), initials("Ελεγκτής", "ελεγκτής")
    ('PR', 'R')
    """
    words = code_words(name, file)
    if len(words) > 1:
        return "".join(word[0] for word in words)[:4]
    return words[0][:3] if words else "R"


def code_words(name: str, file: str = "") -> list[str]:
    """Return the words of which codes of a persona are made, in capitals and without accents.

    Args:
        name: Its name.
        file: The name of its file, which counts where the other has no Latin letters.

    >>> code_words("The Café Owner"), code_words("郵便局の規則", "01-postal-rules")
    (['CAFE', 'OWNER'], ['POSTAL', 'RULES'])
    """
    return _latin_words(name) or [word for word in _latin_words(file) if not word.isdigit()]


def _latin_words(name: str) -> list[str]:
    words = [word for word in map(_ascii, fold(name).split()) if word.lower() not in OF_NAMES]
    return list(filter(None, words))


def category_codes(title: str) -> list[str]:
    """Return codes for a category, best first; each is longer than the one before.

    >>> category_codes("API Design Requirements")[:2], category_codes("Error Handling")[:2]
    (['API', 'API-DES'], ['ERR', 'ERR-HAND'])
    """
    words = [word for word in _NOT_WORD.sub(" ", title).split() if word.lower() not in OF_NAMES]
    words = list(filter(_is_particular, words)) or words
    codes = [code for code in map(_short, words) if code] or ["GEN"]
    return ["-".join(codes[: n + 1]) for n in range(min(len(codes), _MOST_WORDS))]


def _is_particular(word: str) -> bool:
    return word.lower() not in ("requirements", "rules") and not word.isdigit()


def _short(word: str) -> str:
    code = _ascii(word)
    is_abbreviation = word.isupper() and len(code) < 6  # "OAUTH" stays, "ARCHITECTURE" does not
    return SHORT.get(word.lower()) or (code if is_abbreviation else code[:4])


def _ascii(word: str) -> str:
    return _NOT_CODE.sub("", unicodedata.normalize("NFKD", word).upper())
