"""Whether a server can listen on an address, before it starts; if not, on which address it can."""

from __future__ import annotations

import errno
import os
import re
import socket
from ipaddress import ip_address

from ..input.files import OperatorError

_MOST_PORTS = 65_535
_PORT = re.compile("[0-9]{1,5}")
_NEXT = 100
"""How many ports above one in use are tried: more than anyone runs servers, and quick to check."""
_EXAMPLE = "as in 127.0.0.1:8001"


def require_free(address: str) -> None:
    """Make sure that a server can listen on an address such as `127.0.0.1:8000`.

    Raises:
        OperatorError: It is not an address, or a server cannot listen on it; the message suggests
            one that works.
    """
    host, port = _parted(address)
    problem = _problem(host, port)
    if problem is None:
        return
    if problem.errno == errno.EADDRNOTAVAIL:
        raise OperatorError(f"{host} is not an address of this machine; use -a 127.0.0.1:{port}")
    raise OperatorError(f"{address} {_reason(problem)}; use -a {host}:{_free(host, port)}")


def _parted(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not _is_host(host):
        what = "an IP address or localhost, and a port"
        raise OperatorError(f"-a must be {what}, {_EXAMPLE}, not {address!r}")
    if not _PORT.fullmatch(port) or int(port) > _MOST_PORTS:
        raise OperatorError(
            f"a port must be a number up to {_MOST_PORTS}, {_EXAMPLE}, not {port!r}"
        )
    return host, int(port)


def _is_host(host: str) -> bool:
    try:
        return host == "localhost" or bool(ip_address(host))
    except ValueError:
        return False


def _problem(host: str, port: int) -> OSError | None:
    """Return why the system refuses to listen there, or None."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            if os.name == "posix":  # as the server does; Windows would then accept a port in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error
    return None


def _free(host: str, port: int) -> int:
    """Return the next free port above 8000; those below 1024 are reserved for administrators."""
    start = max(port + 1, 8000)
    candidates = range(start, min(start + _NEXT, _MOST_PORTS + 1))
    return next((port for port in candidates if _problem(host, port) is None), 8000)


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "is in use, perhaps by another 'rolebook serve'"
    return f"cannot be used: {(error.strerror or str(error)).lower()}"
