"""content.yaml -> Content: read, validated, and every problem reported with its line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from brochure.base.files.project import Assets
from brochure.base.finding import Finding, has_errors
from brochure.base.plain_file import read_up_to, real_path
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.vetting import Vetting
from brochure.content.checks.drawn_numbers import check_drawn_numbers
from brochure.content.checks.email_privacy import check_email
from brochure.content.checks.file_hints import hint_at_files
from brochure.content.checks.files import check_figures
from brochure.content.checks.folded_names import fold_names
from brochure.content.checks.headings import check_headings
from brochure.content.checks.left_to_the_clinic import check_left_to_the_clinic
from brochure.content.checks.phone_numbers import check_phone_numbers
from brochure.content.checks.placements import check_placements
from brochure.content.checks.press import check_condition, check_inks, check_proposed_inks
from brochure.content.checks.references import LEFT_OUT, check_references
from brochure.content.checks.sample import check_sample
from brochure.content.checks.status import check_status
from brochure.content.checks.typed_copies import check_typed_copies
from brochure.content.checks.unread_files import check_unread_files
from brochure.content.messages.explain import explain_errors
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.content.partial import PartialContent, read_partially
from brochure.content.rules_file import check_rules, load_rules
from brochure.content.text.font_coverage import display_alphabet, text_alphabet
from brochure.content.yaml.source import (
    Source,
    blame_spaces,
    mend_spaces,
    parse_as_written,
    read_source,
)

# What is wrong with values that are no words to read: a month, an address, a colour.
_NO_WORDING = ("content.form", "content.value")


@dataclass(frozen=True)
class LoadedContent:
    """What was read. `content` is None when there are errors; `source` finds lines.

    `selectable` is content of which every name leads somewhere, though a document may leave out
    what it owes: what each says can be told, and nothing may be built of it. `rules` are those
    beside it, None where there are none. `reads` names the files that were read with it, as
    `Assets` does.
    """

    content: Content | None
    source: Source | None
    findings: tuple[Finding, ...]
    selectable: Content | None = None
    rules: Rules | None = None
    reads: Mapping[str, str] = field(default_factory=dict[str, str])


def load_content(path: Path, vetting: Vetting | None = None) -> LoadedContent:
    """Read one content file and return its content, or all that is wrong with it, by line.

    What it names is looked at by `vetting`, where one stays for longer than this call.
    """
    if vetting is None:
        with Vetting(Store(real_path(path).parent / "output" / STORE)) as own:
            return load_content(path, own)
    vetting.begin()
    source, findings = read_source(path)
    if source is None:
        return LoadedContent(None, None, findings)
    content, more = validate_content(source, text_alphabet())
    if has_errors(more):
        source, content, more = _with_mended_spaces(source, content, more)
    assets = Assets(real_path(path).parent)
    more = (*more, *check_figures(source, assets, vetting))
    more = (*more, *check_condition(source, assets, vetting))
    more = (*more, *check_unread_files(assets), *check_status(source))
    ruled = load_rules(path, assets)
    more = (*more, *ruled.findings)
    if content is not None:
        more = (*more, *check_headings(content, source, display_alphabet()))
        more = (*more, *check_inks(content, source), *check_email(content, source))
        more = (*more, *check_proposed_inks(content, source, assets))
        more = (*more, *check_sample(content, source), *check_typed_copies(content, source))
        more = (*more, *check_left_to_the_clinic(content, source))
        more = (*more, *check_placements(content, source))
        more = (*more, *check_drawn_numbers(content, source))
        more = (*more, *check_phone_numbers(content, source), *check_rules(ruled, content))
    more = tuple(hint_at_files(more, source, assets))
    findings = _leave_out_notes(findings, more)
    findings = fold_names(sort_by_line((*findings, *_leave_out_echoes(more, findings))))
    wrong = has_errors(f for f in findings if not f.id.endswith(LEFT_OUT))
    broken = has_errors(findings)
    selectable = None if wrong else content
    good = None if broken else content
    return LoadedContent(good, source, findings, selectable, ruled.rules, assets.reads)


def _with_mended_spaces(
    source: Source, content: Content | None, findings: tuple[Finding, ...]
) -> tuple[Source, Content | None, tuple[Finding, ...]]:
    """Return the same as it would be with ordinary spaces, which are told, if that mends it."""
    mended, odd = mend_spaces(source.text, source.file)
    other = parse_as_written(mended, source.file)[0] if odd else None
    if other is None:
        return source, content, blame_spaces(findings, odd)
    better, left = validate_content(other, text_alphabet())
    if len(left) < len(findings):
        return other, better, (*odd, *left)
    return source, content, blame_spaces(findings, odd)


def is_content_file(file: Path) -> bool:
    """Say whether a file is content: named so, or without a suffix, no folder and no PDF inside."""
    if file.suffix:
        return file.suffix.lower() in (".yaml", ".yml")
    try:
        return not file.is_dir() and not read_up_to(file, 4).startswith(b"%PDF-")
    except (OSError, ValueError):  # told when it is read
        return True


def validate_content(
    source: Source, alphabet: Collection[str] | None = None
) -> tuple[Content | None, tuple[Finding, ...]]:
    """Return the content of `source`, and what its model and its names have against it.

    `alphabet` holds the characters that the fonts have; with None, fonts are not asked.

    Values are taken as they are written: `yes` is text, and "2" is no number. There is no content
    where the values do not fit the model; names are followed in what could be read.
    """
    try:
        content = Content.model_validate(source.data, strict=True, context=alphabet)
    except ValidationError as error:
        findings = explain_errors(error, source, Content)
        more = check_references(read_partially(source), source)
        return None, sort_by_line((*findings, *_leave_out_echoes(more, findings)))
    return content, sort_by_line(check_references(PartialContent(content), source))


def _leave_out_echoes(findings: Iterable[Finding], known: Iterable[Finding]) -> Iterable[Finding]:
    """Leave out what stands where something is reported already: a key that is no text."""
    places = {(f.place.line, f.place.column) for f in known}
    return (f for f in findings if (f.place.line, f.place.column) not in places)


def _leave_out_notes(findings: tuple[Finding, ...], more: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out that a comment cuts words behind a value that is wrong, and so is no wording."""
    values = {found.place.path for found in more if found.id in _NO_WORDING}
    return tuple(f for f in findings if f.id != "yaml.comment" or f.place.path not in values)


def sort_by_line(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which they stand in the file."""
    return tuple(sorted(findings, key=lambda f: (f.place.line, f.place.column)))
