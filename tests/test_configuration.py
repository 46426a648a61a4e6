"""`mkdocs.yml`, whatever it holds: each command ends soon, says one sentence, and reads it as MkDocs does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from rolebook.cli import main
from rolebook.input.configuration import MAX_DEPTH, MAX_LENGTH, MAX_PARENTS, read_configuration
from rolebook.input.files import OperatorError
from rolebook.input.settings import OPTIONS, edit_url, read_settings, source_url
from rolebook.site.mkdocs_plugin import RolebookConfig

COMMANDS = (
    "check",
    "lock",
    "build",
    "export json",
    "diff",
    "checklist x",
    "rubric x",
    "catalogue list",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("docs", "personas"):
        (tmp_path / name).mkdir()
    (tmp_path / "personas" / "cook.md").write_text(
        "# The Cook\n\n## Core Traits\n- calm\n\n**MUST** taste\n"
    )
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def configure(text: str, name: str = "mkdocs.yml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def doubled(form: str, repeated: str, first: str) -> str:
    """Return anchors each of which repeats the one before twice, 60 times."""
    steps = (
        form.format(name=f"a{n}", inner=repeated.format(below=f"a{n - 1}")) for n in range(1, 61)
    )
    return "\n".join([f"a0: &a0 {first}", *steps, "site_name: X", ""])


BOMBS = {
    "merge keys": doubled("{name}: &{name} {{<<: {inner}}}", "[*{below}, *{below}]", "{b: c}"),
    "merges in a row": doubled("{name}: &{name}\n  <<: {inner}\n  k: v", "[*{below}, *{below}]", "{b: c}"),
    "lists": doubled("{name}: &{name} {inner}", "[*{below}, *{below}]", "[b]"),
    "tables": doubled("{name}: &{name} {inner}", "{{l: *{below}, r: *{below}}}", "{b: c}"),
    "options": "plugins: [{rolebook: {domains: *a60}}]\n".join(
        [doubled("{name}: &{name} {inner}", "[*{below}, *{below}]", "[b]"), ""]
    ),
    "default of a variable": doubled("{name}: &{name} {inner}", "[*{below}, *{below}]", "[b]") + "z: !ENV [NO, *a60]\n",
    "list in itself": "a: &a [*a]\n",
    "table in itself": "a: &a {b: *a}\n",
    "merge of itself": "a: &a {<<: *a}\n",
    "deep lists": f"a: {'[' * 5000}",
    "deep tables": f"a: {'{a: ' * 900}{'}' * 900}",
    "deep blocks": "".join(f"{' ' * n}a:\n" for n in range(400)),
    "just too deep": f"a: {'[' * (MAX_DEPTH + 1)}{']' * (MAX_DEPTH + 1)}",
    "too long": f"# {'x' * MAX_LENGTH}\n",
    "too many": f"a: [{'1,' * 100_000}]",
    "no date": "a: 2024-13-45\n",
    "no day": "a: 2023-02-29\n",
    "no time": "a: 2024-01-01 25:00:00\n",
    "no zone": "a: 2024-01-01T10:00:00+99:99\n",
    "no year": "a: 0000-01-01\n",
    "date as a key": "2024-13-45: a\n",
    "long number": f"a: {'9' * 5000}\n",
    "no number": "a: 0x_\n",
    "empty number": "a: !!int ''\n",
    "tagged number": "a: !!float x\n",
    "tagged flag": "a: !!bool x\n",
    "tagged date": "a: !!timestamp x\n",
    "half a character": 'a: "\\ud83d"\n',
    "character of no text": 'a: "\\0"\n',
    "a list": "- a\n",
    "a number": "5\n",
    "a word": "word\n",
    "two documents": "a: b\n---\na: b\n",
    "key that is a list": "? [a]\n: b\n",
    "no YAML": "a: [",
    "variable of a table": "a: !ENV {b: c}\n",
    "variable of lists": "a: !ENV [[b], c]\n",
    "variable that is no date": "a: !ENV [NO_DATE, b]\n",
    "inherits itself": "INHERIT: mkdocs.yml\n",
    "inherits itself by another way": "INHERIT: docs/../mkdocs.yml\n",
    "inherits itself by a link": "INHERIT: link.yml\n",
    "inherits in a circle": "INHERIT: circle.yml\n",
    "inherits a circle": "INHERIT: loop.yml\n",
    "inherits a long row": "INHERIT: row0.yml\n",
    "inherits a bomb": "INHERIT: bomb.yml\n",
    "inherits nothing": "INHERIT:\n",
    "inherits a number": "INHERIT: 5\n",
    "inherits a date": "INHERIT: 2024-01-01\n",
    "inherits a list": "INHERIT: [base.yml]\n",
    "inherits a folder": "INHERIT: docs\n",
    "inherits what is missing": "INHERIT: no.yml\n",
    "inherits a device": "INHERIT: /dev/zero\n",
    "inherits a long name": f"INHERIT: {'x' * 5000}\n",
}  # fmt: skip


@pytest.fixture
def parents(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_DATE", "2024-13-45")
    Path("link.yml").symlink_to("mkdocs.yml")
    configure("INHERIT: mkdocs.yml\n", "circle.yml")
    configure("INHERIT: loop.yml\n", "loop.yml")
    configure(BOMBS["merge keys"], "bomb.yml")
    for n in range(MAX_PARENTS + 5):
        configure(f"INHERIT: row{n + 1}.yml\n", f"row{n}.yml")
    configure("site_name: X\n", f"row{MAX_PARENTS + 5}.yml")


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.usefixtures("parents")
def test_what_nobody_would_write_is_refused_in_a_sentence(folder: Path, name: str) -> None:
    """By `build` as by `check`, before MkDocs has the file."""
    configure(BOMBS[name])
    checked, built = run("check"), run("build")
    assert (
        checked.output.startswith("error: mkdocs.yml")
        or "bomb.yml" in checked.output
        or "loop" in checked.output
    )
    assert checked.output.count("\n") == 1
    assert len(checked.output) < 200
    assert (checked.exit_code, built.exit_code, built.output) == (2, 2, checked.output)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_it(folder: Path, command: str) -> None:
    configure(BOMBS["merge keys"])
    result = run(*command.split())
    assert (result.exit_code, "values" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a: b\nc: 2024-13-45\n",
            "mkdocs.yml:2:4: '2024-13-45' is not a date; if it is text, put it in quotation marks",
        ),
        ("INHERIT: circle.yml\n", "mkdocs.yml: INHERIT leads back to mkdocs.yml"),
        ("INHERIT: no.yml\n", "mkdocs.yml: INHERIT must be the path of a file, not 'no.yml'"),
        ("site_name: 2024-01-01\n", "mkdocs.yml: site_name must be text, not 2024-01-01"),
        ("a: &a\n  b: *a\n", "mkdocs.yml:1:4: an alias is inside the value that it refers to"),
    ],
)
@pytest.mark.usefixtures("parents")
def test_the_sentence_says_where_and_what(folder: Path, text: str, sentence: str) -> None:
    configure(text)
    assert run("check").output == f"error: {sentence}\n"


# --- options
# --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "form", ["[{{rolebook: {{{}}}}}]", "{{rolebook: {{{}}}}}"], ids=["list", "table"]
)
def test_every_command_refuses_a_misspelled_option(folder: Path, command: str, form: str) -> None:
    configure(f"site_name: X\nplugins: {form.format('persona: roles')}\n")
    result = run(*command.split())
    assert result.exit_code == 2
    assert (
        result.output
        == "error: mkdocs.yml: rolebook has no option 'persona'; did you mean 'personas'?\n"
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("{colour: red}", f"rolebook has no option 'colour'; the options are {', '.join(OPTIONS)}"),
        ("{1: 2}", f"rolebook has no option 1; the options are {', '.join(OPTIONS)}"),
        ("{Strict: true}", "rolebook has no option 'Strict'; did you mean 'strict'?"),
        ("personas", "rolebook must be a table of options, not 'personas'"),
        ("[personas]", "rolebook must be a table of options, not ['personas']"),
        ("{pdf: 'no'}", "pdf must be a4, letter, both or false, not 'no'"),
        ("{fonts: 1}", "fonts must be true or false, not 1"),
        ("{source_url: [a]}", "source_url must be text, not ['a']"),
        (
            "{keywords: 5}",
            "keywords must be one or more of uppercase, bold-lowercase, lowercase, agents, de, es, fr, ja, zh, not 5",
        ),
        ("{personas: {a: b}}", "personas must be a path or a list of paths, not {'a': 'b'}"),
        ("{enabled: 5}", "enabled must be true or false, not 5"),
    ],
)
def test_the_command_line_says_of_an_option_what_a_build_says(
    folder: Path, options: str, sentence: str
) -> None:
    configure(f"site_name: X\nplugins: [{{rolebook: {options}}}]\n")
    assert run("check").output == run("build").output == f"error: mkdocs.yml: {sentence}\n"


def test_mkdocs_knows_the_same_options() -> None:
    assert [name for name, _ in RolebookConfig._schema] == list(OPTIONS)


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("value", [None, True, 3, 1.5, "word", "lock", ["a"], {"a": "b"}], ids=repr)
def test_an_option_takes_what_mkdocs_takes(folder: Path, name: str, value: Any) -> None:
    """What is within a table is read later, by the same functions."""
    if name in ("search", "domains", "checks") and isinstance(value, dict):
        return
    theirs = RolebookConfig()
    theirs.load_dict({name: value})
    failed, _ = theirs.validate()
    configure(
        f"site_name: X\nplugins: [{{rolebook: {{{name}: {value!r}}}}}]\n".replace("None", "null")
    )
    if failed:
        with pytest.raises(OperatorError, match=name):
            read_settings()
    else:
        read_settings()


def test_a_plugin_that_is_there_and_turned_on_may_say_so(folder: Path) -> None:
    configure("site_name: X\nplugins: [{rolebook: {enabled: true}}]\n")
    assert run("check", "--ignore", "ID006,ST001").exit_code == run("build").exit_code == 0


# --- what MkDocs reads
# ----------------------------------------------------------------------------------------------

BASE = """\
site_name: Base
site_url: https://base.example/
theme: {name: material, font: false, features: [a, b]}
plugins: {search: {lang: en}, rolebook: {personas: rules, keywords: bold-lowercase}}
extra: {deep: {er: {a: 1, b: 2}}}
"""
HEIRS = {
    "nothing of its own": "",
    "a name of its own": "site_name: Heir",
    "a plugin in a table": "plugins: {rolebook: {personas: roles}}",
    "plugins in a list": "plugins: [search, {rolebook: {pdf: false}}]",
    "a list for a table": "extra: [a]",
    "a table below tables": "extra: {deep: {er: {b: 3, c: 4}}}",
    "nothing for a table": "plugins:",
    "a list for a list": "theme: {features: [c]}",
    "another kind": "theme: readthedocs",
    "anchors": "x: &x {rolebook: {strict: true}}\nplugins: {<<: *x, search: {}}",
    "variables": "site_name: !ENV [UNSET, ALSO_UNSET, Default]\nextra: {a: !ENV [UNSET, 5], b: !ENV SET, c: !ENV NUMBER}",
}


@pytest.mark.parametrize("name", HEIRS)
def test_a_file_that_inherits_is_read_as_mkdocs_reads_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SET", "set")
    monkeypatch.setenv("NUMBER", "17")
    Path("teams").mkdir()
    configure(BASE, "base.yml")
    configure("INHERIT: ../base.yml\nsite_description: between\n", "teams/between.yml")
    configure(f"INHERIT: between.yml\n{HEIRS[name]}\n", "teams/mkdocs.yml")
    with Path("teams/mkdocs.yml").open("rb") as file:
        assert read_configuration(Path("teams/mkdocs.yml")) == yaml_load(file)


def test_tags_that_only_extensions_understand_are_passed_over(folder: Path) -> None:
    configure(
        "site_name: !ENV [NAME, X]\nplugins: [{rolebook: {personas: !ENV [WHERE, personas]}}]\n"
        "markdown_extensions:\n- pymdownx.emoji:\n    emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "- pymdownx.snippets: {base_path: !relative $config_dir}\n"
    )
    assert read_settings().site_name == load_config("mkdocs.yml").site_name == "X"
    assert run("check", "--ignore", "ID006,ST001").exit_code == run("build").exit_code == 0


def test_a_variable_says_where_the_personas_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure("site_name: X\nplugins: [{rolebook: {personas: !ENV [WHERE, personas]}}]\n")
    monkeypatch.setenv("WHERE", "nowhere")
    assert run("check").output == "error: no such file or folder: nowhere\n"
    assert run("build").exit_code == 2


def test_aliases_that_people_write_are_followed(folder: Path) -> None:
    shared = "x: &rolebook {personas: roles, pdf: false}\nsite_name: X\n"
    configure(f"{shared}plugins: [{{rolebook: {{<<: *rolebook, strict: true}}}}]\n")
    assert (read_settings().personas, read_settings().papers) == (("roles",), ())


def test_a_file_in_another_encoding_is_read_as_mkdocs_reads_it(folder: Path) -> None:
    Path("mkdocs.yml").write_bytes("site_name: Küche\nplugins: [rolebook]\n".encode("utf-16"))
    assert read_settings().site_name == load_config("mkdocs.yml").site_name == "Küche"


def test_an_empty_file_says_nothing(folder: Path) -> None:
    configure("")
    assert read_settings().personas == ("personas",)


@pytest.mark.parametrize(
    ("host", "line"),
    [
        ("https://github.com", "/blob/HEAD/docs/personas/{path}#L{line}"),
        ("https://gitlab.com", "/-/blob/HEAD/docs/personas/{path}#L{line}"),
        ("https://git.example", ""),
    ],
)
def test_a_line_of_a_source_has_an_address_where_the_host_is_known(
    tmp_path: Path, host: str, line: str
) -> None:
    """The repository may begin above the folder of the personas."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs/personas").mkdir(parents=True)
    address = source_url(f"{host}/acme/handbook/", tmp_path / "docs/personas")

    assert address == (f"{host}/acme/handbook{line}" if line else "")


def test_a_file_that_is_no_yaml_is_told_with_the_place_and_the_reason(folder: Path) -> None:
    configure("site_name: X\nplugins: [rolebook\n")
    said = run("check").output.splitlines()
    assert said == [
        "error: mkdocs.yml:3:1 cannot be read: expected ',' or ']', but got '<stream end>'"
    ]


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "docs", "address"),
    [
        ("https://github.com/a/b", "edit/main/docs/", "docs", "/edit/main/{path}#L{line}"),
        ("https://github.com/a/b/", "edit/main/x/docs", "docs", "/edit/main/x/{path}#L{line}"),
        ("https://git.example/a/b", "-/edit/main/docs/", "docs", "/-/edit/main/{path}#L{line}"),
        ("https://git.example/a/b", "_edit/main/text/en/", "text/en", "/_edit/main/{path}"),
        ("https://git.example/a/b", "?at=main&of=text/docs/", "docs", "?at=main&of=text/{path}"),
    ],
)
def test_files_are_edited_where_the_owner_edits_pages(
    tmp_path: Path, repo_url: str, edit_uri: str, docs: str, address: str
) -> None:
    """Whose folder is left again; hosts that open a file at a line get it."""
    made = edit_url(repo_url, edit_uri, tmp_path / docs, tmp_path)

    assert made == f"{repo_url.rstrip('/')}{address}"


@pytest.mark.parametrize(("repo_url", "edit_uri"), [("", "edit/"), ("https://git.example", "")])
def test_without_its_settings_there_is_no_editor(
    tmp_path: Path, repo_url: str, edit_uri: str
) -> None:
    assert edit_url(repo_url, edit_uri, tmp_path / "docs", tmp_path) == ""
