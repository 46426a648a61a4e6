"""Requests to the REST API of a platform, and its answers; knows no platform.

The one module that uses the network. With the standard library, because three kinds of requests
are all it sends.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ..input.files import OperatorError
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A job should end, and an API that takes longer than this will not answer at all.
_SECONDS = 30
_MOST_BYTES = 50_000_000
"""A page has a hundred comments, each of at most a million characters, nearly all much shorter."""
_MOST_PAGES = 200
_PER_PAGE = 100
_LONGEST_REASON = 200
_ADDRESS = re.compile(r"https?://[\w.\[]")
_NEXT = re.compile(r"""rel="?next"?""")


class RefusedError(OperatorError):
    """A platform refused a request."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Api:
    """An API at an address, and what it wants to see."""

    address: str
    headers: Mapping[str, str] = field(repr=False)
    advice: Mapping[int, str] = field(default_factory=dict)
    """What to do about a status, as the end of a sentence."""

    def __post_init__(self) -> None:
        if not _ADDRESS.match(self.address):
            raise OperatorError(f"{self.address!r} is not the address of an API")

    def get(self, path: str) -> Any:
        """Return what a path has."""
        return self._answer("GET", path)[0]

    def send(self, method: str, path: str, data: Mapping[str, str]) -> None:
        """Write to a path."""
        self._answer(method, path, json.dumps(data).encode())

    def pages(self, path: str) -> Iterator[Mapping[str, Any]]:
        """Yield the entries of a list that comes in pages."""
        for page in range(1, _MOST_PAGES + 1):
            entries, link = self._answer("GET", f"{path}?per_page={_PER_PAGE}&page={page}")
            if not isinstance(entries, list):
                raise OperatorError(f"{self._host} did not answer with a list of comments")
            yield from (entry for entry in entries if isinstance(entry, dict))
            if not _NEXT.search(link):
                return

    def _answer(self, method: str, path: str, body: bytes | None = None) -> tuple[Any, str]:
        """Return what an answer holds, and its header about other pages."""
        try:
            request = Request(f"{self.address.rstrip('/')}{path}", body, method=method)
            for name, value in self.headers.items():
                request.add_header(name, value)
            request.add_header("Content-Type", "application/json")
            with _OPENER.open(request, timeout=_SECONDS) as answer:
                content = answer.read(_MOST_BYTES)
                return (json.loads(content) if content else None), answer.headers.get("Link") or ""
        except HTTPError as error:
            with error:
                raise self._refusal(error) from None
        except OSError as error:  # among them timeouts, and URLError with the reason
            why = shown(str(getattr(error, "reason", "") or error))
            raise OperatorError(f"{self._host} cannot be reached: {why}; {_AGAIN}") from None
        except (HTTPException, RecursionError, ValueError):
            # Their messages can quote the token.
            raise OperatorError(
                f"{self._host} gave no answer that can be read; check its address and the token"
            ) from None

    @property
    def _host(self) -> str:
        try:
            return shown(urlsplit(self.address).hostname or self.address)
        except ValueError:
            return shown(self.address)

    def _refusal(self, error: HTTPError) -> RefusedError:
        status = error.code
        advice = self.advice.get(status, _AGAIN if status >= 500 else "check the token's rights")
        reason = _reason(error)
        said = f"{status}, {reason!r}" if reason else str(status)
        return RefusedError(f"{self._host} refused the request ({said}); {advice}", status)


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect, since the token would go wherever it leads."""

    def redirect_request(self, *_: Any) -> None:
        """Return no request."""
        return


_OPENER = build_opener(_NoRedirects)
_AGAIN = "run the job again"


def _reason(error: HTTPError) -> str:
    """Return why a platform refused, in its own words."""
    try:
        said = json.loads(error.read(_MOST_BYTES))
    except (OSError, HTTPException, RecursionError, ValueError):
        return ""
    reason = said.get("message") or said.get("error") if isinstance(said, dict) else ""
    return shown(str(reason or ""))[:_LONGEST_REASON]
