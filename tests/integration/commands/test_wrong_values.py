"""Every command with a wrong value in every place: a few words and an exit code, never a traceback."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from care_platform.platform import Platform
from care_platform.settings import Settings
from care_platform.store.engine import make_engine
from commands.all import command_line
from commands.context import Wiring
from tests.builders.clock import MovableClock

# What runs until it is stopped; a wrong value of theirs is tried below, by itself.
STAYS = {("serve",), ("worker",), ("demo",), ("simulate", "municipality"), ("simulate", "identity-provider")}
# Words, not numbers: a text option takes them, and what reads the text has to refuse them or live with them.
WRONG = {"text": "違う／'; --", "integer": "999999999999", "date": "2026-08-01", "float": "0.5"}
PLAUSIBLE = {"insurer": "272104", "size": "5"}
# A simulated country takes minutes; a few of its towns will do.
QUICK = {"every": "400", "seeds": "1"}


@dataclass(frozen=True)
class Leaf:
    """One command with the words that lead to it."""

    words: tuple[str, ...]
    command: click.Command


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[Leaf]:
    if not isinstance(command, click.Group):
        yield Leaf(words, command)
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from leaves(found, (*words, name))


LEAVES = [leaf for leaf in leaves(command_line) if leaf.words not in STAYS]


def reads_file(leaf: Leaf) -> bool:
    return any(
        isinstance(one.type, click.Path | click.File) and not writes(one.type) for one in leaf.command.params
    )


def value_of(parameter: click.Parameter, folder: Path) -> str:
    """A value that gets past the command line's own check where that is possible, and is wrong behind it."""
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return str(next(iter(kind.choices)))
    if isinstance(kind, click.DateTime):
        return next(
            shown for shown in ("2026-08", "2026-08-01", "09:00", "2026-08-01T09:00") if fits(kind, shown)
        )
    if isinstance(kind, click.IntRange):
        return str(kind.max if kind.max is not None else max(kind.min or 0, 1))
    if isinstance(kind, click.Path | click.File):
        return str(folder / ("new" if writes(kind) else "broken.json"))
    return WRONG.get(kind.name, WRONG["text"])


def fits(kind: click.DateTime, shown: str) -> bool:
    try:
        kind.convert(shown, None, None)
    except click.BadParameter:
        return False
    return True


def writes(kind: click.Path | click.File) -> bool:
    return "w" in kind.mode if isinstance(kind, click.File) else not kind.exists and not kind.file_okay


def words_of(leaf: Leaf, folder: Path, *, plausible: bool) -> list[str]:
    """The command with every option; when plausible, only what is required, for an insurer there is and a small city."""
    options, arguments = [], []
    for parameter in leaf.command.params:
        known = (QUICK | PLAUSIBLE if plausible else QUICK).get(str(parameter.name))
        value = known or value_of(parameter, folder)
        if not isinstance(parameter, click.Option):
            arguments.append(value)
        elif not parameter.is_flag and (parameter.required or known or not plausible):
            options += [parameter.opts[0], value]
    return [*leaf.words, *options, "--", *arguments]


@pytest.fixture
def wiring(platform: Platform, engine: Engine) -> Wiring:
    """The command line on the test's database."""
    url = engine.url.render_as_string(hide_password=False)
    return Wiring(lambda _settings: platform, lambda _settings: url)


def told(wiring: Wiring, words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CARE_DATA_DIR", str(folder))
    return CliRunner().invoke(command_line, words, obj=wiring)


def in_words(result: Result) -> bool:
    return result.exception is None or isinstance(result.exception, SystemExit)


CONTENTS = {
    "broken JSON": b'{"keys": [{',
    "a list": b"[1, 2]",
    "half a key": b'{"keys": [{"kty": "EC"}]}',
    "no text": b"\xff\xfe",
}


CASES = [
    pytest.param(leaf, content, id=f"{' '.join(leaf.words)}, {name}")
    for leaf in LEAVES
    for name, content in CONTENTS.items()
    if reads_file(leaf) or name == "a list"
]


@pytest.mark.parametrize(("leaf", "content"), CASES)
@pytest.mark.parametrize("plausible", [False, True], ids=["everything wrong", "plausible"])
def test_no_wrong_value_ends_in_a_traceback(
    leaf: Leaf,
    content: bytes,
    wiring: Wiring,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    plausible: bool,
) -> None:
    (tmp_path / "broken.json").write_bytes(content)
    result = told(wiring, words_of(leaf, tmp_path, plausible=plausible), tmp_path, monkeypatch)
    assert in_words(result), result.exc_info


def test_a_refusal_says_what_to_do_in_both_languages(
    wiring: Wiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["offices", "add", "--number", "123", "--name", "見本"]
    result = told(wiring, words, tmp_path, monkeypatch)
    assert result.exit_code == 1
    assert "事業所番号とサービス種類を確かめてください" in result.stderr
    assert (
        "Check the office number and the service types: office_number [access.office_invalid]"
        in result.stderr
    )


def test_a_database_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_settings: Settings) -> Platform:
        engine = make_engine("postgresql://nobody@127.0.0.1:1/none")
        return Platform(Settings(data_dir=tmp_path), engine, MovableClock(), {}, lambda *_: None)

    result = told(Wiring(unreachable, lambda _: ""), ["certificates", "list"], tmp_path, monkeypatch)
    assert result.exit_code == 1
    assert "DATABASE_URL" in result.stderr


@pytest.mark.parametrize(
    "words", [["simulate", "identity-provider", "--port", "0"], ["simulate", "municipality"]]
)
def test_a_file_that_cannot_be_read_is_named(
    words: list[str], wiring: Wiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"\xff\xfe")
    option = {"identity-provider": "--people", "municipality": "--folder"}[words[1]]
    result = told(wiring, [*words, option, str(tmp_path / "file")], tmp_path, monkeypatch)
    assert in_words(result)
    assert result.exit_code in {1, 2}
