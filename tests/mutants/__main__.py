"""Draw mutants of the package, run the tests that may catch them, and print what was caught.

Run with `make mutants`. The first run, and each run after a change of the package or its tests,
runs the tests once to learn which of them reach which function (about ten minutes).

Written for this project rather than taken from mutmut or cosmic-ray: mutmut needs its own copy of
the tree with a trampoline in every function, and looks at nothing outside of functions, such as
thresholds; cosmic-ray runs one and the same command for every mutant, which is minutes each. Neither
draws a sample by a seed.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from .operators import Mutant, mutants
from .reach import OUTPUT
from .running import Job, Outcome, check, load_libraries, run_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
PACKAGE = Path("generator", "rolebook")
EQUIVALENT = Path(__file__).with_name("equivalent.yml")
_CACHE = Path(".mutants")

_ABOVE = ("cli", "site", "build.py", "history.py", "search", "report", "pages", "__main__.py")
"""What stands above the layer `pages` or is it; its tests are those of commands and pages."""
_OTHER_TESTS = (
    "tests/browser",
    "tests/docs/test_examples.py",
    "tests/mutants",
    "tests/scripts",
    "tests/site",
    "tests/test_first_day.py",
    "tests/test_lines.py",
)
"""Tests of what lies above, and those for which the package runs in another process."""
_LONG_TESTS = (
    "tests/identity/test_edits.py",
    "tests/reading/test_robustness.py::test_long_texts_are_read",
    "tests/reading/test_robustness.py::test_repeated_pieces_do_not_take_long",
)
"""Tests that take longer than there is for a mutant; their subject has shorter ones."""
_OF_DECLARATIONS = "tests/docs/test_reference.py"
_OF_CODES = "tests/test_checks.py"
"""Tests of what modules declare, and of the codes among it: that they declare it leaves no trace,
since it is done when they are loaded."""
_CODE = re.compile(r'"([A-Z]{2}\d{3})"')
_LEAST_PER_MODULE = 2
"""So that a small module is not left out by chance."""
_CHECKED = 25
"""The tests of one mutant of so many are run without a fault, too."""
_SECONDS = 12.0
"""Processor time of the tests for one mutant; slower ones are left out."""


def package_sources(package: Path) -> dict[str, str]:
    """Return the sources of all modules, by path."""
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
    }


def modules(package: Path) -> dict[str, str]:
    """Return the sources of the modules below `pages`, by path."""
    sources = package_sources(package)
    return {path: text for path, text in sources.items() if path.split("/")[0] not in _ABOVE}


def draw(sources: Mapping[str, str], number: int, seed: int) -> list[Mutant]:
    """Return mutants by chance: a few of every module, the rest by how many each has."""
    chance = random.Random(seed)
    drawn: list[Mutant] = []
    rest: list[Mutant] = []
    for path, source in sources.items():
        shuffled = mutants(source, path)
        chance.shuffle(shuffled)
        drawn += shuffled[:_LEAST_PER_MODULE]
        rest += shuffled[_LEAST_PER_MODULE:]
    chance.shuffle(drawn)
    drawn += chance.sample(rest, min(len(rest), max(0, number - len(drawn))))
    return sorted(drawn[:number], key=lambda mutant: (mutant.path, mutant.start, mutant.after))


class Reach:
    """Which tests run which function.

    Args:
        sources: The sources of the modules, by path.
        tests: What each test runs, and for how long; see the plugin in `reach`.
        seconds: Processor time that the tests for a mutant may take.
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        tests: Mapping[str, Mapping[str, Any]],
        seconds: float = _SECONDS,
    ) -> None:
        self._sources = sources
        self._most = seconds
        self._looking = {id for id, test in tests.items() if not test["functions"]}
        """Tests that run nothing: they look at what was made when the modules were loaded."""
        self._of_declarations = {id for id in tests if id.startswith(_OF_DECLARATIONS)}
        self._seconds = {id: test["seconds"] for id, test in tests.items()}
        self._by_function: dict[str, set[str]] = defaultdict(set)
        self._by_module: dict[str, set[str]] = defaultdict(set)
        for id, test in tests.items():
            for function in test["functions"]:
                self._by_function[function].add(id)
                self._by_module[function.partition(":")[0]].add(id)

    def job(self, mutant: Mutant) -> Job:
        """Return the tests that may catch a mutant, as many as there is time for."""
        tests, of_codes = self._tests(mutant), self._of_codes(mutant)
        quickest = sorted(
            tests | of_codes, key=lambda id: (id not in of_codes, self._seconds[id], id)
        )
        chosen: list[str] = []
        seconds = 0.0
        for id in quickest:
            if chosen and seconds + self._seconds[id] > self._most:
                break
            chosen.append(id)
            seconds += self._seconds[id]
        return Job(mutant, tuple(chosen), seconds)

    def _tests(self, mutant: Mutant) -> set[str]:
        of_module = self._by_module.get(mutant.path, set())
        by_function = self._by_function.get(f"{mutant.path}:{mutant.function}", set())
        if by_function:
            return by_function
        # Fields of a class are made when the module is loaded, too.
        target = mutant.target or mutant.function.partition(".")[0]
        name = re.compile(rf"\b{re.escape(target or '(?!)')}\b")
        tests: set[str] = set()
        for function, text in _functions(self._sources[mutant.path]):
            if name.search(text):
                tests |= self._by_function.get(f"{mutant.path}:{function}", set())
        if not target.startswith("_"):
            # What a module makes of a name of another one when it is loaded leaves no trace.
            for path, source in self._sources.items():
                if path != mutant.path and name.search(source):
                    tests |= self._by_module.get(path, set())
        tests |= {id for id in self._looking if name.search(_text_of_test(id))}
        return (tests or of_module) | self._of_declarations

    def _of_codes(self, mutant: Mutant) -> set[str]:
        """Return the tests of the codes that stand around a mutant, which are seldom the quickest."""
        if not mutant.path.startswith("checks/"):
            return set()
        source = self._sources[mutant.path]
        around = _CODE.findall(_statement(source, mutant.line)) or _CODE.findall(source)
        return {
            id
            for id in self._seconds
            if id.startswith(_OF_CODES) and any(code in id for code in around)
        }


def _functions(source: str) -> list[tuple[str, str]]:
    """Return the names of a module's functions and methods, with their sources."""
    found: list[tuple[str, str]] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            found.append((node.name, ast.unparse(node)))
        elif isinstance(node, ast.ClassDef):
            found += [
                (f"{node.name}.{inner.name}", ast.unparse(inner))
                for inner in node.body
                if isinstance(inner, ast.FunctionDef)
            ]
    return found


@cache
def _text_of_test(id: str) -> str:
    path = ROOT / id.partition("::")[0]
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _statement(source: str, line: int) -> str:
    """Return the statement at the top of a module that a line belongs to, with its decorators."""
    for node in ast.parse(source).body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(one.lineno for one in decorators)])
        if first <= line <= (node.end_lineno or first):
            return ast.unparse(node).replace("'", '"')
    return ""


def copy_tree(target: Path) -> None:
    """Copy what git knows, so that a fault can spoil nothing here, and edits here no run."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def digest(tree: Path) -> str:
    """Return what changes with the package and its tests."""
    state = hashlib.sha256()
    for folder in ("generator", "tests", "personas"):
        for path in sorted((tree / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                state.update(f"{path.relative_to(tree)}\0".encode() + path.read_bytes())
    return state.hexdigest()[:16]


def reach(tree: Path, *, at_once: int, keep: bool) -> dict[str, Any]:
    """Return what each test runs, and for how long; run them once unless nothing has changed."""
    cache = ROOT / _CACHE
    cache.mkdir(exist_ok=True)
    name = cache / f"reach-{digest(tree)}.json"
    known = sorted(cache.glob("reach-*.json"), key=lambda path: path.stat().st_mtime)
    if keep and known:
        name = known[-1]
    if not name.exists():
        print("Running the tests once to learn what they reach …", file=sys.stderr, flush=True)
        name.write_text(json.dumps(_record(tree, at_once)), encoding="utf-8")
    tests: dict[str, Any] = json.loads(name.read_text(encoding="utf-8"))
    return tests


def _record(tree: Path, at_once: int) -> dict[str, Any]:
    """Run the tests, each file in one of several processes, and return what they reach."""
    files = sorted(path.relative_to(tree).as_posix() for path in tree.glob("tests/**/test_*.py"))
    files = [file for file in files if not file.startswith(_OTHER_TESTS)]
    shares = [files[start::at_once] for start in range(at_once)]
    shares[-1].append("generator")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command += ["-p", "tests.mutants.reach", *(f"--deselect={id}" for id in _LONG_TESTS)]
    path = os.pathsep.join((str(tree), str(tree / "generator")))
    outputs = [tree / f"reach-{number}.json" for number in range(at_once)]
    running = [
        subprocess.Popen(
            [*command, *share],
            cwd=tree,
            env={**os.environ, OUTPUT: str(output), "PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
        )
        for share, output in zip(shares, outputs, strict=True)
    ]
    for process in running:
        process.wait()
    tests: dict[str, Any] = {}
    for output in outputs:
        tests |= json.loads(output.read_text(encoding="utf-8"))
    return tests


def equivalents() -> dict[tuple[str, str, str, int], str]:
    """Return the mutants that behave as the code does, with the argument for each."""
    entries = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {
        (entry["path"], entry["in"], entry["change"], entry.get("nth", 1)): entry["because"]
        for entry in entries
    }


def main() -> None:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--number", type=int, default=400, help="how many mutants to draw")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="draw only from paths that begin so")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="for the tests of each")
    parser.add_argument(
        "--part",
        type=int,
        nargs=2,
        default=(1, 1),
        metavar=("N", "OF"),
        help="run only the Nth of so many parts",
    )
    parser.add_argument(
        "--keep-reach", action="store_true", help="trust what was learned before the last change"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rolebook-mutants-") as folder:
        tree = Path(folder)
        copy_tree(tree)
        sources = modules(tree / PACKAGE)
        tests = reach(tree, at_once=options.jobs, keep=options.keep_reach)
        known = Reach(package_sources(tree / PACKAGE), tests, options.seconds)
        drawn = [
            mutant
            for mutant in draw(sources, options.number, options.seed)
            if mutant.path.startswith(options.only)
        ]
        part, parts = options.part
        drawn = drawn[part - 1 :: parts]
        os.chdir(tree)
        sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != ROOT]
        load_libraries(tree / PACKAGE)
        jobs = [known.job(mutant) for mutant in drawn]
        check(jobs[::_CHECKED], tree / PACKAGE)
        results: list[tuple[Mutant, Outcome]] = []
        for job, outcome in run_all(jobs, tree / PACKAGE, options.jobs):
            results.append((job.mutant, outcome))
            print(
                f"{len(results)}/{len(jobs)} {outcome:<10} {job.mutant.path}:{job.mutant.line} "
                f"{job.mutant.change[:150]} ({len(job.tests)} tests)",
                file=sys.stderr,
                flush=True,
            )
    print_results(results, equivalents())


def print_results(
    results: Sequence[tuple[Mutant, Outcome]], excused: Mapping[tuple[str, str, str, int], str]
) -> None:
    """Print the share that was caught, by module, and every survivor."""
    missed = (Outcome.SURVIVED, Outcome.UNREACHED)
    equivalent = [m for m, outcome in results if outcome in missed and m.name in excused]
    survivors = [(m, outcome) for m, outcome in results if outcome in missed]
    survivors = [(m, outcome) for m, outcome in survivors if m.name not in excused]
    drawn = Counter(mutant.path for mutant, _ in results)
    caught = Counter(mutant.path for mutant, outcome in results if outcome not in missed)
    same = Counter(mutant.path for mutant in equivalent)
    print(f"{'module':<34} {'drawn':>6} {'equivalent':>11} {'caught':>7} {'share':>6}")
    for path in sorted(drawn):
        _print_row(path, drawn[path], same[path], caught[path])
    _print_row("all", len(results), len(equivalent), sum(caught.values()))
    timed_out = sum(outcome is Outcome.TIMED_OUT for _, outcome in results)
    print(f"\n{timed_out} of the caught ran out of time. {len(survivors)} survived:\n")
    for mutant, outcome in sorted(survivors, key=lambda found: (found[0].path, found[0].line)):
        note = " (no test reaches it)" if outcome is Outcome.UNREACHED else ""
        place = f"{PACKAGE.as_posix()}/{mutant.path}:{mutant.line}"
        print(f"{place} {mutant.function or mutant.target}: {mutant.change} #{mutant.nth}{note}")


def _print_row(name: str, drawn: int, equivalent: int, caught: int) -> None:
    real = drawn - equivalent
    share = f"{caught / real:.0%}" if real else "-"
    print(f"{name:<34} {drawn:>6} {equivalent:>11} {caught:>7} {share:>6}")


if __name__ == "__main__":
    main()
