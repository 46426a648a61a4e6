"""What the script shows for a person: rules whose words and whose nearest sentences disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import rolebook

if TYPE_CHECKING:
    from collections.abc import Sequence

for _library in ("numpy", "sklearn"):
    pytest.importorskip(_library, reason=f"make disagreements installs {_library}")

from skill_words import disagreements  # noqa: E402

from . import measure  # noqa: E402

_ABOUT = ("plants", "restore", "test")


class _StandIn:
    """A model that only hears three words."""

    name = "stand-in 1"

    def vector(self, sentence: str) -> Sequence[float]:
        heard = [float(word in sentence) for word in _ABOUT]
        return [value / (sum(heard) or 1.0) ** 0.5 for value in heard]


_LABELLED = [
    *[(f"water plants {n}", frozenset({"FMIT"})) for n in range(12)],
    *[(f"write a test {n}", frozenset({"TEST"})) for n in range(12)],
    *[(f"restore {n}", frozenset[str]()) for n in range(12)],
]
_RULES = (
    "- **MUST** water the plants\n- **MUST** restore the dump\n- **MUST** test every function\n"
)


def test_a_rule_is_shown_below_the_skill_that_its_neighbours_ask_for() -> None:
    text = f"# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n{_RULES}"
    book = rolebook.handbook([rolebook.Source("a.md", text)])
    neighbours = disagreements.Neighbours(_LABELLED, _StandIn())

    lines = list(disagreements.report(list(disagreements.disagreements(book, neighbours))))

    assert lines[0].startswith("FMIT")
    assert lines[1] == "  a.md:7:3: water the plants  [Ruleset]"
    assert lines[2] == "    model: FMIT 1.00, as in: water plants 0"
    assert lines[3].startswith("    words: ")
    assert "restore" not in " ".join(lines)


def test_nobody_is_shown_the_sealed_roles(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = measure.HERE / measure.HIDDEN
    monkeypatch.setattr("sys.argv", ["disagreements", str(sealed / "a.md")])

    with pytest.raises(SystemExit):
        disagreements.main()

    assert "nobody looks at the sealed set" in capsys.readouterr().err
