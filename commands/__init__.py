"""The command line `care-platform`: one module per subject."""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="care-platform")
def command_line() -> None:
    """介護情報基盤, the long-term-care information platform: serve it, feed it, try it."""
