"""What `check` tells of content beside its findings: for people, and for machines."""

import argparse
from collections.abc import Iterator, Sequence

from brochure.base.finding import pluralize
from brochure.base.printable import put_on_one_line
from brochure.build.duties import duties_json, duties_text
from brochure.build.questions import open_text, question_sheet, questions_json
from brochure.commands.sources_screen import claims_of, sources_text, sources_values
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.duties import tabulate_duties
from brochure.selection.questions import OpenQuestion

_KINDS = ("section", "sheet", "edition")


def content_texts(
    loaded: LoadedContent,
    questions: Sequence[OpenQuestion],
    options: argparse.Namespace,
) -> Iterator[str]:
    """Give what is printed: what `--facts`, `--sources`, `--questions` ask for, else a summary."""
    content, source = loaded.selectable, loaded.source
    if content is None or source is None:
        return
    if options.facts:
        yield duties_text(tabulate_duties(content), content, source)
    if options.sources:
        yield sources_text(claims_of(loaded), content, source)
    if options.questions:
        yield question_sheet(questions, content, source)
    if asks_for_more(options) or options.quiet:
        return
    if questions:
        yield f"{open_text(questions, source)}\n"


def good_text(content: Content, options: argparse.Namespace) -> str:
    """Return the last line of a check that found nothing wrong."""
    numbers = (pluralize(len(getattr(content, f"{kind}s")), kind) for kind in _KINDS)
    return put_on_one_line(f"{options.content} is good: {', '.join(numbers)}.")


def asks_for_more(options: argparse.Namespace) -> bool:
    """Say whether a table or a sheet is asked for, instead of what is wrong with words."""
    return bool(options.facts or options.sources or options.questions)


def content_values(
    loaded: LoadedContent, questions: Sequence[OpenQuestion], options: argparse.Namespace
) -> dict[str, object]:
    """Return what JSON tells: the open `questions`, and the tables of `facts` and `sources`."""
    content, source = loaded.selectable, loaded.source
    if content is None or source is None:
        return {}
    values: dict[str, object] = {"questions": questions_json(questions, source)}
    if options.facts:
        values["facts"] = duties_json(tabulate_duties(content), source)
    if options.sources:
        values["sources"] = sources_values(claims_of(loaded), content, source)
    return values
