"""A reader can follow every link and type every command the documents show."""

import re
import shlex
from pathlib import Path

import click
import pytest

from commands.all import command_line
from tests.unit.docs.pages import ROOT, headings, links, pages, shell_commands


def broken(page: Path, link: str) -> bool:
    path, _, fragment = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return True
    return bool(fragment) and target.suffix == ".md" and fragment not in headings(target.read_text())


def relative(link: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]*:|//", link) is None


def all_commands(program: str) -> list[tuple[str, list[str]]]:
    found = []
    for page in pages():
        for line in shell_commands(page.read_text()):
            words = shlex.split(line, comments=True)
            if words and Path(words[0]).name == program:
                found.append((f"{page.relative_to(ROOT)}: {line}", words[1:]))
    return found


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def missing_in_click(command: click.Command, words: list[str]) -> str | None:
    """The first subcommand or option in the words that the command line does not know."""
    for word in words:
        if word in {"|", "&&", ";", "&", ">", "<"}:
            return None
        if word.startswith("-"):
            known = {option for parameter in command.params for option in parameter.opts}
            if word.split("=")[0] not in known | {"--help"}:
                return word
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word)
            if found is None:
                return word
            command = found
    return None


def test_every_relative_link_leads_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages()
        for link in links(page.read_text())
        if relative(link) and broken(page, link)
    ]

    assert lost == []


def test_every_make_target_the_documents_name_exists() -> None:
    targets = make_targets()
    lost = [
        line
        for line, words in all_commands("make")
        if not {word for word in words if "=" not in word and not word.startswith("-")} <= targets
    ]

    assert {"demo", "test"} <= targets
    assert lost == []


def test_every_command_the_documents_name_exists() -> None:
    lost = [line for line, words in all_commands("care-platform") if missing_in_click(command_line, words)]

    assert lost == []


def test_links_in_code_are_no_links() -> None:
    text = '[a](one.md) `[b](two.md)`\n```text\n[c](three.md)\n```\n![d](four.svg "title")\n'

    assert links(text) == ["one.md", "four.svg"]


def test_only_blocks_marked_sh_are_commands() -> None:
    text = "```sh\n$ make demo\ncare-platform validate \\\n  file.csv\n```\n```text\nmake tea\n```\n"

    assert shell_commands(text) == ["make demo", "care-platform validate    file.csv"]


@pytest.mark.parametrize("link", ["nowhere.md", "README.md#no-such-heading", "../outside.md"])
def test_a_link_to_nowhere_is_noticed(link: str) -> None:
    assert broken(ROOT / "README.md", link)
