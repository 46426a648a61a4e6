"""Whatever theme a handbook has: its pages ask no other host for anything, unless the owner allows that host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolebook.site.remote_hosts import Foreign, foreign

from ..site.running import rolebook
from .conftest import served

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Visitor

pytestmark = pytest.mark.browser

THEMES = {
    "no theme": "",
    "MkDocs": "theme: {name: mkdocs, color_mode: auto, user_color_mode_toggle: true, hljs_languages: [yaml]}",
    "Read the Docs": "theme: readthedocs",
    "Read the Docs, on GitHub": "theme: readthedocs\nrepo_url: https://github.com/acme/handbook",
    "Material": "theme: material",
    "Material, on GitHub": "theme: material\nrepo_url: https://github.com/acme/handbook",
    "Material, somebody on GitHub": "theme: material\nrepo_url: https://github.com/acme",
    "Material, on GitLab": "theme: material\nrepo_url: https://gitlab.com/acme/handbook",
    "Material, on a GitLab": "theme: material\nrepo_url: https://gitlab.acme.invalid/team/handbook",
    "Material, at once": "theme: {name: material, features: [navigation.instant], font: {text: Lato}}",
}
SAID = "from another host"


def site(root: Path, settings: str, options: str = "") -> tuple[Path, str]:
    """Build a handbook with a page of its owner, and return its folder and what the build said."""
    for folder in ("docs", "personas"):
        (root / folder).mkdir()
    (root / "docs" / "index.md").write_text("# Hello\n\n```python\nx = 1\n```\n")
    (root / "personas" / "cook.md").write_text(
        "# The Cook\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** taste\n"
    )
    (root / "mkdocs.yml").write_text(
        f"site_name: X\nplugins: [search, {{rolebook: {{{options}}}}}]\n{settings}\n"
    )
    result = rolebook("build", cwd=root)
    assert result.returncode == 0, result.stderr
    return root / "site", result.stderr


def asked(visitor: Visitor, folder: Path) -> set[str]:
    """Return the hosts that the pages of a site ask; nobody answers but the site itself."""
    context = visitor.context()
    context.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    page = context.new_page()
    with served(folder) as address:
        for path in ("", "handbook/", "p/cook/", "rules/"):
            page.goto(f"{address}{path}", wait_until="networkidle")
    found = {url.split("/")[2] for url in visitor.requests if url.startswith("http")}
    visitor.requests.clear()
    visitor.complaints.clear()
    return {host for host in found if not host.startswith("127.0.0.1")}


@pytest.mark.parametrize("name", THEMES)
def test_a_page_asks_no_other_host(visitor: Visitor, tmp_path: Path, name: str) -> None:
    folder, said = site(tmp_path, THEMES[name])
    assert asked(visitor, folder) == set()
    assert SAID not in said


def test_the_link_to_the_repository_stays(visitor: Visitor, tmp_path: Path) -> None:
    folder, _ = site(tmp_path, THEMES["Material, on GitHub"])
    with served(folder) as address:
        page = visitor.open("handbook/", base=address)
        link = page.locator(".md-header a.md-source")
        assert link.get_attribute("href") == "https://github.com/acme/handbook"
        assert link.inner_text().strip() == "GitHub"


ADDED = {
    "a script": ("extra_javascript: [https://cdn.acme.invalid/x.js]", "cdn.acme.invalid", "extra_css or extra_javascript"),
    "a style": ("extra_css: [https://cdn.acme.invalid/x.css]", "cdn.acme.invalid", "extra_css or extra_javascript"),
    "analytics of MkDocs": ("theme: {name: mkdocs, analytics: {gtag: G-1}}", "www.googletagmanager.com", "'analytics'"),
    "analytics of Material": (
        "theme: material\nextra: {analytics: {provider: google, property: G-1}}", "www.googletagmanager.com", "'analytics'",
    ),
    "an icon": ("theme: {name: material, logo: https://acme.invalid/x.svg}", "acme.invalid", "the theme material"),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_what_the_owner_adds_is_told_with_its_cause(
    visitor: Visitor, tmp_path: Path, name: str
) -> None:
    settings, host, cause = ADDED[name]
    folder, said = site(tmp_path, settings)
    assert asked(visitor, folder) == {host}
    assert said.count(SAID) == 1
    assert f"because of {cause}, pages load https://{host}" in said


def test_fonts_that_the_owner_wants_are_told(visitor: Visitor, tmp_path: Path) -> None:
    folder, said = site(tmp_path, "theme: material", "fonts: false")
    assert "fonts.googleapis.com" in asked(visitor, folder)
    assert said.count("because of 'font', pages load https://fonts.") == 2


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        ("", "cdnjs.cloudflare.com"),
        (THEMES["Material, on GitHub"], "api.github.com"),
        (THEMES["Material, on a GitLab"], "gitlab.acme.invalid"),
        (ADDED["a script"][0], "cdn.acme.invalid"),
    ],
)
def test_a_host_that_the_owner_allows_is_asked(
    visitor: Visitor, tmp_path: Path, settings: str, host: str
) -> None:
    folder, said = site(tmp_path, settings, f"hosts: [{host}]")
    assert asked(visitor, folder) == {host}
    assert SAID not in said


@pytest.mark.parametrize(
    ("html", "hosts"),
    [
        ("<script src='https://a.org/x.js'>", ["a.org"]),
        ("<link rel=preconnect href=//a.org>", ["a.org"]),
        ("<link rel='shortcut icon' href=https://a.org/i.png>", ["a.org"]),
        (
            "<iframe src=http://a.org></iframe><img src=https://a.org/b><img src=https://b.org/c>",
            ["a.org", "b.org"],
        ),
        (
            "<a href=https://a.org>x</a><link rel=canonical href=https://a.org><script>'https://a.org'</script>",
            [],
        ),
        ("<script src=../x.js></script><img src='data:image/png;base64,'><img src=/y.png>", []),
        ("<img src=https://own.example/x.png>", []),
    ],
)
def test_what_a_page_loads_is_seen(html: str, hosts: list[str]) -> None:
    """Links are no loads, and the site's own host is no other one."""
    assert [one.host for one in foreign(html, site_url="https://own.example/book/")] == hosts
    assert all(isinstance(one, Foreign) for one in foreign(html))
