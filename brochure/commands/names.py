"""Names on the command line that lead nowhere -> what was meant, before anything is built."""

from pathlib import Path

from brochure.base.calls import name_program
from brochure.base.editions import list_editions
from brochure.base.errors import BrochureError
from brochure.base.looks import LOOKS
from brochure.base.plain_value import Plain
from brochure.base.suggest import nearest_word
from brochure.build.build import Request, check_names
from brochure.channels.channels import CHANNELS
from brochure.content.load import LoadedContent
from brochure.content.yaml.source import read_source


def check_content_name(content: Path, command: str) -> None:
    """Raise BrochureError (exit 2) where a document is named in the place of the content file."""
    if content.suffix or content.exists():
        return
    flags = (
        ("--only", _editions_beside(content)),
        ("--channel", CHANNELS),
        ("--look", LOOKS),
    )
    for flag, known in flags:
        near = nearest_word(content.name, known)
        if near:
            meant = f"{command} {flag} {near}"
            raise BrochureError(
                f"there is no file {content}; did you mean {flag} {near}?",
                hint=f"Write: {name_program()} {meant}",
            )


def check_request(loaded: LoadedContent, request: Request) -> None:
    """Raise BrochureError (exit 2) for a name that is not known, whatever is wrong with content."""
    editions = _names_in(loaded.source.data) if loaded.source else ()
    file = next((name for name in request.only if name.endswith((".yaml", ".yml"))), "")
    if file:
        hint = f"Write it before --only: {name_program()} build {file} --only …"
        raise BrochureError(f"{file} is a file, and --only takes documents", hint=hint)
    check_names(request, editions or None)


def _editions_beside(content: Path) -> tuple[str, ...]:
    source, _ = read_source(content.with_name("content.yaml"))
    named = _names_in(source.data) if source else ()
    return named or tuple(edition.name for edition in list_editions(()))


def _names_in(data: Plain) -> tuple[str, ...]:
    """Return the editions that content names, however the rest of it reads."""
    held = data.get("editions") if isinstance(data, dict) else None
    return tuple(str(name) for name in held) if isinstance(held, dict) else ()
