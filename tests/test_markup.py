from __future__ import annotations

import pytest

from rolebook.markup import block_html, blocks, bullets, definitions, inline_html, plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("`a<b>` and *b*", "<code>a&lt;b&gt;</code> and <em>b</em>"),
        ("<script>alert(1)</script>x", "x"),
        ("<b onclick='x()'>x</b>", "<b>x</b>"),
        ("<B>x</B>", "<b>x</b>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("<a href='javascript:alert(1)'>x</a>", "<a>x</a>"),
        (
            "![a chart](https://example.org/a.png)",
            '<a href="https://example.org/a.png">a chart</a>',
        ),
        ("<img src='https://example.org/a.png'>x", "x"),
        ("<iframe src='https://example.org'></iframe>x", "x"),
        ("</div></main>x", "x"),
        ("return Map<K, V> or List<T>", "return Map&lt;K, V&gt; or List&lt;T&gt;"),
        ("name it <team>-<ticket onclick=x()>", "name it &lt;team&gt;-&lt;ticket onclick=x()&gt;"),
        ("<!-- aside -->x", "x"),
    ],
)
def test_a_line_is_safe_to_publish(text: str, html: str) -> None:
    """No script runs, no page is broken, and nothing is loaded from another host."""
    assert inline_html(text) == html


def test_a_link_goes_where_it_is_told() -> None:
    found = {"api.md": "@/d/api/"}
    assert inline_html("[a](api.md) [b](gone.md)", found.get) == '<a href="@/d/api/">a</a> <a>b</a>'


def test_a_picture_is_a_link_that_goes_where_it_is_told() -> None:
    found = {"plan.png": "https://example.org/plan.png"}
    html = '<a href="https://example.org/plan.png">the plan</a> and gone'
    assert inline_html("![the plan](plan.png) and ![gone](gone.png)", found.get) == html


def test_definitions_from_elsewhere_resolve() -> None:
    html = block_html("see [a]", known=definitions("[a]: https://example.org"))
    assert html == '<p>see <a href="https://example.org">a</a></p>'


def test_words_lose_their_markup() -> None:
    assert plain("fix/<ticket>") == "fix/<ticket>"
    assert plain("*a* [b](https://example.org) `c` <i>d</i> &amp; e") == "a b c d & e"


def test_a_bullet_alone_on_a_line_begins_an_item_with_the_next_line() -> None:
    """Unless that begins an item itself, or there is none."""
    lines = ["•", "MUST knock", "•", "• MUST wait", "•", "MUST enter"]
    assert [item.index for item in bullets.items(lines)] == [0, 3, 4]
    assert [item.index for item in bullets.items([*lines, "•"])] == [0, 3, 4]


def test_an_address_of_the_web_is_a_link_with_and_without_encryption() -> None:
    html = '<a href="{0}">a</a>'
    for address in ("http://example.org", "https://example.org", "mailto:a@example.org"):
        assert inline_html(f"[a]({address})") == html.format(address)


def test_a_line_between_paragraphs_is_a_break() -> None:
    assert [(block.kind.value, block.start) for block in blocks("one\n\n***\n")] == [
        ("paragraph", 0),
        ("break", 2),
    ]


@pytest.mark.parametrize("lead", ["The crew MUST:", "**The crew MUST:**", "_The crew MUST:_ "])
def test_another_bullet_behind_a_colon_is_deeper(lead: str) -> None:
    lines = [f"• {lead}", "o  rest", "o  eat", "• MAY sing"]
    assert bullets.depths(bullets.items(lines), [0, 0, 0, 0], lines) == [0, 1, 1, 0]
