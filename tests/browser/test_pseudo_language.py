"""The seam of the catalogue: in the pseudo-language every word of ours is marked, on each kind of page and sheet.

What is not marked has to come from somewhere else: the authors' files, a framework of skills, an
id, a keyword of RFC 2119, or the name of a format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rolebook.messages import ENGLISH, PSEUDO, catalogue
from rolebook.messages.pseudo import BEGIN, END, pseudo

from ..site.corpus import HAND_WRITTEN, LONG, Harbour, harbour
from ..site.running import built
from .conftest import NARROW, WIDE, Visitor, served
from .kinds import KINDS
from .looking import overflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OURS = {kind: path for kind, path in KINDS.items() if path != f"{HAND_WRITTEN}/"}

_UNMARKED = r"""([begin, end, attributes]) => {
  const unmarked = [];
  let depth = 0;
  const read = text => {
    let piece = "";
    for (const character of text) {
      if (character === end) depth -= 1;
      else if (character === begin) depth += 1;
      else if (!depth) { piece += character; continue; }
      if (piece) unmarked.push(piece);
      piece = "";
    }
    if (piece) unmarked.push(piece);
  };
  const read_alone = text => {
    const before = depth;
    depth = 0;
    read(text);
    depth = before;
  };
  const roots = document.querySelectorAll(".rolebook, .rb-header-search, .rb-preview, dialog");
  for (const root of roots) {
    if (root.parentElement.closest(".rolebook")) continue;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement.closest("script, style, noscript")) read(node.nodeValue);
      } else for (const name of attributes) {
        if (node.hasAttribute(name)) read_alone(node.getAttribute(name));
      }
    }
    if (depth) unmarked.push(`${depth} marks are open at the end of ${root.className}`);
    depth = 0;
  }
  return unmarked;
}"""
_ATTRIBUTES = ("title", "aria-label", "aria-description", "placeholder", "alt", "data-label")

# Material has its own translations for its search.
_LEVELS = r"MUST NOT|MUST|SHALL NOT|SHALL|SHOULD NOT|SHOULD|REQUIRED|NOT|RECOMMENDED|MAY|OPTIONAL"
_NEVER_TRANSLATED = re.compile(
    rf"\b(?:{_LEVELS}|JSON|CSV|PDF|Clear|Initializing search|SFIA(?: 9)?|ESCO|RFC \d+|Markdown|GitHub|Letter|A[45]|ICS)\b"
    r"|\b[A-Z]{2,4}(?:-[A-Z0-9]+)*(?:@rev\d+)?\b"  # codes and ids: LK, LK-LAMP-01@rev2
    r"|\brolebook(?: [a-z-]+)*\b|\b[\w./-]+\.(?:json|csv|md|yml|html|xml|ics|pdf|js|lock)\b"
    r"|\b[0-9a-f]{8}\b"  # the mark of a source
    r"|\b[A-Z]{2}\d{3}\b"  # the code of a problem
    r"|https?://\S+|[\w-]+/[\w./-]*"
)
# Words of authors that the program puts together: gaps of repeated rules, lists, days, months.
_JOINTS = re.compile(r"…|: |\s· | › | – |, | and |\b(?:\d{1,2} )?[A-Z][a-z]{2} \d{4}\b")
_MARKUP = re.compile(r"[*`_#>|›\[\]()\"“”]+|--|^\s*(?:[-+]|\d+\.)\s", re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Harbour:
    """The harbour, in the pseudo-language."""
    harboured = harbour(tmp_path_factory.mktemp("pseudo"), has_pdfs=True)
    harboured.configure(options={"language": PSEUDO})
    built(harboured)
    return harboured


@pytest.fixture(scope="module")
def pseudo_base(place: Harbour) -> Iterator[str]:
    with served(place.site) as base:
        yield base


@pytest.fixture
def visitor(browser: Browser, pseudo_base: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, pseudo_base)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def others(place: Harbour) -> str:
    """What is not ours: the authors' texts and the words of the frameworks, as one line without markup."""
    import rolebook

    texts = [path.read_text(encoding="utf-8") for path in (place.root / "personas").iterdir()]
    for skills in rolebook.load_catalogues().by_key.values():
        texts += [skills.framework.title, skills.framework.notice]
        texts += [concept.name for concept in skills.concepts.values()]
    return folded(" ".join([*texts, "Harbour Handbook", "lamp-keeper"]))


def folded(text: str) -> str:
    """A text without markup and case, with single blanks."""
    return " ".join(_MARKUP.sub(" ", text).casefold().split())


def unmarked(page: Page) -> list[str]:
    pieces: list[str] = page.evaluate(_UNMARKED, [BEGIN, END, list(_ATTRIBUTES)])
    return pieces


def not_ours(piece: str, others: str) -> bool:
    """Whether a piece of text holds no word of ours."""
    return _is_known(piece, others) or all(
        _is_known(part, others) or _is_known(_NEVER_TRANSLATED.sub(" ", part), others)
        for part in _JOINTS.split(piece)
    )


def _is_known(text: str, others: str) -> bool:
    return not re.search(r"[A-Za-z]{2}", text) or folded(text).strip(" .,;:–-") in others


@pytest.mark.parametrize("kind", OURS)
def test_every_word_of_ours_is_marked(visitor: Visitor, others: str, kind: str) -> None:
    page = visitor.open(OURS[kind])
    page.wait_for_load_state("networkidle")

    assert [piece for piece in unmarked(page) if not not_ours(piece, others)] == []
    assert visitor.complaints == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("kind", OURS)
def test_longer_words_have_room(visitor: Visitor, kind: str, width: int) -> None:
    page = visitor.open(OURS[kind], width=width)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")

    assert overflow(page) == 0
    assert page.evaluate(_CLIPPED) == []


_CLIPPED = r"""() => [...document.querySelectorAll(".rolebook *")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.clientWidth > 1)
  .filter(one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .filter(one => getComputedStyle(one).clipPath === "none" && !one.closest("svg"))
  .filter(one => one.scrollWidth > one.clientWidth + 1 && one.textContent.trim())
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    "sheet", ["onboarding/onboarding-a4", "rubric/rubric-a4", "rubric/rubric-pocket"]
)
def test_every_word_of_a_sheet_is_from_the_catalogue(
    place: Harbour, others: str, sheet: str
) -> None:
    import pypdf

    reader = pypdf.PdfReader(place.site / f"{LONG}{sheet}.pdf")
    text = " ".join(page.extract_text() for page in reader.pages)
    ours = set(_words(pseudo(catalogue(ENGLISH))))
    theirs = set(_words(others))
    strange = {word for word in _words(_NEVER_TRANSLATED.sub(" ", text)) if len(word) > 2}

    assert sorted(strange - ours - theirs) == []
    assert len(reader.pages) <= 2 or "onboarding" in sheet


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())
