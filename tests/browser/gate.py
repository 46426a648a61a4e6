"""A persona whose review has questions at all three points, more of them than fit, and a grid."""

from __future__ import annotations

CODE, PATH = "GK", "p/gate-keeper/rubric/"

_OWN = {
    "API Design": (
        "**MUST** return `404` for an unknown gate",
        "**MUST NOT** put the password of a gate into a URL",
        "**SHOULD** paginate each list endpoint",
        "**MUST** describe every endpoint in `openapi.yaml`",
        "**SHOULD NOT** return more than 100 rows",
        "**MUST** validate each request body",
        "**MUST** set the `Retry-After` header on status 429",
        "**SHOULD** name resources in the plural",
    ),
    "Database": (
        "**MUST** give every table a unique constraint",
        "**MUST** create an index for each foreign key",
        "**MUST NOT** delete rows without a transaction",
        "**SHOULD** add a rollback to each migration",
        "**MUST** store times with their time zone",
        "**SHOULD NOT** use `SELECT *` in queries",
        "**MUST** use parameterized queries",
        "**SHOULD** add a NOT NULL constraint to each new column",
    ),
    "Night Watch": (
        "**MUST** write a test for every lock",
        "**SHOULD** name the gate in the commit message",
        "**MUST** link the issue in the PR description",
        "**MUST NOT** log a password or token",
        "**SHOULD** include the request id in each log line",
        "**MUST** run the linter in the pipeline",
        "**SHOULD** cover each error path with a test",
        "**MUST** mention the change in `CHANGELOG.md`",
    ),
    "Lanterns": (
        "**MUST** give each image an `alt` text",
        "**SHOULD** label every form field",
        "**MUST NOT** use colour alone in the page",
        "**MUST** be kind to travellers",
    ),
    "Stables": (),
    "Kitchen": (),
}
_TEMPLATES = (
    "**MUST** ask the warden before closing {}",
    "**SHOULD** walk around {} twice a night",
    "**MUST NOT** leave {} without a lamp",
    "**MAY** show {} to the guild",
    "**MUST** count the keys of {} at dusk",
)
_SUBJECTS = {
    "API Design": "the drawbridge",
    "Database": "the archive",
    "Night Watch": "the wall",
    "Lanterns": "the oil",
    "Stables": "the hay",
    "Kitchen": "the oven",
}


def _category(title: str) -> str:
    lines = [*_OWN[title], *(template.format(_SUBJECTS[title]) for template in _TEMPLATES)]
    return "\n".join((f"### {title} Requirements", "", *(f"- {line}" for line in lines), ""))


GATE_KEEPER = "\n".join(
    (
        "---",
        "type: persona",
        f"code: {CODE}",
        "---",
        "",
        "# The Gate Keeper",
        "",
        "## Core Traits",
        "",
        "- Awake",
        "",
        "## Ruleset",
        "",
        *(_category(title) for title in _OWN),
    )
)
