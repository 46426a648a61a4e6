"""Environment of a GitLab job to its merge request, and the comments on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from .platform import Comment, Request
from .rest import Api

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOKEN = "ROLEBOOK_TOKEN"
"""The variable with a token of the project; the job's own cannot write comments."""
_ADVICE = {
    401: f"the token in {TOKEN} is not valid, or has expired",
    403: f"the token in {TOKEN} needs the scope 'api' and the role Reporter",
    404: f"check that the token in {TOKEN} is one of this project",
}


@dataclass(frozen=True)
class GitLab:
    """A merge request on GitLab."""

    request: Request
    obstacle: str
    api: Api
    project: str
    number: str
    summary: str = ""
    most_characters: int = 1_000_000

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> GitLab:
        """Return the merge request of a job.

        Raises:
            OperatorError: The job doesn't say which it is.
        """
        number = environment.get("CI_MERGE_REQUEST_IID", "")
        # A job for a fork runs in the fork; the merge request is in the other project.
        own_project = environment.get("CI_PROJECT_ID", "")
        project = environment.get("CI_MERGE_REQUEST_PROJECT_ID") or own_project
        if not (number.isdecimal() and project.isdecimal()):
            raise OperatorError("the job doesn't say which merge request of which project")
        path = environment.get("CI_MERGE_REQUEST_PROJECT_PATH") or project
        token = environment.get(TOKEN, "").strip()
        base = environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
        address = environment.get("CI_API_V4_URL") or "https://gitlab.com/api/v4"
        return cls(
            Request(f"{path}!{number}", base=base),
            "" if token else f"there is no token in {TOKEN}",
            Api(address, {"PRIVATE-TOKEN": token}, _ADVICE),
            project,
            number,
        )

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the newest first."""
        for entry in self.api.pages(self._path):
            author = entry.get("author") or {}
            yield Comment(entry["id"], entry.get("body") or "", str(author.get("id")))

    def is_own(self, comment: Comment) -> bool:
        """Whether the account of the token wrote a comment."""
        return comment.author == self._account

    def add(self, text: str) -> None:
        """Write a comment."""
        self.api.send("POST", self._path, {"body": text})

    def replace(self, comment: Comment, text: str) -> None:
        """Write a comment again."""
        self.api.send("PUT", f"{self._path}/{comment.id}", {"body": text})

    @property
    def _path(self) -> str:
        return f"/projects/{self.project}/merge_requests/{self.number}/notes"

    @cached_property
    def _account(self) -> str:
        return str((self.api.get("/user") or {}).get("id"))
