"""The command line `care-platform` with all its commands."""

import click

from commands.certificates import certificates
from commands.database import database
from commands.demo import demo
from commands.offices import offices
from commands.serve import serve, worker
from commands.sharing import sharing
from commands.simulate import simulate
from commands.synthesize import synthesize
from commands.upload import upload
from commands.validate import validate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="care-platform")
def command_line() -> None:
    """介護情報基盤, the long-term-care information platform: serve it, feed it, try it.

    Settings come from the environment; see docs/settings.md. Every command explains itself with --help.
    """


for command in (
    serve, worker, database, demo, synthesize, validate, upload, certificates, offices, sharing, simulate,
):  # fmt: skip
    command_line.add_command(command)
