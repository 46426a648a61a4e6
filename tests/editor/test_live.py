"""A handbook follows what is typed: once for many changes, and never for a text that has changed."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event

from rolebook import Handbook, OperatorError, Source, handbook
from rolebook.editor.desk import Desk
from rolebook.editor.live import Live

PATH = Path("/none/a.md")


class _Desk(Desk):
    """Reads one text, and notes what it read; waits while it is held."""

    def __init__(self) -> None:
        super().__init__(Path("/none"))
        self.begun: list[str] = []
        self.read_texts: list[str] = []
        self.held: Event | None = None
        self.mistake = ""

    def read(
        self, texts: Mapping[Path, str], progress: Callable[[int], None] = lambda _: None
    ) -> Handbook:
        text = texts[PATH]
        self.begun.append(text)
        if self.mistake:
            raise OperatorError(self.mistake)
        if self.held:
            assert self.held.wait(20)
        progress(1)
        self.read_texts.append(text)
        return handbook([Source("a.md", text)])


class _Typing:
    """A text that is typed, and what was told about it."""

    def __init__(self) -> None:
        self.text = ""
        self.told = 0
        self.complaints: list[str] = []
        self.desk = _Desk()
        self.live = Live(self.desk, lambda: {PATH: self.text}, self.tell, self.complaints.append)

    def tell(self, live: Live) -> None:
        self.told += 1

    def type(self, text: str) -> None:
        self.text = text
        self.live.change()


def test_many_changes_are_read_once() -> None:
    async def session() -> _Typing:
        user = _Typing()
        for text in ("one", "two", "three"):
            user.type(text)
        while not user.told:
            await asyncio.sleep(0.01)
        return user

    user = asyncio.run(session())
    assert (user.desk.begun, user.told) == (["three"], 1)


def test_a_text_that_changes_while_it_is_read_is_not_told() -> None:
    async def session() -> _Typing:
        user = _Typing()
        user.desk.held = Event()
        user.type("one")
        while not user.desk.begun:
            await asyncio.sleep(0.01)
        user.type("two")
        user.desk.held.set()
        await user.live.current()
        return user

    user = asyncio.run(session())
    assert user.desk.begun == ["one", "two"]
    assert (user.desk.read_texts, user.told) == (["two"], 1)


def test_a_request_does_not_wait_for_the_pause() -> None:
    async def session() -> Handbook:
        user = _Typing()
        user.type("# Keys\n\nKeys MUST fit.\n")
        return await user.live.current()

    assert [rule.text for rule in asyncio.run(session()).requirements] == ["Keys MUST fit."]


def test_a_mistake_is_said_once_until_it_is_gone() -> None:
    async def session() -> _Typing:
        user = _Typing()
        for mistake in ("no folder", "no folder", "", "no folder"):
            user.desk.mistake = mistake
            user.type(mistake)
            await user.live.current()
        return user

    user = asyncio.run(session())
    assert user.complaints == ["no folder", "no folder"]
