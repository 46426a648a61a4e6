"""What is wrong and where: a code, a place and values. The catalogue has the words for it.

A code is declared with `register`; the room `checks` does so for all of them. Codes never change
their meaning and are not reused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ..messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..messages import Messages
    from .source import Edit, Source, Span

    Fix = Callable[["Diagnostic", Source], Iterable[Edit]]
    """What to change in a source so that a diagnostic goes away; nothing where that is not safe."""


class Severity(StrEnum):
    """How bad a diagnostic is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 2 for a note."""
        return list(Severity).index(self)


def counts_in_words(diagnostics: Iterable[Diagnostic], say: Messages) -> list[str]:
    """Return how many diagnostics there are of each severity that occurs, the worst first.

    >>> counts_in_words([], messages())
    []
    """
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    present = [severity for severity in Severity if counts[severity]]
    return [say(f"problem-count-{severity}", count=counts[severity]) for severity in present]


@dataclass(frozen=True, slots=True)
class Code:
    """What a diagnostic code stands for."""

    id: str
    """Two letters for what it is about, and three digits: `KW001`."""
    name: str
    """The thing that is wrong, so that "allow compound-keywords" reads well."""
    severity: Severity
    good: tuple[str | Mapping[str, str | bytes], ...] = ()
    """Handbooks in which nothing is reported under this code."""
    bad: tuple[str | Mapping[str, str | bytes], ...] = ()
    """Handbooks in which something is: one for each message, the most typical first."""
    fix: Fix | None = None
    is_safe: bool = True
    """Whether the fix leaves what the rules mean as it is; others need `--unsafe-fixes`."""
    is_default: bool = True
    """Whether it is reported unless an owner says otherwise."""

    @property
    def why(self) -> str:
        """One or two sentences: what follows from the problem and what to do about it."""
        return messages()(f"{self.id}.why")


CODES: dict[str, Code] = {}
"""Every code there is; see `codes` for their order."""
GROUPS = (
    *("RD", "KW", "ST", "TB", "DU", "TP", "VQ", "WD", "XR", "CT"),
    *("ID", "OB", "RB", "WV", "OW", "RV", "IG"),
)
"""What codes begin with, in the order in which they are listed: from reading to ignoring."""


def codes() -> list[Code]:
    """Return all codes, by group and number."""
    return sorted(CODES.values(), key=lambda code: (GROUPS.index(code.id[:2]), code.id))


def register(code: Code) -> Code:
    """Add a code to those that a diagnostic can have.

    Raises:
        ValueError: The code is taken, or begins with letters that `GROUPS` does not have.
    """
    if code.id[:2] not in GROUPS:
        raise ValueError(f"{code.id} belongs to no group")
    if code.id in CODES:
        raise ValueError(f"{code.id} is already the code of {CODES[code.id].name}")
    CODES[code.id] = code
    return code


class Term(str):
    """A value that is a key of the catalogue: the message gets the words found there."""

    __slots__ = ()


class AnyOf(tuple[str, ...]):
    """A value that is printed as alternatives: `a, b or c`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a code, a place, and the values that its message names.

    >>> from rolebook import Span
    >>> problem = Diagnostic.of("KW001", Span("a.md", 3), written="MUST not", capitals="MUST NOT")
    >>> problem.message, problem.help
    ("'MUST not' is not all in capitals", 'write MUST NOT')
    """

    code: str
    span: Span
    variant: str = ""
    """Which of the code's messages applies, where it has several: `lead` for `KW005-lead`."""
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    """By the names that the message has for them. A tuple of texts is printed as a list."""
    level: Severity | None = None
    """The severity of this one, where it is not that of its code."""

    @classmethod
    def of(
        cls,
        code: str,
        span: Span,
        variant: str = "",
        severity: Severity | None = None,
        /,
        **values: object,
    ) -> Diagnostic:
        """Return a diagnostic whose values are given by name.

        Args:
            code: A code such as `KW001`.
            span: Where the problem is.
            variant: Which message applies, where the code has several.
            severity: Unless it is that of the code.
            values: What the message names. If `meant` is among them and not empty, the help asks
                whether that was meant.
        """
        return cls(code, span, variant, values, severity)

    @property
    def severity(self) -> Severity:
        """The severity of the code, unless this diagnostic has its own."""
        return self.level or CODES[self.code].severity

    @property
    def name(self) -> str:
        """The readable name of the code."""
        return CODES[self.code].name

    @property
    def key(self) -> str:
        """The key of the message in the catalogue, such as `KW005-lead`."""
        return f"{self.code}-{self.variant}" if self.variant else self.code

    @property
    def message(self) -> str:
        """What is wrong in English: one sentence in lower case without a full stop."""
        return self.message_in(messages())

    @property
    def help(self) -> str:
        """What to do about it in English, or nothing."""
        return self.help_in(messages())

    def message_in(self, say: Messages) -> str:
        """Return what is wrong in a language."""
        return say(self.key, **self._values_in(say))

    def help_in(self, say: Messages) -> str:
        """Return what to do about it in a language, or nothing."""
        if self.values.get("meant"):
            return say("did-you-mean", meant=self.values["meant"])
        key = f"{self.key}.help"
        return say(key, **self._values_in(say)) if say.has(key) else ""

    def _values_in(self, say: Messages) -> dict[str, object]:
        return {name: _in_words(value, say) for name, value in self.values.items()}


def _in_words(value: object, say: Messages) -> object:
    """Return a value as a message prints it."""
    if isinstance(value, Term):
        return say(str(value))
    if isinstance(value, tuple):
        items = [str(_in_words(item, say)) for item in value]
        return say.list(items, last="or" if isinstance(value, AnyOf) else "standard")
    return value
