"""The command line `care-platform` with all its commands, each imported when it is used."""

import importlib
from typing import Any

import click

_COMMANDS = {
    "serve": "commands.serve",
    "worker": "commands.serve",
    "database": "commands.database",
    "demo": "commands.demo",
    "synthesize": "commands.synthesize",
    "validate": "commands.validate",
    "upload": "commands.upload",
    "transfers": "commands.transfers",
    "inspect": "commands.inspect_file",
    "certificates": "commands.certificates",
    "offices": "commands.offices",
    "accounts": "commands.accounts",
    "sharing": "commands.sharing",
    "programme": "commands.programme",
    "reconcile": "commands.reconcile",
    "schedule": "commands.schedule",
    "notices": "commands.notices",
    "access": "commands.access",
    "audit": "commands.audit",
    "simulate": "commands.simulate",
}

_ATTRIBUTES = {"inspect": "inspect_file"}
"""Commands whose name Python keeps for something else."""


class _Commands(click.Group):
    """Knows the names; a command's module is imported when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        """All names, in the order a newcomer meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command from its module; its attribute has the command's name."""
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        found: click.Command = getattr(importlib.import_module(module), _ATTRIBUTES.get(cmd_name, cmd_name))
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; what its user can mend is said in words, whichever command it is."""
        from commands.context import errors_in_words  # noqa: PLC0415 - slow to import

        with errors_in_words():
            return super().invoke(ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="care-platform")
def command_line() -> None:
    """介護情報基盤, the long-term-care information platform: serve it, feed it, try it.

    Settings come from the environment; see docs/settings.md. Every command explains itself with --help.
    """
