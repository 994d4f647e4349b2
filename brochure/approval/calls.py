"""A command about the documents of one content file, as it is typed from the current folder."""

from pathlib import Path

from brochure.base.calls import name_program, quote_path, write_call
from brochure.build.claim import output_of
from brochure.build.report import relative_name

_OF_CONTENT = ("build", "check")  # commands that take the content file without an option


def call_about(content: Path, output: Path, command: str, *more: str) -> str:
    """Return a command to type: ``./dev status guide --content my-clinic/content.yaml``.

    Content and output folder are left out where they are what the command takes by itself.
    """
    named = relative_name(content, Path.cwd())
    usual = command == "check" or output == output_of(content, None)
    rest = () if usual else ("-o", quote_path(output))
    if command in _OF_CONTENT:
        return write_call(command, named, *more, *rest)
    file = () if named == "content.yaml" else ("--content", quote_path(Path(named)))
    return " ".join((name_program(), command, *more, *file, *rest))
