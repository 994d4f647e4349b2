"""Drugs are kept apart, and each document tells the risks of those that it is about."""

from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.content.model.rules import BoxedTopics, Drug
from brochure.content.text.markdown import render_text
from brochure.wording.document_text import DocumentText, TextUnit
from brochure.wording.phrases import find_phrases, fold_text, has_phrase, name_missing
from brochure.wording.scopes import SHEETS
from brochure.wording.sentences import split_sentences


@check(
    "wording.boxed-warning",
    "error",
    statement="A boxed warning stands whole: every topic, in one box, called what it is.",
    rationale="Half a boxed warning misleads more than none: a reader takes the risks that are"
    " named for all of them.",
    source="21 CFR 201.57(c)(1); FDA draft guidance on presenting risk information (2009)",
    remedy="State the fact of the boxed warning in a section with `boxed: true`, under a heading"
    " that calls it a boxed warning.",
)
def boxed_warnings_stand_whole(on: DocumentText) -> Iterator[Finding]:
    boxes: dict[int, list[TextUnit]] = {}
    for unit in on.on_page:
        if unit.boxed:
            boxes.setdefault(unit.placed, []).append(unit)
    for rule in on.rules.boxed:
        if on.is_among(rule.documents):
            yield from _check_box(on, rule, list(boxes.values()))


def _check_box(
    on: DocumentText, rule: BoxedTopics, boxes: list[list[TextUnit]]
) -> Iterator[Finding]:
    """Find what is missing in the box under the heading of a rule."""
    headed = [box for box in boxes if _is_headed(box, rule)]
    if not headed:
        yield on.finding(f'no box under a heading such as "{rule.heading[0]}" stands here')
        return
    topics = tuple((topic.name, topic.any_of) for topic in rule.topics)
    box = min(headed, key=lambda box: len(name_missing(topics, _text(box))))
    for name in name_missing(topics, _text(box)):
        yield on.finding(f'the box "{box[0].text}" says nothing of {name}', box[0])


def _is_headed(box: list[TextUnit], rule: BoxedTopics) -> bool:
    return any(has_phrase(rule.heading, unit.text) for unit in box if unit.where == "heading")


def _text(units: list[TextUnit]) -> str:
    return " ".join(unit.text for unit in units)


@check(
    "wording.own-risks",
    "error",
    statement="The sheet of a drug tells all risks of that drug, where it tells of risks.",
    rationale="A sheet is what a patient signs; a risk that is not on it was not told, and one that"
    " stands among what to tick is not told as a risk.",
    source="FDA draft guidance on presenting risk information (2009)",
    remedy="State the whole fact in a section that the sheet places and that is marked with"
    " `claim: {kind: risk, …}`, for instance as `{kind: bullets, fact: …}`.",
    applies_to=SHEETS,
)
def sheets_tell_their_own_risks(on: DocumentText) -> Iterator[Finding]:
    facts = {fact.id: fact for fact in on.content.facts}
    for drug in (drug for drug in on.rules.drugs if on.sheet in drug.sheets):
        for id in (id for id in drug.risks if id in facts):
            said = fold_text(_text(_told_as_risks(on, id))).lower()
            entries = facts[id].entries or (facts[id].sentence,)
            texts = (render_text(entry) for entry in entries)
            lost = [text for text in texts if fold_text(text).lower() not in said]
            if lost:
                what = f'of the risks "{id}" this sheet does not tell: {"; ".join(lost)}'
                yield on.finding(what)


def _told_as_risks(on: DocumentText, id: str) -> list[TextUnit]:
    """Return what is marked as a risk, and what states this fact and claims nothing else.

    That is everything in content that marks no risk at all: it may only not have marked them yet.
    """
    marked = [unit for unit in on.on_page if unit.claim == "risk"]
    stated = [unit for unit in on.on_page if not unit.claim and id in unit.facts]
    return [*marked, *stated] if marked else [*on.on_page]


@check(
    "wording.drug-crossed",
    "error",
    statement="What is true of one drug alone is not said of another.",
    rationale="The rules of one drug printed for another are false, and may harm.",
    source="The labels of the drugs; facts of the clinic",
    remedy="Say it of the drug that it belongs to, or delete it. Where another drug may be named,"
    " such as among the alternatives, name the section in `crossed_in` of rules.yaml.",
)
def drugs_are_not_mixed_up(on: DocumentText) -> Iterator[Finding]:
    sheet_of = tuple(drug for drug in on.rules.drugs if on.sheet in drug.sheets)
    headings = {unit.placed: unit.text for unit in reversed(on.on_page) if unit.where == "heading"}
    for unit in on.units if on.rules.drugs else ():
        context = (unit.text, headings.get(unit.placed, ""))
        for sentence in split_sentences(unit.text):
            about = _drugs_named(on, (sentence, *context)) or sheet_of
            for drug in on.rules.drugs:
                found = next(iter(find_phrases(drug.own_words, sentence)), "")
                if found and about and drug not in about:
                    what = (
                        f'"{found}" belongs to {drug.names[0]}, this is about {about[0].names[0]}'
                    )
                    yield on.finding(what, unit)
        yield from _facts_of_others(on, unit, _drugs_named(on, context) or sheet_of)
        yield from _strangers(on, unit, sheet_of)


def _drugs_named(on: DocumentText, texts: tuple[str, ...]) -> tuple[Drug, ...]:
    """Return the drugs that the first of these texts names which names any."""
    for text in texts:
        if named := tuple(drug for drug in on.rules.drugs if has_phrase(drug.names, text)):
            return named
    return ()


def _facts_of_others(
    on: DocumentText, unit: TextUnit, about: tuple[Drug, ...]
) -> Iterator[Finding]:
    """Find the facts of one drug that wording about others states."""
    own = {id for drug in about for id in (*drug.own_facts, *drug.risks)}
    strange = [drug for drug in on.rules.drugs if about and drug not in about]
    if any(unit.owner in drug.crossed_in for drug in about):
        return
    for drug in strange:
        for id in unit.facts:
            if id in (*drug.own_facts, *drug.risks) and id not in own:
                what = f'the fact "{id}" is one of {drug.names[0]}, this is about'
                yield on.finding(f"{what} {about[0].names[0]}", unit)


def _strangers(on: DocumentText, unit: TextUnit, sheet_of: tuple[Drug, ...]) -> Iterator[Finding]:
    """Find another drug that the sheet of one names outside the places where it may."""
    for own in sheet_of:
        if not {unit.owner, *unit.facts} & {*own.crossed_in}:
            for drug in (drug for drug in on.rules.drugs if drug not in sheet_of):
                if found := next(iter(find_phrases(drug.names, unit.text)), ""):
                    yield on.finding(f'the sheet of {own.names[0]} speaks of "{found}"', unit)


@check(
    "wording.status",
    "error",
    statement="Where a document tells what a drug may do, it tells there what the drug is approved"
    " for.",
    rationale="A benefit without the approval, or without “off-label”, claims more than is known."
    " A line on another page is read by few.",
    source="FDA draft guidance on presenting risk information (2009); FTC health claims guidance",
    remedy="Place one of the statements that `status:` of the drug names in rules.yaml in the same"
    " section, right before or behind it, or in a panel that is seen with it; or mark what says so"
    " there, and names the drug, with `claim: regulatory`.",
)
def benefits_stand_with_the_status(on: DocumentText) -> Iterator[Finding]:
    claimed = (unit for unit in on.on_page if unit.claim == "benefit")
    benefits = [unit for unit in claimed if unit.where != "heading"]
    owners = {unit.owner for unit in on.on_page}
    drugs = [drug for drug in on.rules.drugs if drug.status]
    for drug in drugs:
        first = next((u for u in benefits if has_phrase(drug.names, u.text)), None)
        if first and not owners & {*drug.status}:
            what = f"{drug.names[0]} may help, says this, and nothing here says if it is approved"
            yield on.finding(what, first)
    known = [drug for drug in drugs if owners & {*drug.status}]
    sections: set[int] = set()
    for unit in benefits if known else ():
        if unit.placed not in sections and (what := _status_out_of_reach(on, unit, known)):
            sections.add(unit.placed)
            yield on.finding(what, unit)


def _status_out_of_reach(on: DocumentText, unit: TextUnit, known: list[Drug]) -> str:
    """Tell of which drug a benefit is told out of reach of its status; nothing where it is near.

    A benefit that names no drug, on no drug's sheet, stands near the status of any.
    """
    heading = next((u.text for u in on.on_page if u.placed == unit.placed), "")
    about = _drugs_named(on, (unit.text, heading)) or tuple(
        drug for drug in on.rules.drugs if on.sheet in drug.sheets
    )
    near = on.seen_with(unit)
    said = [drug for drug in known if _is_status_said(drug, near)]
    for drug in (drug for drug in known if drug in about and drug not in said):
        return f"{drug.names[0]} may help, says this, and nothing near says if it is approved"
    return "" if about or said else "this may help, it says, and nothing near says what is approved"


def _is_status_said(drug: Drug, near: tuple[TextUnit, ...]) -> bool:
    """Say whether one of its statements stands there, or a regulatory claim that names it."""
    claims: dict[int, list[TextUnit]] = {}
    for unit in near:
        if unit.claim == "regulatory":
            claims.setdefault(unit.placed, []).append(unit)
    named = any(has_phrase(drug.names, _text(units)) for units in claims.values())
    return named or any(unit.owner in drug.status for unit in near)
