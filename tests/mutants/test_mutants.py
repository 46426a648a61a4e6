"""The faults that `make mutants` puts into the code, and which of them count as no fault."""

from __future__ import annotations

import ast

import pytest

from .__main__ import PACKAGE, ROOT, Reach, draw, equivalents, modules
from .operators import mutants

SOURCE = '''\
"""A module."""
LIMIT = 3
WORDS = {"a": 1}


def few(numbers: list[int]) -> bool:
    """Whether there are few."""
    if not numbers and LIMIT:
        raise ValueError("no numbers are given")
    return len([n for n in numbers if n > 0]) <= LIMIT
'''


def test_each_kind_of_fault_is_made() -> None:
    assert [mutant.change for mutant in mutants(SOURCE, "m.py")] == [
        "3 -> 4",
        "'a' -> 'aX'",
        "1 -> 2",
        "not numbers and LIMIT -> (not (not numbers and LIMIT))",
        "not numbers and LIMIT -> (not numbers or LIMIT)",
        "not numbers -> (numbers)",
        "raise ValueError('no numbers are given') -> pass",
        "return len([n for n in numbers if n > 0]) <= LIMIT -> return None",
        "len([n for n in numbers if n > 0]) <= LIMIT -> (len([n for n in numbers if n > 0]) < LIMIT)",
        "n > 0 -> (n >= 0)",
        "n > 0 -> True",
        "0 -> 1",
    ]


def test_a_fault_changes_one_place() -> None:
    """Also behind letters that take several bytes."""
    source = SOURCE.replace("A module", "Ein Gerät für Größen")
    for mutant in mutants(source, "m.py"):
        changed = mutant.apply(source)
        ast.parse(changed)

        assert changed != source
        assert (
            sum(a != b for a, b in zip(changed.split("\n"), source.split("\n"), strict=True)) == 1
        )


def test_one_seed_draws_the_same_faults_of_every_module() -> None:
    sources = {f"{name}.py": SOURCE for name in "abcdefgh"}
    drawn = draw(sources, 30, seed=1)

    assert drawn == draw(sources, 30, seed=1)
    assert drawn != draw(sources, 30, seed=2)
    assert len({(mutant.path, mutant.start, mutant.end, mutant.after) for mutant in drawn}) == 30
    assert {mutant.path for mutant in drawn} == set(sources)


def test_the_tests_of_a_function_are_chosen_the_quickest_first() -> None:
    reach = Reach(
        {"m.py": SOURCE, "n.py": "from .m import LIMIT"},
        {
            "slow": {"seconds": 5.0, "functions": ["m.py:few"]},
            "quick": {"seconds": 0.1, "functions": ["m.py:few"]},
            "endless": {"seconds": 9.0, "functions": ["m.py:few"]},
            "elsewhere": {"seconds": 0.1, "functions": ["m.py:other"]},
            "user": {"seconds": 0.2, "functions": ["n.py:shown"]},
        },
    )
    by_function = {mutant.function: mutant for mutant in mutants(SOURCE, "m.py")}

    assert reach.job(by_function["few"]).tests == ("quick", "slow")
    # The limit is used by that function, and in another module.
    limit = mutants(SOURCE, "m.py")[0]
    assert reach.job(limit).tests == ("quick", "user", "slow")


def test_what_a_module_declares_is_tested_by_those_who_look_at_it() -> None:
    """Tests that run nothing see what was made before them, and a code has its own tests."""
    source = 'seen("RD005", "nested-too-deep")\n'
    reach = Reach(
        {"checks/reading.py": source, "exports/__init__.py": "EXPORTS = 3\n"},
        {
            "tests/docs/test_reference.py::test_codes": {"seconds": 0.2, "functions": ["r.py:t"]},
            "tests/test_checks.py::test_bad[RD005]": {"seconds": 0.3, "functions": ["r.py:t"]},
            "tests/test_checks.py::test_bad[ID001]": {"seconds": 0.1, "functions": ["r.py:t"]},
            "tests/exports/test_table.py::test_names": {"seconds": 0.1, "functions": []},
        },
    )
    [code, *_] = mutants(source, "checks/reading.py")
    [number] = mutants("EXPORTS = 3\n", "exports/__init__.py")

    assert reach.job(code).tests == (
        "tests/test_checks.py::test_bad[RD005]",
        "tests/docs/test_reference.py::test_codes",
    )
    assert reach.job(number).tests == (
        "tests/exports/test_table.py::test_names",
        "tests/docs/test_reference.py::test_codes",
    )


def test_what_counts_as_equivalent_is_there_and_argued() -> None:
    """An entry whose code has changed has to be looked at again."""
    sources = modules(ROOT / PACKAGE)
    known = {mutant.name for path, source in sources.items() for mutant in mutants(source, path)}

    assert [name for name in equivalents() if name not in known] == []
    assert [name for name, why in equivalents().items() if len(why.split()) < 5] == []


@pytest.mark.parametrize("path", ["words/names.py", "identity/match.py", "paper/press.py"])
def test_modules_below_the_pages_are_drawn_from(path: str) -> None:
    assert path in modules(ROOT / PACKAGE)


@pytest.mark.parametrize("path", ["cli/__init__.py", "pages/context.py", "build.py"])
def test_modules_above_are_not(path: str) -> None:
    assert path not in modules(ROOT / PACKAGE)
