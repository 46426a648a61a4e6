"""The words of a set as regular expressions.

Words as a data file has them in, patterns out. Each is linear: repetitions are bounded.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GAP = "…"
_GAP_PATTERN = r"[\s*_]+[^,;:.!?]{0,90}?(?<!\w)"
_SPECIAL: Mapping[str, str] = {
    GAP: _GAP_PATTERN,
    "{number}": r"\d[\d.,]*",
    "{clause}": r",\s[^;:.!?]{0,90}?(?<!\w)",
    "{vous}": r"\w{2,25}ez",
    "{Sie}": (
        r"(?!(?:haben|sind|können|dürfen|sollen|müssen|möchten|werden|wollen|sollten|könnten|würden"
        r"|mögen|wären|hätten)\b)\w{2,25}(?:en|ern|eln)[\s*_]+Sie"
    ),
    "{Sie-tun}": (
        r"(?!(?:haben|sind|können|dürfen|sollen|müssen|möchten|werden|wollen|sollten|könnten|würden"
        r"|mögen|wären|hätten|vermeiden|meiden|unterlassen|verzichten|hüten|bevorzugen|versuchen"
        r"|bemühen|zögern|scheuen|finden|sehen|wissen|kennen)\b)\w{2,25}(?:en|ern|eln)[\s*_]+Sie"
    ),
    "{tu}": (
        r"(?:prüfe|verwende|nutze|benutze|schreibe?|melde|beginne|frage?|halte?|lies|gib|nimm|achte"
        r"|öffne|schließe?|speichere|lösche|führe|starte|stoppe|antworte|erkläre|erstelle|ändere"
        r"|entferne|ergänze|dokumentiere|teste|bestätige|warte|informiere|trage?|lege?|stelle?"
        r"|setze?|wasche?|reinige|räume?|bringe?|zeige?|nenne|beschreibe?|formuliere|übersetze?"
        r"|zitiere|beachte|behandle|behalte?|bleibe?|sage?|merke?|kopiere|committe|pushe|bitte um"
        r"|fasse|weise|verweise|sichere|installiere|aktualisiere|protokolliere|veröffentliche)"
    ),
    "{partizip}": r"(?:\w{0,12}(?:ge|be|ver|er|ent|zer)\w{2,20}(?:t|en)|\w{2,20}iert)",
    "{usted}": (
        r"(?!(?:porque|aunque|sigue|consigue|llega|paga|carga|juega|niega|ruega|larga)n?\b)"
        r"(?:\w{1,25}(?:que|gue|[^e]ice|ance|once|ience|uce|zca|ga)n?|(?:deje|use|abra|comparta"
        r"|envíe|borre|modifique|cierre|ponga|haga|añada|incluya|instale|ejecute|mezcle|prometa"
        r"|revele|entregue|acepte|firme|mueva|entre|corra|fume|coma|beba|cambie|copie|escriba"
        r"|interrumpa|supere|exceda|alimente|guarde|lleve|moleste|mencione|responda|discuta|suba"
        r"|baje|tire|deseche|retire|lave|limpie|llene|caliente|pise|cruce|grabe|fuerce|desmonte"
        r"|manipule|sobrecargue|acceda|consuma|conecte|sujete|doble|presione|agite|vierta|rellene"
        r"|permita|trabaje|nade|hable|grite|adelante|aparque|estacione)n?"
        # "No changes" is English.
        r"|(?:cites|dejes|abras|toques|compartas|envíes|borres|modifiques|cierres|pongas|hagas"
        r"|añadas|incluyas|instales|ejecutes|publiques|subas|escribas|cambies|fusiones|mezcles"
        r"|reescribas|guardes|confíes|reveles|inventes|prometas))"
    ),
    "{subjuntivo}": (
        r"(?!(?:ha|han|has|era|eran|es|está|están|hay|puede|pueden|debe|deben|tiene|tienen|hace"
        r"|hacen|falta|cabe|queda|llueve|nieva|sabe|viene|se|le|les|la|las|una|para|antes"
        r"|\w{1,20}(?:aban?|ían?))\b)\w{2,25}(?:e|es|en|a|as|an|[aei]r(?:se)?)"
    ),
    "{faites}": (
        r"(?!(?:assez|chez|nez|rez|avez|pouvez|devez|savez|voulez|êtes|irez|serez|aurez|évitez"
        r"|privilégiez|préférez|favorisez|tâchez|essayez|efforcez|hésitez|gardez-vous|abstenez"
        r"|connaissez|croyez|imaginez|supposez|sachez|bienvenue)\b)\w{2,25}ez(?:-(?:vous|les?|la|en|y|nous|moi|lui|leur))?"
    ),
    "{usted-haga}": (
        r"(?:avise|revise|compruebe|verifique|informe|mantenga|utilice|lave|lávese|apague|cierre"
        r"|guarde|entregue|firme|consulte|solicite|espere|lleve|coloque|limpie|anote|registre"
        r"|notifique|comunique|respete|siga|devuelva|pida|llame|retire|deseche|conserve|indique"
        r"|confirme|rellene|desconecte|abróchese|póngase|quítese|diríjase|encienda|enjuague|pregunte"
        r"|comprueba|verifica|mantén|pide|escribe|ejecuta|añade|confirma)n?(?=[\s,]+\w)"
    ),
    "{infinitive}": r"\w{2,25}(?:er|ir|re)",
    "{zu-infinitive}": r"(?:zu[\s*_]+\w{2,30}n|\w{2,20}?zu\w{2,25}e[rl]?n)",
}
"""Parts of a phrase that stand for more than themselves: other words, a number, "fermez"."""
_SPECIAL_PIECE = re.compile("(" + "|".join(map(re.escape, _SPECIAL)) + ")")
_GAPS = {GAP, "{clause}"}
_BRACES = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


def first_word(phrase: str) -> str:
    """Return the word that a phrase begins with."""
    found = _WORD.search(phrase.casefold())
    return found[0] if found else ""


def exactness(phrase: str) -> int:
    """Return how many letters of a phrase are given.

    >>> exactness("ist … nicht … {zu-infinitive}")
    8
    """
    return len(_BRACES.sub("", phrase).replace(GAP, "").replace(" ", ""))


def any_of(phrases: Iterable[str], *, has_spaces: bool = True) -> re.Pattern[str]:
    """Return the pattern of several phrases; the longest that fits counts."""
    ordered = sorted(phrases, key=len, reverse=True)
    return compiled("|".join(one_of(phrase, has_spaces=has_spaces) for phrase in ordered))


def one_of(phrase: str, *, has_spaces: bool = True) -> str:
    """Return the pattern of a phrase; in a language without spaces, its characters."""
    if not has_spaces:
        return re.escape(phrase)
    parts = phrase.split()
    pattern = _part(parts[0])
    for before, part in pairwise(parts):
        pattern += ("" if _GAPS & {before, part} else r"[\s*_]+") + _part(part)
    # "Soll-Wert" and "must-have" are other words than "soll" and "must".
    return rf"(?<!\w)(?<!\w-){pattern}" + ("" if phrase.endswith("'") else r"(?!-?\w)")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern; most phrases of a set are never looked for, so none is made before."""
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1024)
def plain(title: str) -> str:
    """Return a heading without numbers and marks around it, in small letters."""
    return re.sub(r"^[\W\d_]+|[\W_]+$", "", title.casefold()).replace("’", "'")


def _part(word: str) -> str:
    pieces = _SPECIAL_PIECE.split(word.removesuffix("*"))
    pattern = "".join(_SPECIAL.get(piece) or re.escape(piece) for piece in pieces)
    return rf"{pattern}\w*" if word.endswith("*") else pattern
