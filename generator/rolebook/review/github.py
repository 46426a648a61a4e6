"""Environment of a GitHub workflow to its pull request, and the comments on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..input.files import OperatorError, reason
from .platform import Comment, Request
from .rest import Api, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOKEN = "GITHUB_TOKEN"
"""The variable with the token of the job, or of an account."""
_ADVICE = {
    401: f"the token in {TOKEN} is not valid",
    403: "give the job 'permissions: pull-requests: write'",
    404: "check that the token may read the repository",
}
_NO_ACCOUNT = (401, 403, 404)
"""How the API refuses to name the account of a token, because it belongs to no person."""
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_DANGEROUS = "pull_request_target"


@dataclass(frozen=True)
class GitHub:
    """A pull request on GitHub."""

    request: Request
    obstacle: str
    summary: str
    api: Api
    repository: str
    number: int
    most_characters: int = 65_536

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> GitHub:
        """Return the pull request that started a workflow.

        Raises:
            OperatorError: There is none, or the workflow is not set up for it.
        """
        event = _event(environment)
        pull, repository = event["pull_request"], environment.get("GITHUB_REPOSITORY", "")
        number = pull.get("number")
        if not _REPOSITORY.fullmatch(repository) or not isinstance(number, int):
            raise OperatorError("the workflow doesn't say which pull request of which repository")
        token = environment.get(TOKEN, "").strip()
        request = Request(
            f"{repository}#{number}",
            _text(pull, "user", "login"),
            _text(pull, "base", "sha"),
        )
        api = Api(
            environment.get("GITHUB_API_URL") or "https://api.github.com",
            {
                "Authorization": f"Bearer {token}",
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
            _ADVICE,
        )
        summary = environment.get("GITHUB_STEP_SUMMARY", "")
        return cls(request, _obstacle(pull, token), summary, api, repository, number)

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first."""
        for entry in self.api.pages(f"/repos/{self.repository}/issues/{self.number}/comments"):
            by_program = _text(entry, "user", "type") == "Bot"
            author = _text(entry, "user", "login")
            yield Comment(entry["id"], entry.get("body") or "", author, by_program)

    def is_own(self, comment: Comment) -> bool:
        """Whether the account of the token wrote a comment.

        The token of a workflow belongs to a program, which cannot ask for its name. What people
        write is never taken for its own, even if they copy the marker.
        """
        return comment.author == self._account if self._account else comment.is_by_program

    def add(self, text: str) -> None:
        """Write a comment."""
        path = f"/repos/{self.repository}/issues/{self.number}/comments"
        self.api.send("POST", path, {"body": text})

    def replace(self, comment: Comment, text: str) -> None:
        """Write a comment again."""
        path = f"/repos/{self.repository}/issues/comments/{comment.id}"
        self.api.send("PATCH", path, {"body": text})

    @cached_property
    def _account(self) -> str:
        """The name of the account; empty for a program."""
        try:
            return _text(self.api.get("/user"), "login")
        except RefusedError as error:
            if error.status in _NO_ACCOUNT:
                return ""
            raise


def _event(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what started a workflow, if it was a pull request."""
    if environment.get("GITHUB_EVENT_NAME") == _DANGEROUS:
        raise OperatorError(
            f"{_DANGEROUS} gives a stranger's pull request your secrets; "
            "run the workflow on pull_request"
        )
    path = environment.get("GITHUB_EVENT_PATH", "")
    try:
        event = json.loads(Path(path).read_bytes()) if path else None
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {reason(error)}") from error
    except (RecursionError, ValueError) as error:
        raise OperatorError(f"{path} is not JSON") from error
    if not isinstance(event, dict) or not isinstance(event.get("pull_request"), dict):
        raise OperatorError("no pull request started this workflow; run it on pull_request")
    return event


def _obstacle(pull: Mapping[str, Any], token: str) -> str:
    """Return why a job may not comment: GitHub gives forks a token that can only read."""
    head, base = _text(pull, "head", "repo", "full_name"), _text(pull, "base", "repo", "full_name")
    if head != base:
        return "the pull request is from a fork, whose token can only read"
    return "" if token else f"there is no token in {TOKEN}"


def _text(entry: Any, *names: str) -> str:
    """Return a text within an answer; empty if it lacks any of the names, as deleted forks do."""
    for name in names:
        entry = entry.get(name) if isinstance(entry, dict) else None
    return entry if isinstance(entry, str) else ""
