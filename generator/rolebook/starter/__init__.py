"""The files of a new handbook."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from ..input.files import File
from .wheel import own_wheel

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLES = {
    "personas/service-engineer.md": "service-engineer.md",
    "personas/release-steward.md": "release-steward.md",
}
_ONBOARDING = "personas/onboarding.yml"
_FILES = {
    "docs/how-we-use-this.md": "how-we-use-this.md",
    ".github/workflows/handbook.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit.yml",
    ".gitattributes": "gitattributes.txt",
    ".gitignore": "gitignore.txt",
    "README.md": "readme.md",
}
"""From the path in a new handbook to the packaged file; some archives lose names with a dot."""
_SCHEMAS = (
    "mkdocs.json",
    "onboarding.json",
    "role-onboarding.json",
    "rubric.json",
    "waivers.json",
)
"""What editors check YAML files against; `scripts/schemas.py` writes them."""
_SCHEMA_FOLDER = ".rolebook-schemas"
"""Where a new handbook has them, so that nothing is loaded from elsewhere."""
_BASELINE = b"""\
      checks:
        baseline: rolebook-baseline.json # problems from before, so that only new ones are reported
"""
"""What the configuration of a handbook says that begins with files of other people."""
PERSONAS = "personas"
"""The folder of a handbook that contains its roles."""
_ABOUT_EXAMPLES = re.compile(rb"The two roles in `personas/` are examples\.\n.*\n\n")
"""The paragraph of the README that a handbook without the examples does not need."""
_TOOLS = "tools"
"""The folder of a handbook that contains what builds it."""
_UNNAMED = "site_name: Handbook\n"
"""The line of the configuration that the name of the handbook replaces."""


def starter_files(name: str, personas: Sequence[File] = ()) -> list[File]:
    """Return the files of a new handbook, sorted by path.

    Args:
        name: What it is called.
        personas: The files in its folder of roles; two examples if there are none.

    Raises:
        OperatorError: Rolebook is running without being installed.
    """
    files = [File(path, _packaged(source)) for path, source in _FILES.items()]
    files += [File(f"{_SCHEMA_FOLDER}/{name}", _packaged(f"schemas/{name}")) for name in _SCHEMAS]
    if personas:
        files = [File(file.path, _ABOUT_EXAMPLES.sub(b"", file.content)) for file in files]
        files += [File(f"{PERSONAS}/{file.path}", file.content) for file in personas]
    else:
        files += [File(path, _packaged(source)) for path, source in _EXAMPLES.items()]
    if all(file.path != _ONBOARDING for file in files):
        files.append(File(_ONBOARDING, _packaged("onboarding.yml")))
    wheel = own_wheel()
    named = f"./{_TOOLS}/{wheel.path}\n".encode()
    files += [
        File("mkdocs.yml", _configuration(name) + (_BASELINE if personas else b"")),
        File("requirements.txt", _packaged("requirements.txt") + named),
        File(f"{_TOOLS}/{wheel.path}", wheel.content),
    ]
    return sorted(files, key=lambda file: file.path)


def _packaged(source: str) -> bytes:
    return resources.files(__package__).joinpath("files", source).read_bytes()


def _configuration(name: str) -> bytes:
    """Return `mkdocs.yml`: the same as `site_configuration`, with comments for its owner."""
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or "Handbook"
    # Wide enough to keep the title on one line, whatever quotation marks it needs.
    named = yaml.safe_dump({"site_name": title}, allow_unicode=True, width=len(title) + 80)
    return _packaged("mkdocs.yml").decode().replace(_UNNAMED, named, 1).encode()


def site_configuration(
    title: str, personas: Sequence[str], **options: str | bool | list[str]
) -> dict[str, Any]:
    """Return an MkDocs configuration for a handbook, without empty options of the plugin."""
    given = {name: value for name, value in options.items() if value not in ("", [])}
    own = {"personas": personas[0] if len(personas) == 1 else list(personas), **given}
    return {
        "site_name": title,
        "theme": {
            "name": "material",
            "font": False,
            "features": [
                "navigation.top",
                "search.highlight",
                "search.share",
                "search.suggest",
                "toc.follow",
            ],
            "palette": [
                _scheme("default", "light", "weather-night", "Switch to dark colours"),
                _scheme("slate", "dark", "weather-sunny", "Switch to light colours"),
            ],
        },
        "plugins": ["search", {"rolebook": own}],
    }


def _scheme(scheme: str, media: str, icon: str, label: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme: {media})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": label},
    }
