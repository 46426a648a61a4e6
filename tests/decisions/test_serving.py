"""The local page answers only its own reader: with the secret, under its own name, from itself."""

from __future__ import annotations

import http.client
import json
import threading
from typing import TYPE_CHECKING

import pytest

from rolebook.decisions.serving import DecisionPage
from rolebook.messages import messages

from .test_sitting import folder, matter, sitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["folder"]


@pytest.fixture
def page(folder: Path) -> Iterator[DecisionPage]:
    made = DecisionPage(sitting(folder), messages())
    thread = threading.Thread(target=made.serve, daemon=True)
    thread.start()
    yield made
    made.stop()
    thread.join(5)


def ask(
    page: DecisionPage, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    host = page.origin.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = body if isinstance(body, (str, type(None))) else json.dumps(body)
    connection.request(method, path, content, named)
    response = connection.getresponse()
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return response.status, text


def post(page: DecisionPage, body: object, **headers: str) -> tuple[int, str]:
    given = {"Origin": page.origin, "Content_Type": "application/json", **headers}
    return ask(page, "POST", f"/{page.token}/answer", body, **given)


def key(page: DecisionPage) -> str:
    one = page.sitting.current
    assert one
    return one.key


def test_the_address_has_a_secret(page: DecisionPage) -> None:
    assert page.address == f"{page.origin}/{page.token}/"
    assert len(page.token) > 20
    assert ask(page, "GET", f"/{page.token}/")[0] == 200
    assert [ask(page, "GET", path)[0] for path in ("/", "/x/", f"/{page.token}x/")] == [404] * 3


def test_only_its_own_files_are_there(page: DecisionPage) -> None:
    names = ("rolebook.css", "page.js", "fonts/inter-latin.woff2", "../page.js", "page.py")

    statuses = [ask(page, "GET", f"/{page.token}/{name}")[0] for name in names]

    assert statuses == [200, 200, 200, 404, 404]


def test_another_name_for_this_machine_leads_nowhere(page: DecisionPage) -> None:
    """So no other site can make its own name lead here and read the page."""
    assert ask(page, "GET", f"/{page.token}/", Host="evil.example")[0] == 404


def test_an_answer_from_the_page_is_written(page: DecisionPage, folder: Path) -> None:
    status, text = post(page, {"key": key(page), "answer": "yes"})

    assert status == 200
    assert matter(folder) == ["links:", "  PIL-1: [ITOP]"]
    shown = json.loads(text)
    assert shown["title"] == "2 of 9 – PIL-1"
    assert shown["told"] == "PIL-1, ITOP Infrastructure operations: yes."
    assert "Does this rule need METL Methods and tools?" in shown["card"]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_an_answer_from_elsewhere_is_refused(page: DecisionPage, folder: Path, origin: str) -> None:
    assert post(page, {"key": key(page), "answer": "yes"}, Origin=origin)[0] == 403
    assert matter(folder) == []


@pytest.mark.parametrize(
    "body",
    ["", "no JSON", "[]", {"answer": "perhaps"}, {"answer": ["yes"]}, {"answer": "yes " * 4000}],
)
def test_nonsense_is_refused(page: DecisionPage, folder: Path, body: object) -> None:
    assert post(page, body)[0] == 400
    assert matter(folder) == []


def test_a_form_of_another_site_has_another_type(page: DecisionPage, folder: Path) -> None:
    told = post(page, {"key": key(page), "answer": "yes"}, Content_Type="text/plain")

    assert told[0] == 400
    assert matter(folder) == []


def test_an_answer_for_another_card_is_ignored(page: DecisionPage, folder: Path) -> None:
    """Such as one from a second window that shows an old card."""
    old = key(page)
    post(page, {"key": old, "answer": "skip"})

    assert post(page, {"key": old, "answer": "yes"})[0] == 200
    assert matter(folder) == []


def test_a_file_that_someone_else_changed_is_told(page: DecisionPage, folder: Path) -> None:
    path = folder / "pilot.md"
    path.write_text(path.read_text(encoding="utf-8") + "- [PIL-9] MUST wave\n", encoding="utf-8")

    _, text = post(page, {"key": key(page), "answer": "yes"})

    assert "pilot.md was changed since it was read" in json.loads(text)["told"]


def test_done_stops_the_server(folder: Path) -> None:
    page = DecisionPage(sitting(folder), messages())
    thread = threading.Thread(target=page.serve, daemon=True)
    thread.start()

    status, text = post(page, {"answer": "done"})

    thread.join(5)
    assert (status, thread.is_alive()) == (200, False)
    assert json.loads(text)["closed"] is True
