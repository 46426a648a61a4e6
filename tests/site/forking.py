"""A process that has imported Rolebook and MkDocs already, and runs each command in a fork of itself.

A command so runs in a process of its own, as it does for people, without the second of processor
time that the imports take. Started by `running`: a line of JSON asks, a line of JSON answers.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Any

_PAUSE = 0.01
"""Seconds between two looks at whether the command has ended."""


def main() -> None:
    """Answer until nobody asks any more."""

    import rolebook.cli
    import rolebook.site.mkdocs_build
    import rolebook.site.mkdocs_plugin  # noqa: F401

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), file=answers, flush=True)


def _run(order: dict[str, Any]) -> int | None:
    """Return the exit code of a command, or None if it took too long."""
    child = os.fork()
    if not child:
        _become(order)
    end = time.monotonic() + order["timeout"]
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return None
        time.sleep(_PAUSE)


def _become(order: dict[str, Any]) -> None:
    """Be the command, and end as it does."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for stream, name in ((0, os.devnull), (1, order["stdout"]), (2, order["stderr"])):
        handle = os.open(name, os.O_RDWR | os.O_APPEND)
        os.dup2(handle, stream)
        os.close(handle)
    sys.argv[:] = ["-c", *order["arguments"]]
    code: object = 70
    try:
        from rolebook.cli import main as command

        command()
        code = 0
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main()
