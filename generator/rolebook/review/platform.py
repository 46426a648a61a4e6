"""What GitHub and GitLab have in common: a request to change code, and the comments on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Request:
    """A pull request or merge request."""

    name: str
    """Such as `harbour/shop#12`."""
    author: str = ""
    """The account that made it; empty if unknown."""
    base: str = ""
    """The commit that it starts from; empty if unknown."""


@dataclass(frozen=True)
class Comment:
    """A comment on a request."""

    id: int
    text: str
    author: str
    """What the platform knows its author by."""
    is_by_program: bool = False
    """Whether the account is that of a program, which writes only what it is meant to."""


class Platform(Protocol):
    """Where a request is, as a job sees it."""

    @property
    def request(self) -> Request:
        """The request that the job is about."""

    @property
    def most_characters(self) -> int:
        """Length of the longest comment."""

    @property
    def obstacle(self) -> str:
        """Why the job may not comment, as a clause; empty if it may."""

    @property
    def summary(self) -> str:
        """The file of the job for other texts; empty if it has only its log."""

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first."""

    def is_own(self, comment: Comment) -> bool:
        """Whether the account of the token wrote a comment."""

    def add(self, text: str) -> None:
        """Write a comment."""

    def replace(self, comment: Comment, text: str) -> None:
        """Write a comment again."""
