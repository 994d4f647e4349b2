"""Fair balance, measured on the finished page: risks as early, as near and as large as benefits.

Which words claim what, content says (`claim:`). Yardstick: FDA draft guidance on presenting risk
information in promotional labeling and advertisements (2009).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from brochure.base.balance import Balance
from brochure.base.check import check
from brochure.base.edition import Folding
from brochure.base.finding import Finding
from brochure.base.tolerances import TYPE_SLACK_PT
from brochure.proofs.alignment import Word, normalize_letters
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import CLAIMING, CLAIMING_ALOUD, GAINING
from brochure.reading.tags import ReadTag

LATEST_SHARE = 0.40  # of a document's words stand before its risks begin
_FDA = "FDA draft guidance on presenting risk information (2009)"
_GAINS = ("benefit", "mechanism")
# Outside from the left: flap, back, cover. A Z-fold opens flap and back at once.
_OUTSIDE: Mapping[Folding, tuple[int, int, int]] = {"c-fold": (1, 3, 0), "z-fold": (3, 3, 0)}
_INSIDE = 2


def measure_balance(on: Examined) -> Balance | None:
    """Measure how benefits and risks stand to each other; None where content marks none of one."""
    words = _said(on)
    gains, risks = _claiming(words, *_GAINS), _claiming(words, "risk")
    if not gains or not risks:
        return None
    order = {id(word): n for n, word in enumerate(words)}
    opened = _opening(on, gains[0])
    near = min(abs(_opening(on, word) - opened) for word in risks)
    return Balance(
        first_benefit=order[id(gains[0])] / len(words),
        first_risk=order[id(risks[0])] / len(words),
        risk_share=len(risks) / len(words),
        benefit_share=len(gains) / len(words),
        pages_between=near,
        benefit_pt=_size(gains),
        risk_pt=_size(risks),
    )


def _said(on: Examined) -> Sequence[Word]:
    return [word for word in on.words if word.passage]


def _claiming(words: Iterable[Word], *kinds: str) -> list[Word]:
    return [word for word in words if word.passage and word.passage.claim in kinds]


def _size(words: Iterable[Word]) -> float:
    return round(median(glyph.size_pt for word in words for glyph in word.glyphs), 1)


def _opening(on: Examined, word: Word) -> int:
    """Number what lies open together, in the order in which a reader meets it.

    That is a page; of a stapled edition the two that face; of a folded sheet each panel outside,
    or, of a Z-fold, flap and back at once, and the whole inside.
    """
    edition = on.printed.edition
    if edition.folding in _OUTSIDE:
        folds = edition.folds_pt[0]
        column = sum(word.glyphs[0].box.left > fold for fold in folds)
        return _OUTSIDE[edition.folding][column] if word.page == 1 else _INSIDE
    return word.page // 2 if edition.saddle_stitched else word.page


@check(
    "balance.late",
    "error",
    statement="Risks begin before 40 % of a document's words.",
    rationale="What stands late is read by few. In first editions risks began after 47 to 83 %.",
    source=_FDA,
    remedy="Place a section of risks earlier in this edition.",
    applies_to=CLAIMING,
)
def risks_begin_early(on: Examined) -> Iterator[Finding]:
    balance = measure_balance(on)
    if balance and balance.first_risk > LATEST_SHARE:
        word = _claiming(_said(on), "risk")[0]
        what = f"risks begin after {balance.first_risk:.0%} of the words"
        yield on.about("balance.late", what, word)


@check(
    "balance.apart",
    "error",
    statement="A risk and the approval stand where the first benefit stands.",
    rationale="Who reads of a benefit must see, without turning the page, that there are risks and"
    " what is approved. The cover aside: what it says is held to the rules of wording.",
    source=_FDA,
    remedy="Place a section of risks, and the statement that says what is approved, on the same"
    " page as the first benefit; or a line that leads to them.",
    applies_to=GAINING,
)
def risks_stand_near_benefits(on: Examined) -> Iterator[Finding]:
    cover = on.printed.edition.cover_panel
    words = [w for w in _said(on) if not (cover and w.passage and w.passage.panel == cover)]
    first = next(iter(_claiming(words, *_GAINS)), None)
    if first is None:
        return
    here = [word for word in words if _opening(on, word) == _opening(on, first)]
    for kind, what in (("risk", "no risk"), ("regulatory", "nothing of what is approved")):
        owed = kind == "risk" or _claiming(words, kind)
        if owed and not _claiming(here, kind):
            told = f"where the first benefit is told, {what} is"
            found = on.about("balance.apart", told, first)
            # content that marks no risk at all may only not have marked them yet
            yield found if _claiming(words, kind) else replace(found, severity="warning")


@check(
    "balance.small",
    "error",
    statement="Risks are set no smaller than benefits.",
    rationale="Type says what matters: a risk in small type is a risk that is hidden.",
    source=_FDA,
    remedy="Give the sections of risks the same `size:` as those of benefits, or a larger one.",
    applies_to=CLAIMING,
)
def risks_are_as_large_as_benefits(on: Examined) -> Iterator[Finding]:
    balance = measure_balance(on)
    if balance and balance.risk_pt < balance.benefit_pt:
        word = _claiming(_said(on), "risk")[0]
        what = f"risks are set in {balance.risk_pt:g} pt, benefits in {balance.benefit_pt:g} pt"
        yield on.about("balance.small", what, word)


@check(
    "balance.heading",
    "error",
    statement="A heading of risks is no smaller than one of benefits of its level.",
    rationale="Risk headings of 13.5 pt stood below benefit headings of 24 to 40 pt.",
    source=_FDA,
    remedy="Set headings of one level in one size in the stylesheet.",
    applies_to=CLAIMING_ALOUD,
)
def headings_of_risks_are_as_large(on: Examined) -> Iterator[Finding]:
    kinds = {normalize_letters(said.text): said.claim for said in on.printed.passages}
    sizes: dict[tuple[int, str], list[tuple[float, ReadTag]]] = {}
    for tag in on.tag_tree.root.tags():
        letters = normalize_letters("".join(g.text for g in tag.glyphs())) if tag.level else ""
        if letters and (claim := kinds.get(letters, "")):
            kind = "gain" if claim in _GAINS else claim
            size = min(glyph.size_pt for glyph in tag.glyphs())
            sizes.setdefault((tag.level, kind), []).append((size, tag))
    for (level, kind), found in sizes.items():
        largest = max((size for size, _ in sizes.get((level, "gain"), [])), default=0.0)
        size, tag = min(found, key=lambda pair: pair[0])
        if kind == "risk" and size < largest - TYPE_SLACK_PT:
            page = next(tag.glyphs()).page
            what = f"“{tag.words}” is set in {size:g} pt, a heading of benefits in {largest:g} pt"
            yield on.printed.finding("balance.heading", what, "", page)


@check(
    "balance.few",
    "warning",
    statement="No fewer words tell of risks than of benefits.",
    rationale="A document that tells three times as much of benefits is read as an advertisement."
    " All words of a passage that is marked as a risk count as risk, also where a caution says in"
    " the same breath what may be gained: marked apart, they are counted apart.",
    source=_FDA,
    remedy="Tell more of the risks, or less of the benefits.",
    applies_to=CLAIMING,
)
def risks_have_as_many_words(on: Examined) -> Iterator[Finding]:
    words = _said(on)
    benefits, risks = _claiming(words, "benefit"), _claiming(words, "risk")
    if len(risks) < len(benefits):
        what = f"{len(risks)} words tell of risks, {len(benefits)} of benefits"
        yield on.about("balance.few", what, benefits[0])
