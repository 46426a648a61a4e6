"""What is wrong, where, and under which code.

A diagnostic is data; `report` turns it into text. Codes never change their meaning and are not
reused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source import Span


class Severity(StrEnum):
    """How bad a diagnostic is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 2 for a note."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Code:
    """What a diagnostic code stands for."""

    name: str
    """The thing that is wrong, so that "allow compound-keywords" reads well."""
    severity: Severity
    why: str
    """One or two sentences: what follows from it and what to do."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a code, a place and a sentence in lower case without a full stop."""

    code: str
    span: Span
    message: str
    help: str = ""
    level: Severity | None = None
    """The severity of this one, where it is not that of its code."""

    @property
    def severity(self) -> Severity:
        """The severity of the code, unless this diagnostic has its own."""
        return self.level or CODES[self.code].severity

    @property
    def name(self) -> str:
        """The readable name of the code."""
        return CODES[self.code].name


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: Mapping[str, Code] = {
    "RD001": Code(
        "unreadable-file",
        _E,
        "The file could not be opened, so none of its rules are in the handbook. The other files are.",
    ),
    "RD002": Code(
        "not-utf8",
        _W,
        "The file is not UTF-8. It was read as the encoding that fits best; save it as UTF-8 to be sure that "
        "every character is the one you meant.",
    ),
    "RD003": Code(
        "nul-character",
        _W,
        "The text holds a NUL or another control character, or half of a surrogate pair. It was read as the "
        "replacement character, or as a space if it is white space.",
    ),
    "RD004": Code(
        "outside-folder",
        _W,
        "A symbolic link leads out of the folder that is being read. It is not followed, so that a handbook "
        "publishes only what its folder holds.",
    ),
    "RD005": Code(
        "nested-too-deep",
        _W,
        "Lists or quotes are nested so deep that Markdown readers give up. The lines are kept as plain text and "
        "no rules are looked for in them.",
    ),
    "RD006": Code(
        "unreadable-front-matter",
        _W,
        "The YAML between the `---` lines, or the TOML between `+++`, cannot be read, or a field has the wrong type. "
        "The rest of the file is read without it.",
    ),
    "RD007": Code(
        "skipped-file",
        _N,
        "A README, or a template whose rules are placeholders, describes personas without being one. "
        "Name the file itself to read it all the same.",
    ),
    "RD008": Code("empty-file", _N, "The file holds no text."),
    "RD009": Code(
        "unclosed-fence",
        _W,
        "A code fence is opened and never closed, so everything below it is code and no rule in it counts.",
    ),
    "RD010": Code(
        "merge-conflict",
        _E,
        "A merge left two versions of some lines. Both are read, and `rolebook lock` gives no ids until one is chosen.",
    ),
    "RD011": Code(
        "unreadable-sheet",
        _E,
        "A YAML file beside a persona cannot be read, so nothing that it says is followed. "
        "The persona is read without it.",
    ),
    "RD012": Code(
        "bad-entry",
        _E,
        "An entry of a YAML file beside a persona is not what it has to be. "
        "It is passed over; the others are followed.",
    ),
    "RD013": Code(
        "stray-sheet",
        _W,
        "A YAML file is named like one that stands beside a persona, and there is no such persona, or it ends in "
        "`.yaml`. It is passed over. Give it the name of the persona's file, and an ending in `.yml`.",
    ),
    "RD014": Code(
        "odd-file-name",
        _E,
        "The name of the file or of its folder holds a tab, a line end or another control character, which addresses "
        "and the lock file cannot hold. The file is not read; rename the file or the folder.",
    ),
    "RD015": Code(
        "nothing-read",
        _N,
        "Nothing in the file was read as a rule, or list items that look like rules were not. It is a warning if list "
        "items say `must`, `never` and the like without a keyword in capitals; write MUST, SHOULD or MAY in them.",
    ),
    "KW001": Code(
        "mixed-case-negation",
        _W,
        "By RFC 8174 only words in capitals carry the defined meaning, so `MUST not` is formally not a "
        "prohibition. It is read as the prohibition that was meant; write both words in capitals.",
    ),
    "KW002": Code(
        "miscased-keyword",
        _E,
        "An emphasised keyword that is not in capitals has no defined meaning (RFC 8174) and is not counted "
        "as a rule, unless the option `keywords: bold-lowercase` says so.",
    ),
    "KW005": Code(
        "compound-keywords",
        _E,
        "One sentence states two requirements. They cannot be ticked, cited or tested apart; split the sentence.",
    ),
    "KW010": Code(
        "may-not",
        _E,
        "`MAY NOT` can be read as permission to leave something out or as a prohibition. Write MUST NOT, or "
        "say what is optional.",
    ),
    "KW011": Code(
        "double-negation",
        _W,
        "The rule has two negations, such as `never` below `MUST NOT:`. It is read as the prohibition, but its "
        "opposite may be meant; remove one of the two.",
    ),
    "KW012": Code(
        "negated-subject",
        _W,
        "The negation stands before the keyword, as in `No ship MAY leave`. It is read as the prohibition that is "
        "usually meant; say whom the rule binds, and write MUST NOT.",
    ),
    "ST001": Code(
        "unknown-section",
        _N,
        "The heading is none of the sections that a persona has. Its text is kept and shown as it stands.",
    ),
    "TB001": Code(
        "cell-count",
        _W,
        "A table row has more cells than its header. Markdown drops the surplus; a stray `|` is the usual cause.",
    ),
    "TB002": Code(
        "missing-column",
        _W,
        "A table lacks a column that this section needs, so its rows are kept as text.",
    ),
    "TB004": Code(
        "unreadable-level", _W, "The level is neither a number nor a range such as `3-5`."
    ),
    "XR001": Code(
        "unresolved-collaborator",
        _N,
        "A duty names a role that has no persona file. The name is kept and shown as a role nobody has written yet. "
        "It is a warning if the name is almost that of an existing role, and so perhaps misspelled.",
    ),
    "XR002": Code(
        "ambiguous-name",
        _W,
        "Two personas answer to one name. The first by path is meant; give the other an alias of its own.",
    ),
    "XR004": Code(
        "dead-document",
        _W,
        "A document is named by its path, and no file of the handbook has that path.",
    ),
    "XR005": Code(
        "unusable-link",
        _W,
        "The link's scheme cannot be opened by a reader's browser. The text is kept without the link.",
    ),
    "XR008": Code(
        "self-collaboration",
        _W,
        "A duty names the role that has it, so it is owed to nobody and stands in no contract.",
    ),
    "XR009": Code("unknown-skill-code", _E, "The code is not one that the skill catalogue knows."),
    "XR010": Code("skill-name-mismatch", _W, "The catalogue has another name for this code."),
    "XR011": Code(
        "level-out-of-range",
        _W,
        "A persona asks for a level at which its catalogue does not define the skill, so nothing says what is meant. "
        "Ask for a level that is defined, or for another skill.",
    ),
    "XR012": Code(
        "unknown-competence",
        _N,
        "An example in the competences table is almost a name that the catalogue has. Written exactly so, it leads to "
        "the page of the competence.",
    ),
    "XR013": Code(
        "citation-artefact",
        _W,
        "A citation mark left behind by a chat assistant points at nothing; take it out.",
    ),
    "XR020": Code(
        "bad-link-override",
        _W,
        "The front matter says something about links that cannot be followed: its subject is no rule and no category "
        "of the file, or a word is no skill, competence, pattern or role. It was passed over.",
    ),
    "CT001": Code(
        "unreadable-catalogue-line",
        _W,
        "A line in a catalogue of your own is passed over, or says something twice. The other lines are used.",
    ),
    "ID001": Code(
        "duplicate-id",
        _E,
        "Two requirements carry one explicit id. The later one was given a suffix.",
    ),
    "ID002": Code(
        "shared-code",
        _W,
        "Two files would begin their ids with one code, so the later one got a number. Which one is later changes "
        "when files are added; a code in the front matter stays, and so does one in the lock file.",
    ),
    "ID003": Code(
        "lock-conflict",
        _E,
        "Two branches added to the lock file, and the merge left both versions. Both are read, and the first counts; "
        "`rolebook lock` writes the file anew and numbers what was given twice.",
    ),
    "ID004": Code(
        "unreadable-lock",
        _E,
        "A line of the lock file is not one that Rolebook wrote. Its rule would get a new id, so `rolebook lock` "
        "writes nothing until the line is right again.",
    ),
    "ID005": Code(
        "reused-id",
        _E,
        "An id that means another rule, or meant one that is retired, was written at this rule. Links and citations "
        "to the id would lead to the wrong rule.",
    ),
    "ID006": Code(
        "missing-lock",
        _N,
        "Without a lock file ids are counted in the order of the source, so an inserted rule takes the id of the one "
        "below it.",
    ),
    "ID007": Code(
        "stale-lock",
        _N,
        "The sources have rules that the lock file does not know, or no longer have some that it knows. Their ids can "
        "still change; `rolebook lock --check` fails on it.",
    ),
    "ID008": Code(
        "cut-lock",
        _E,
        "The lock file is empty, or its end is missing, perhaps because the disk was full. The rules that are missing "
        "from it would get new ids, so `rolebook lock` writes nothing until it is complete again.",
    ),
    "ID009": Code(
        "lost-ids",
        _E,
        "The last commit's lock file has ids that this one lacks, so they could be given to other rules. `rolebook "
        "lock` writes nothing until they are back; `--forget` gives them up.",
    ),
    "ID010": Code(
        "clashing-locks",
        _E,
        "Two lock files of one handbook gave the same code or id to different things. The first file counts for now, "
        "and `rolebook lock` writes neither until one of the personas has another `code:`.",
    ),
    "OB001": Code(
        "unknown-action",
        _W,
        "The onboarding file speaks of an action that the checklist does not have, perhaps because its rule has gone. "
        "`rolebook checklist PERSONA --format json` shows the ids of all actions.",
    ),
    "OB002": Code(
        "repeated-action",
        _E,
        "An action is added under an id that another one, or a phase, has. "
        "It is passed over, so that no tick counts twice.",
    ),
    "OB003": Code(
        "unknown-topic",
        _W,
        "An action is about something that the handbook does not have: no rule, skill, pattern or role is called so. "
        "The word is shown as it stands.",
    ),
    "RB001": Code(
        "unknown-rubric-rule",
        _W,
        "The rubric file speaks of a rule or a family that the persona does not have, perhaps because it has gone. "
        "What it says of it is passed over.",
    ),
    "RB002": Code(
        "dropped-and-wanted",
        _W,
        "An entry of the rubric file drops a rule and also pins, asks or groups it. The rule is kept; take one of them "
        "out.",
    ),
    "RB003": Code(
        "too-many-pins",
        _W,
        "More rules are pinned than a rubric, or one of its pause points, has places. The later ones compete with the "
        "other rules.",
    ),
    "RB004": Code(
        "empty-question",
        _W,
        "An entry of the rubric file asks nothing. The rule's own words are shown; write a question that is answered "
        "with yes or no, or take the line out.",
    ),
    "RB005": Code(
        "rule-in-two-entries",
        _W,
        "Two entries of the rubric file speak for one rule, and an item would ask for it twice. The first entry "
        "counts.",
    ),
}
