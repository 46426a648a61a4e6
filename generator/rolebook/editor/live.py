"""A desk that follows an editor: read soon after a change, once for many of them, never twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..loading import handbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ..link.handbook import Handbook
    from .desk import Desk

PAUSE = 0.02
"""Seconds without a change before a handbook is read: the changes of a rename come together."""


class SupersededError(Exception):
    """A text changed while it was read."""


class Live:
    """The handbook of a desk, as its texts are now."""

    def __init__(
        self,
        desk: Desk,
        texts: Callable[[], Mapping[Path, str]],
        tell: Callable[[Live], None],
        complain: Callable[[str], None],
    ) -> None:
        """Read nothing yet.

        Args:
            desk: Reads.
            texts: Returns what is open, by real path.
            tell: Called after each time that the handbook was read.
            complain: Called with a sentence when it cannot be read.
        """
        self.desk = desk
        self.book: Handbook = handbook([])
        """The handbook as it was read last."""
        self._texts, self._tell, self._complain = texts, tell, complain
        self._wanted, self._read = 0, -1
        self._reading: asyncio.Task[None] | None = None
        self._waiting: set[asyncio.Task[None]] = set()
        self._failure = ""

    def change(self) -> None:
        """Note that a text has changed; it is read after a pause."""
        self._wanted += 1
        waiting = asyncio.get_running_loop().create_task(self._soon(self._wanted))
        self._waiting.add(waiting)
        waiting.add_done_callback(self._waiting.discard)

    async def current(self) -> Handbook:
        """Return the handbook as the texts are now; it is read without a pause if need be."""
        while self._read != self._wanted:
            if self._reading is None:
                self._reading = asyncio.get_running_loop().create_task(self._again(self._wanted))
            await asyncio.shield(self._reading)
        return self.book

    async def _soon(self, wanted: int) -> None:
        await asyncio.sleep(PAUSE)
        if wanted == self._wanted:
            await self.current()

    async def _again(self, wanted: int) -> None:
        try:
            texts = self._texts()
            self.book = await asyncio.to_thread(self.desk.read, texts, self._check(wanted))
        except SupersededError:
            return
        except OperatorError as error:
            self._read = wanted
            self._fail(str(error))
        else:
            self._read, self._failure = wanted, ""
            self._tell(self)
        finally:
            self._reading = None

    def _check(self, wanted: int) -> Callable[[int], None]:
        def check(_: int) -> None:
            if wanted != self._wanted:
                raise SupersededError

        return check

    def _fail(self, sentence: str) -> None:
        """Say why the handbook cannot be read, once."""
        if sentence != self._failure:
            self._failure = sentence
            self._complain(sentence)
