"""content.yaml -> the rules beside it, read and validated: rules.yaml, rules.es.yaml for Spanish.

Without such a file there are no rules, and wording is advised on and never refused.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from brochure.base.files.project import Assets
from brochure.base.finding import ContentPath, Finding
from brochure.base.plain_file import read_up_to
from brochure.base.suggest import did_you_mean, nearest_word
from brochure.content.checks.unread_files import list_entries
from brochure.content.messages.explain import explain_errors
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.content.yaml.source import MAX_BYTES, Source, read_source

# What a drug names, and of which kind each is.
_NAMED_BY_DRUGS = (
    *(("sheets", "sheet"), ("risks", "fact"), ("own_facts", "fact")),
    *(("status", "statement"), ("crossed_in", "part")),
)


@dataclass(frozen=True)
class LoadedRules:
    """The rules of a content file, None where it has none or they are wrong, and what is wrong."""

    rules: Rules | None = None
    source: Source | None = None
    findings: tuple[Finding, ...] = ()


def rules_name(content: str) -> str:
    """Return what the rules of a content file are called: ``rules.es.yaml``, or rules.yaml."""
    return (
        f"rules{content.removeprefix('content')}" if content.startswith("content") else "rules.yaml"
    )


def load_rules(content: Path, assets: Assets) -> LoadedRules:
    """Read the rules beside a content file, if there are any, and note the look."""
    path = content.parent / rules_name(content.name)
    if not path.exists():
        assets.note(path.name, "")
        return LoadedRules(findings=tuple(_find_misnamed(path)))
    source, findings = read_source(path)
    if source is None:
        return LoadedRules(None, None, findings)
    assets.note(path.name, hashlib.sha256(read_up_to(path, MAX_BYTES)).hexdigest())
    try:
        rules = Rules.model_validate(source.data, strict=True)
    except ValidationError as error:
        return LoadedRules(None, source, (*findings, *explain_errors(error, source, Rules)))
    return LoadedRules(rules, source, findings)


def _find_misnamed(path: Path) -> Iterator[Finding]:
    """Warn of a file that is named almost like the rules, which are not there."""
    files = [file for file in list_entries(path.parent) if file.is_file() and _may_be_rules(file)]
    stems = {file.stem: file.name for file in files}
    near = stems.get(nearest_word(path.stem, stems))
    if near:
        what = f"{near} is not read: there is no {path.name}; did you mean that?"
        remedy = f"Rename {near} to {path.name}. Until then nothing in your words is refused."
        yield Finding("project.passed_over", what, remedy, severity="warning")


def _may_be_rules(file: Path) -> bool:
    """Say whether a file is YAML that is no content, and not the rules of another content file."""
    other = file.with_name(file.name.replace("rules", "content", 1))
    named = file.suffix.lower() in (".yaml", ".yml")
    return named and not file.name.startswith("content") and (other == file or not other.exists())


def check_rules(loaded: LoadedRules, content: Content) -> Iterator[Finding]:
    """Find ids in rules that are used twice, and names that lead to nothing in content."""
    rules, source = loaded.rules, loaded.source
    if rules is None or source is None:
        return
    yield from _repeated(rules, source)
    for path, kind, id in _names(rules):
        known = _known(content)[kind]
        if id not in known:
            what = f'there is no {kind} "{id}"{did_you_mean(id, known)}'
            remedy = "Name one that content.yaml has, or delete it here."
            yield source.finding("rules.unknown-name", path, what, remedy)


def _repeated(rules: Rules, source: Source) -> Iterator[Finding]:
    """Find ids that two rules of one kind have."""
    for key in ("drugs", "boxed", "words", "required"):
        seen = set[str]()
        for n, rule in enumerate(getattr(rules, key)):
            if rule.id in seen:
                what = f'the id "{rule.id}" is used twice in {key}'
                remedy = "Give each one an id of its own."
                yield source.finding("content.duplicate-id", (key, n, "id"), what, remedy)
            seen.add(rule.id)


def _known(content: Content) -> Mapping[str, tuple[str, ...]]:
    facts, statements = (tuple(x.id for x in part) for part in (content.facts, content.statements))
    fields = tuple(field.id for sheet in content.sheets for field in sheet.fields)
    sections = (*(section.id for section in content.sections), *fields)
    sheets = tuple(sheet.id for sheet in content.sheets)
    return {
        "fact": facts,
        "statement": statements,
        "sheet": sheets,
        "section": sections,
        "document": (*content.editions, *sheets),
        "part": (*sections, *statements, *facts),
    }


def _names(rules: Rules) -> Iterator[tuple[ContentPath, str, str]]:
    """Give each name of something in content: where it stands, of what kind it is, and the name."""
    for n, drug in enumerate(rules.drugs):
        at: ContentPath = ("drugs", n)
        for key, kind in _NAMED_BY_DRUGS:
            yield from _listed((*at, key), kind, getattr(drug, key))
    for n, boxed in enumerate(rules.boxed):
        yield from _listed(("boxed", n, "documents"), "document", boxed.documents)
    for n, words in enumerate(rules.words):
        yield from _listed(("words", n, "allowed_in"), "part", words.allowed_in)
    for n, required in enumerate(rules.required):
        yield from _listed(("required", n, "documents"), "document", required.documents)
        for key in ("fact", "statement"):
            if id := getattr(required, key):
                yield ("required", n, key), key, id
    for n, urgent in enumerate(rules.urgent_help):
        if urgent.fact:
            yield ("urgent_help", n, "fact"), "fact", urgent.fact
    for n, message in enumerate(rules.main_message):
        yield from _listed(("main_message", n, "documents"), "document", message.documents)
    for n, asked in enumerate(rules.teach_back):
        yield ("teach_back", n, "section"), "section", asked.section


def _listed(
    path: ContentPath, kind: str, ids: tuple[str, ...]
) -> Iterator[tuple[ContentPath, str, str]]:
    for n, id in enumerate(ids):
        yield (*path, n), kind, id
