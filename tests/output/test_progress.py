"""The line that shows how far long work is, and is gone afterwards."""

from __future__ import annotations

import io

from rolebook.output.progress import Terminal


class _Stream(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_is_cleared_at_the_end() -> None:
    stream = _Stream()
    terminal = Terminal(stream)
    terminal("files read")(1200)
    terminal.close()

    assert stream.getvalue() == "\r\033[K1,200 files read\r\033[K"


def test_nothing_is_shown_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    terminal = Terminal(stream)
    terminal("files read")(1200)
    terminal.close()

    assert stream.getvalue() == ""
