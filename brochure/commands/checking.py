"""``brochure check``: content, PDFs as a printer would, or files as their readers hear them."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brochure.base.calls import name_program
from brochure.base.errors import BrochureError
from brochure.base.finding import (
    MOST_FINDINGS,
    Finding,
    cap_findings,
    count_findings,
    has_errors,
    is_failure,
    rank_findings,
)
from brochure.base.output import Output
from brochure.base.page_count import file_of_count, read_page_count
from brochure.base.plain_file import real_path
from brochure.base.printable import put_on_one_line
from brochure.commands.exit_codes import GOOD, exit_code
from brochure.commands.progress import Progress
from brochure.content.load import LoadedContent, is_content_file

if TYPE_CHECKING:
    from brochure.preflight.checked_file import CheckedFile
    from brochure.preflight.order import Order


def run_check(options: argparse.Namespace, progress: Progress) -> Iterator[Output]:
    """Check what is named: what it is, the first file's name tells. The last code counts.

    `progress` says of which file an answer is waited for.
    Raises BrochureError for a wrong call (exit 2).
    """
    from brochure.selection.duties import load_checked_content

    if options.access:
        yield from _judge_access(options, progress)
        return
    if not is_content_file(options.files[0]):
        if options.facts or options.sources or options.questions or options.words:
            hint = f"Name the content file: {name_program()} check content.yaml --questions"
            what = "--facts, --sources, --questions and --words tell of content"
            raise BrochureError(what, hint=hint)
        yield from _preflight(options, progress)
        return
    if len(options.files) > 1:
        raise BrochureError("check one content file at a time, and PDFs apart from it")
    options.content = options.files[0]
    loaded = load_checked_content(options.content, today=date.today())
    yield from _check_content(_with_contrast(loaded, options.content), options)


def findings_outputs(
    findings: Sequence[Finding],
    options: argparse.Namespace,
    good: bool = False,
    more: Mapping[str, object] | None = None,
    closing: str = "",
    details: int = MOST_FINDINGS,
) -> Iterator[Output]:
    """Give findings alone, as text or as JSON with `more` keys: errors first.

    Where there are errors, a last line sums up what is found, behind the words of `closing`.
    """
    from brochure.build.report import build_json, finding_text

    if options.json:
        yield Output(build_json((), findings, good, more))
        return
    for finding in rank_findings(cap_findings(findings)):
        text = finding_text(finding, details=details)
        yield Output(text, failure=is_failure(finding))
    told = closing and not options.quiet and not any(map(is_failure, findings))
    if told and has_errors(findings):
        yield Output(f"\n{closing}: {count_findings(findings)}.")


def _with_contrast(loaded: LoadedContent, file: Path) -> LoadedContent:
    """Add what the colours of content tell of documents: a build measures it on their pages."""
    from brochure.base.files.project import Assets
    from brochure.content.checks.contrast import check_contrast
    from brochure.content.load import sort_by_line

    if loaded.source is None:
        return loaded
    assets = Assets(real_path(file).parent)
    more = check_contrast(loaded.source, assets)
    return replace(loaded, findings=sort_by_line((*loaded.findings, *more)))


def _check_content(loaded: LoadedContent, options: argparse.Namespace) -> Iterator[Output]:
    """Tell what is wrong with content, and which questions are open."""
    from brochure.commands.content_report import (
        asks_for_more,
        content_texts,
        content_values,
        good_text,
    )
    from brochure.commands.wording_screen import advice_texts, change_texts, wording_values
    from brochure.selection.questions import list_questions
    from brochure.wording.report import judge_loaded

    questions = list_questions(loaded.selectable) if loaded.selectable else ()
    report = judge_loaded(loaded)
    code = exit_code((*loaded.findings, *report.findings), options, questions)
    good = code == GOOD
    more = content_values(loaded, questions, options) if options.json else {}
    if options.json and loaded.selectable:
        more["wording"] = wording_values(report)
    closing = put_on_one_line(f"{options.content} is not good")
    yield from findings_outputs(loaded.findings, options, good, more, closing)
    content = loaded.selectable
    if content and not options.json:
        plain = options.words or not asks_for_more(options)
        aloud = plain and not options.quiet
        yield from map(Output, change_texts(report, in_full=options.words) if plain else ())
        yield from map(Output, content_texts(loaded, questions, options))
        yield from map(Output, advice_texts(report, in_full=options.words) if aloud else ())
        yield Output(good_text(content, options) if aloud and good else "")
    yield Output("", code)


def _preflight(options: argparse.Namespace, progress: Progress) -> Iterator[Output]:
    from brochure.commands.check_pictures import tell_pictures, write_pictures
    from brochure.preflight.checked_file import CheckedFile
    from brochure.preflight.order import parse_order
    from brochure.preflight.verdict_text import (
        files_json,
        format_table,
        paragraph_text,
        summarize_file,
        texts_of,
    )

    options.kind = "files"  # of which JSON tells, also where the order cannot be read
    order = parse_order(options.trim, options.folds, options.bleed)
    checked: list[CheckedFile] = []
    drawn: dict[str, list[str]] = {}
    folder = _pictures_folder(options.pictures)
    for one in _check_files(options.files, order, folder is not None, progress):
        drawn[one.file] = list(write_pictures(one, folder)) if folder and one.pictures else []
        checked.append(replace(one, pictures=()))
        if options.json:
            continue
        if one.verdicts and not options.quiet:
            yield Output(format_table(one))
        failure = any(map(is_failure, one.findings))
        yield from (Output(text, failure=failure) for text in texts_of(one))
        if not options.quiet:
            yield from (Output(f"{told}\n") for told in (paragraph_text(one),) if told)
        if drawn[one.file]:
            yield Output(f"{tell_pictures(drawn[one.file])}\n")
        if (one.verdicts or one.passed_over) and not options.quiet:
            yield Output(f"{summarize_file(one)}\n")
    code = exit_code([found for one in checked for found in one.findings], options)
    yield Output(files_json(checked, code == GOOD, drawn) if options.json else "", code)


def _check_files(
    files: Sequence[Path], order: "Order", pictures: bool, progress: Progress
) -> "Iterator[CheckedFile]":
    """Check files, and say on a terminal which of them is in work, and which page of it."""
    from brochure.preflight.check_files import check_files

    with TemporaryDirectory(prefix="brochure-", ignore_cleanup_errors=True) as name:
        counts = Path(name)

        def tell_page(number: int) -> str:
            return read_page_count(file_of_count(counts, number))

        read = check_files(files, order, pictures, counts if progress.is_shown else None)
        yield from progress.follow(read, [file.as_posix() for file in files], tell_page)


def _pictures_folder(named: str) -> Path | None:
    """Return the folder that pictures are asked for in."""
    if named.lower().endswith(".pdf"):
        hint = f"Name the files first: {name_program()} check FILE.pdf --pictures"
        raise BrochureError(f"--pictures takes a folder, not {named}", hint=hint)
    return Path(named) if named else None


def _judge_access(options: argparse.Namespace, progress: Progress) -> Iterator[Output]:
    """Let the independent judge speak of each file, and the checks of meaning."""
    from brochure.build.report import relative_name
    from brochure.commands.meaning_result import findings_of_meaning, looks_text
    from brochure.commands.profile_result import judged_json, judged_text

    if any(is_content_file(file) for file in options.files):
        hint = f"Name them: {name_program()} check --access FILE.pdf"
        raise BrochureError("--access judges PDFs", hint=hint)
    from brochure.commands.access_files import judge_files

    here = Path.cwd()
    named = [(f, relative_name(real_path(f), here)) for f in options.files]
    judged = tuple(progress.follow(judge_files(named), [name for _, name in named]))
    findings = [found for one in judged for p in one.profiles for found in p.findings()]
    meanings = [one.meaning for one in judged if one.meaning]
    findings += [found for meaning in meanings for found in findings_of_meaning(meaning)]
    code = exit_code(findings, options)
    results = tuple(result for one in judged for result in one.profiles)
    if options.json:
        yield Output(judged_json(results, meanings, findings, code == GOOD), code)
        return
    if not options.quiet:
        yield Output(judged_text(results, meanings))
    yield from findings_outputs(tuple(findings), options)
    if not options.quiet:
        yield from (Output(looks_text(meaning)) for meaning in meanings if meaning.looks)
    yield Output("", code)
