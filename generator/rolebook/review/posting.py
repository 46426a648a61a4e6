"""A text to the one comment that a request has of ours: written, found again, or written again."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from . import github, gitlab
from .comment import is_about, updated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .platform import Comment, Platform


TOKENS = (github.TOKEN, gitlab.TOKEN)
"""Variables with tokens."""


class Posted(StrEnum):
    """What posting did."""

    ADDED = "written"
    REPLACED = "updated"
    SAME = "up to date"


def platform_of(environment: Mapping[str, str]) -> Platform | None:
    """Return the platform that a job runs on; None outside of both.

    Raises:
        OperatorError: It runs on one, but not for a request.
    """
    if environment.get("GITHUB_ACTIONS") == "true":
        return github.GitHub.of(environment)
    return gitlab.GitLab.of(environment) if environment.get("CI_MERGE_REQUEST_IID") else None


def post(platform: Platform, code: str, text: str) -> Posted:
    """Write the comment about a role, or write it again; what people ticked in it stays.

    Args:
        platform: Where the request is.
        code: The code of the role.
        text: What the comment is to say.

    Raises:
        OperatorError: The platform refuses or cannot be reached.
    """
    former = _former(platform, code)
    if former is None:
        platform.add(text)
        return Posted.ADDED
    new = updated(former.text, text)
    if new == _as_sent(former.text):
        return Posted.SAME
    platform.replace(former, new)
    return Posted.REPLACED


def _former(platform: Platform, code: str) -> Comment | None:
    """Return the first comment that is about a role and our own."""
    about = (comment for comment in platform.comments() if is_about(comment.text, code))
    return next(filter(platform.is_own, about), None)


def _as_sent(text: str) -> str:
    """Return a text as it was before a platform cut its end, or a browser changed its lines."""
    return "\n".join(text.splitlines()).rstrip() + "\n"
