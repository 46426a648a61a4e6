"""A review where people discuss a change: its text as a comment, and the platforms that hold it.

The only room that uses a network, and only when a command asks for it.
"""

from ..exports.reviews import Reviewed
from .comment import comment_text
from .platform import Comment, Platform, Request
from .posting import TOKENS, Posted, platform_of, post

__all__ = [
    "TOKENS",
    "Comment",
    "Platform",
    "Posted",
    "Request",
    "Reviewed",
    "comment_text",
    "platform_of",
    "post",
]
