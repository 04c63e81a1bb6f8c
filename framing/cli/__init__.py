"""The command line: `framing COMMAND`. Nothing heavy is imported before a command runs."""

from __future__ import annotations

from typing import Annotated

import typer

from framing import __version__
from framing.cli.evaluate import evaluate as evaluate_command
from framing.cli.ingest import ingest as ingest_command
from framing.cli.label import label as label_command
from framing.cli.models import app as models_app
from framing.cli.outlets import outlets as outlets_command
from framing.cli.report import report as report_command
from framing.cli.rescore import export as export_command
from framing.cli.rescore import rescore as rescore_command
from framing.cli.score import score as score_command
from framing.cli.train import train as train_command

app = typer.Typer(
    name="framing",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(report_command)
app.command()(outlets_command)
app.command()(score_command)
app.command()(ingest_command)
app.command()(rescore_command)
app.command()(export_command)
app.command()(label_command)
app.command()(train_command)
app.command()(evaluate_command)
app.add_typer(models_app, name="models")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framing {__version__}")
        raise typer.Exit


@app.callback()
def framing(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Who reports, who is passed on, and who speaks: voice, sourcing and wording of news, sentence by sentence.

    Exit codes: 0 all well, 1 some articles are errors (the output says which), 2 nothing could be done. Results go to
    files and to standard output, messages to standard error.
    """


def main() -> None:
    """Run the command that the process was started with, and exit."""
    app(prog_name="framing")
