"""Names that lead nowhere, ids used twice, and what an edition leaves out, in the real content.

A ‸ in an edit marks where the finding must stand; it is taken out before the content is read.
"""

from pathlib import Path

import pytest
from PIL import Image

from brochure.base.editions import list_editions
from brochure.base.files.project import Assets, vet_figure
from brochure.base.vetting import Reader, Vetting
from brochure.build.report import finding_text
from brochure.content.checks.files import MOST_FILES, check_figures
from brochure.content.checks.press import check_condition
from brochure.content.load import load_content
from brochure.content.model.content import Place, Section
from brochure.content.yaml.source import parse
from tests.conftest import ROOT
from tests.content.places import REAL, Lines, at, lines_at
from tests.content.test_explain import edited, problems, told

STATEMENT = "editions.trifold.panels.inside-right[ketamine-status]"
STATUS = lines_at(STATEMENT)
SHEET = "    sheet: ketamine\n"
COVER = lines_at("editions.trifold.panels.cover[title]")
FLAP = lines_at("editions.trifold.panels.flap[serious-risks]")
KNOWN = lines_at("editions.safety-sheet-ketamine.panels.left[known]")
STEPS = lines_at("editions.booklet.panels.flow[six-steps]")
KETAMINE = "  safety-sheet-ketamine:\n"
ADD_IT = "Add it to one of its panels, or name what the edition owes: `owes: {statements: […]}`."
ADD_FIELD = "Every edition carries it: add it to one of its panels."
OWN_ID = "Give each one an id of its own."
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="var(--{})" d="M0 0h9v9z"/></svg>'

CASES = [
    (
        "  trifold:\n",
        "  ‸trifoldd:\n",
        "editions.trifoldd",
        "there is no edition \"trifoldd\"; did you mean 'trifold'?",
        "Write trifold.",
    ),
    (
        "  trifold:\n",
        "  ‸brochure:\n",
        "editions.brochure",
        'there is no edition "brochure"',
        f"Known: {', '.join(e.name for e in list_editions(('ketamine', 'spravato')))}.",
    ),
    (
        "      cover:\n",
        "      ‸covr:\n",
        "editions.trifold.panels.covr",
        "trifold has no panel \"covr\"; did you mean 'cover'?",
        "Write cover.",
    ),
    (
        "      foot:\n",
        "      ‸outside:\n",
        "editions.safety-sheet-ketamine.panels.outside",
        'safety-sheet-ketamine has no panel "outside"',
        "Known: head, alert, left, right, foot.",
    ),
    (
        FLAP,
        "        - ‸serious-risk\n",
        at("editions.trifold.panels.flap[serious-risks]"),
        "there is no section \"serious-risk\"; did you mean 'serious-risks'?",
        "Write serious-risks.",
    ),
    (
        COVER,
        str(COVER).replace(" title", " ‸titel"),
        at("editions.trifold.panels.cover[title].section"),
        "there is no section \"titel\"; did you mean 'title'?",
        "Write title.",
    ),
    (
        COVER,
        str(COVER).replace("drugs", "‸drug"),
        at("editions.trifold.panels.cover[title].only[drugs]"),
        'section "title" has no part with the id "drug"; did you mean \'drugs\'?',
        "Write drugs.",
    ),
    (
        FLAP,
        "        - {section: serious-risks, only: [‸x]}\n",
        at("editions.trifold.panels.flap[serious-risks].only[0]"),
        'section "serious-risks" has no part with the id "x"',
        "Delete it: there is none to name.",
    ),
    (
        STATUS,
        "        - {statement: ‸ketamine-statu}\n",
        f"{at(STATEMENT)}.statement",
        "there is no statement \"ketamine-statu\"; did you mean 'ketamine-status'?",
        "Write ketamine-status.",
    ),
    (
        "kind: statement\n        id: spravato-status",
        "kind: statement\n        id: ‸spravto-status",
        at("sections[ketamine-and-esketamine].blocks[spravato-status].id"),
        "there is no statement \"spravto-status\"; did you mean 'spravato-status'?",
        "Write spravato-status.",
    ),
    (
        STATUS,
        f"        - {{statement: ‸xyz}}\n{STATUS}",
        f"{at(STATEMENT)}.statement",
        'there is no statement "xyz"',
        "Bring it back, name another, or delete this line."
        " Known: ketamine-status, off-label, spravato-approval, spravato-limits, spravato-status,"
        " monitoring, ride-home, individual-response, educational-only.",
    ),
    (
        SHEET,
        "    sheet: ‸ketamin\n",
        "editions.safety-sheet-ketamine.sheet",
        "there is no sheet \"ketamin\"; did you mean 'ketamine'?",
        "Write ketamine.",
    ),
    (
        SHEET,
        "    sheet: ‸spravato\n",
        "editions.safety-sheet-ketamine.sheet",
        'this edition is made from the sheet "ketamine", not "spravato"',
        "Write ketamine.",
    ),
    (
        lines_at("editions.guide.words"),
        "    words: text\n    ‸sheet: ketamine\n",
        "editions.guide.sheet",
        "this edition cannot hold a sheet",
        "Delete the line `sheet:`.",
    ),
    (
        KNOWN,
        "        - ‸knwon\n",
        at("editions.safety-sheet-ketamine.panels.left[known]"),
        "there is no section \"knwon\"; did you mean 'known'?",
        "Write known.",
    ),
]


@pytest.mark.parametrize(("good", "bad", "path", "what", "remedy"), CASES)
def test_a_name_that_leads_nowhere_hears_the_nearest_one(
    good: str | Lines, bad: str, path: str, what: str, remedy: str
) -> None:
    text, place = edited((good, bad))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column, finding.place.path) == (*place, path)
    assert (finding.what, finding.remedy) == (what, remedy)


@pytest.mark.parametrize(
    ("good", "bad", "path", "where"),
    [
        ("- id: ride-home", "- id: ‸off-label", at("statements[ride-home].id"), "statements"),
        ("- id: quick-take", "- id: ‸title", at("sections[quick-take].id"), "sections"),
        (
            "  - id: spravato\n    title",
            "  - id: ‸ketamine\n    title",
            at("sheets[spravato].id"),
            "sheets",
        ),
        (
            "      - id: known",
            "      - id: ‸status",
            at("sheets[ketamine].fields[known].id"),
            "the fields of a sheet",
        ),
        ("id: lede", "id: ‸drugs", at("sections[title].blocks[lede].id"), "one section"),
        (
            "id: band-aid",
            "id: ‸how-fast",
            at("sections[questions].blocks[0].items[band-aid].id"),
            "one section",
        ),
        ("id: CW-GUIDE", "id: ‸CW-TRI", "editions.guide.id", "editions"),
    ],
)
def test_an_id_used_twice_is_told_where_it_stands_again(
    good: str, bad: str, path: str, where: str
) -> None:
    text, place = edited((good, bad))
    id = bad.partition("‸")[2].split("\n")[0]
    first = text[: text.index(f"id: {id}\n")].count("\n") + 1
    (finding,) = [f for f in problems(text) if f.id == "content.duplicate-id"]
    assert (finding.place.line, finding.place.column, finding.place.path) == (*place, path)
    assert finding.what == f'the id "{id}" is used twice in {where} (first on line {first})'
    assert finding.remedy == OWN_ID


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "        - {section: ketamine-and-esketamine, blocks: false}\n",
        "        - {section: ketamine-and-esketamine, only: [spravato-status]}\n",
    ],
)
def test_a_statement_left_out_of_an_edition_that_owes_it_is_told_at_the_edition(bad: str) -> None:
    placed = lines_at("editions.guide.panels.flow[ketamine-and-esketamine]")
    text, (line, column) = edited(("  guide:\n    id", "  ‸guide:\n    id"), (placed, bad))
    found = [f for f in problems(text) if "off-label" in f.what]
    assert [finding_text(f) for f in found] == [
        f"content.yaml:{line}:{column}: editions.guide"
        ': this edition does not place the statement "off-label"\n'
        f"  {line:>5} |   guide:\n"
        "        |   ^^^^^\n"
        f"  Fix: {ADD_IT}"
    ]


@pytest.mark.parametrize(
    "place",
    [
        "        - ketamine-and-esketamine\n",
        "        - {section: ketamine-and-esketamine, only: [off-label, spravato-status]}\n",
        "        - {statement: off-label}\n        - {statement: spravato-status}\n",
    ],
)
def test_a_statement_inside_a_section_counts_as_placed(place: str) -> None:
    placed = lines_at("editions.guide.panels.flow[ketamine-and-esketamine]")
    assert problems(edited((placed, place))[0]) == ()


def test_a_sheet_field_left_out_or_shown_without_its_blocks_is_told_at_the_edition() -> None:
    report = lines_at("editions.safety-sheet-ketamine.panels.right[sheet-report]")
    for bad in ("", "        - {section: sheet-report, blocks: false}\n"):
        text, place = edited((KETAMINE, KETAMINE.replace("safety", "‸safety", 1)), (report, bad))
        found = [f for f in problems(text) if "the field" in f.what]
        assert [(f.place.line, f.place.column, f.what, f.remedy) for f in found] == [
            (*place, 'this edition does not place the field "sheet-report"', ADD_FIELD)
        ]


def test_a_sheet_field_placed_twice_is_told_at_the_second_place() -> None:
    text, place = edited((KNOWN, f"{KNOWN}        - ‸known\n"))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column) == place
    assert finding.what == f'the field "known" is placed twice (first on line {place[0] - 1})'
    assert finding.remedy == "Place it once."


def test_a_safety_sheet_without_its_sheet_is_told_at_the_edition() -> None:
    text, place = edited((KETAMINE, KETAMINE.replace("safety", "‸safety", 1)), (SHEET, ""))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column) == place
    assert (finding.what, finding.remedy) == (
        "this edition names no sheet",
        "Add `sheet: ketamine`.",
    )


def test_all_names_are_followed_at_once_and_told_by_line() -> None:
    text, _ = edited(
        ("id: band-aid", "id: how-fast"),
        (FLAP, "        - serious-risk\n"),
        ("id: CW-GUIDE", "id: CW-TRI"),
        (lines_at("editions.guide.panels.flow[how-it-works]"), "        - how-it-work\n"),
    )
    findings = problems(text)
    assert [path for _, path, _ in told(findings)] == [
        at("sections[questions].blocks[0].items[band-aid].id"),
        at("editions.trifold.panels.flap[serious-risks]"),
        "editions.guide.id",
        at("editions.guide.panels.flow[how-it-works]"),
    ]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(section="a"), ["p", None, "off-label"]),
        (Place(section="a", blocks=False), []),
        (Place(section="a", only=("p",)), ["p"]),
        (Place(section="a", only=("i",)), [None]),
        (Place(section="a", only=("off-label", "p")), ["p", "off-label"]),
    ],
)
def test_a_place_shows_all_blocks_none_or_those_it_names(
    place: Place, shown: list[str | None]
) -> None:
    blocks = (
        {"kind": "paragraph", "id": "p", "text": "x"},
        {"kind": "bullets", "items": ({"id": "i", "text": "x"},)},
        {"kind": "statement", "id": "off-label"},
    )
    section = Section.model_validate(
        {"id": "a", "provenance": "seed", "title": "x", "blocks": blocks}
    )
    assert [block.id for _, block in place.blocks_of(section)] == shown


def test_a_figure_that_is_missing_foreign_or_of_an_unknown_colour_is_told(tmp_path: Path) -> None:
    """Of five figures one is missing, one outside, and one names a colour that nobody has."""
    figures = tmp_path / "figures"
    figures.mkdir()
    for name in ("pathway", "key-ketamine", "key-nmda"):
        role = "gold" if name == "key-nmda" else "ink"
        (figures / f"{name}.svg").write_text(SVG.format(role), encoding="utf-8")
    text, place = edited(("file: figures/key-glutamate.svg", "file: ‸../figures/key-glutamate.svg"))
    text = text.replace("figures/key-ampa.svg", "figures/none.svg")
    source, findings = parse(text, "content.yaml")
    assert source is not None and findings == ()
    with Vetting() as vetting:
        found = check_figures(source, Assets(tmp_path), vetting)
    assert [(f.place.line - place[0], f.what) for f in found] == [
        (-1, "figures/key-nmda.svg uses the colour role gold, which brand.colours does not have"),
        (0, "../figures/key-glutamate.svg is not an SVG file of this project"),
        (1, "figures/none.svg does not exist"),
    ]
    assert (found[1].place.column, found[1].remedy) == (
        place[1],
        "Name a drawing in figures/ that ends in .svg.",
    )
    assert found[2].remedy == "Check the name after `file:`."
    real = REAL.replace("figures/key-ampa.svg", "figures/none.svg")
    (tmp_path / "content.yaml").write_text(real, encoding="utf-8")
    loaded = load_content(tmp_path / "content.yaml")
    assert loaded.content is None and [f.id for f in loaded.findings] == ["content.figure"] * 2
    (tmp_path / "content.yaml").write_text(real.replace("  tagline:", "  taglin:", 1), "utf-8")
    ids = [f.id for f in load_content(tmp_path / "content.yaml").findings]
    assert ids == ["content.unknown-key", *["content.figure"] * 2], "a wrong value hides no figure"


SIX_STEPS = (STEPS, "        - six-stepps\n")
MIXED = [
    ("a value elsewhere", ("  tagline:", "  taglin:"), SIX_STEPS),
    ("a value in a section", ("tone: cream", "tone: crem"), SIX_STEPS),
    ("a value in a field", ("lines: fill\n", "lines: two\n"), SIX_STEPS),
    ("a value in a statement", ("key: true", "key: 1"), SIX_STEPS),
    ("another edition", ("words: text\n", "words: texts\n"), SIX_STEPS),
]


@pytest.mark.parametrize(("what", "value", "name"), MIXED)
def test_a_wrong_value_does_not_hide_a_wrong_name(
    what: str, value: tuple[str, str], name: tuple[Lines, str]
) -> None:
    findings = problems(edited(value, name)[0])
    assert any('"six-stepps"; did you mean' in f.what for f in findings), what
    assert any(f.id != "content.unknown-name" for f in findings), what
    assert not any("left-out" in f.id for f in findings), what
    assert [f.place.line for f in findings] == sorted(f.place.line for f in findings)


def test_names_among_ids_that_cannot_be_read_are_not_called_wrong() -> None:
    findings = problems(edited(("  - id: six-steps", "  - id: Six steps"))[0])
    assert [f.place.path for f in findings] == [at("sections[six-steps].id")]
    findings = problems(edited(("  - id: ketamine\n", "  - id: Ketamine\n"))[0])
    assert [f.place.path for f in findings] == [at("sheets[ketamine].id")]


MONITORING = lines_at("editions.trifold.panels.inside-right[monitoring]")


def test_small_type_is_for_sources_only() -> None:
    text, place = edited((MONITORING, "        - {statement: monitoring, size: ‸fine}\n"))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column) == place
    assert finding.what == "`size: fine` is for sources only"


@pytest.mark.parametrize("key", ["only: [x]", "title: false", "blocks: false"])
def test_a_statement_stands_whole(key: str) -> None:
    (finding,) = problems(edited((MONITORING, f"        - {{statement: monitoring, {key}}}\n"))[0])
    assert finding.what.startswith("a statement stands whole")
    assert finding.remedy == "Delete those keys here."


def test_a_shared_field_must_be_a_section() -> None:
    shared = lines_at("sheets[ketamine].shared[sheet-report]")
    text, place = edited((shared, "      - ‸sheet-reprt\n"))
    first = problems(text)[0]
    assert (first.place.line, first.place.column) == place
    assert first.what == "there is no section \"sheet-reprt\"; did you mean 'sheet-report'?"


def test_a_file_that_is_named_often_is_looked_at_once(
    small: Path,
) -> None:
    """It is told wherever it is named; and there is an end of files to look at."""
    looked: list[str] = []

    class Counted(Vetting):
        def vet(self, reader: Reader, raw: bytes, name: str) -> None:
            looked.append(name)
            vet_figure(raw, name)

    (small / "figures/bad.svg").write_text("<svg/>", encoding="utf-8")
    for names, vetted, told_times in (
        (["figures/bad.svg"] * 30, 1, 30),
        ([f"figures/{n}.svg" for n in range(MOST_FILES + 9)], MOST_FILES, MOST_FILES + 1),
    ):
        for name in set(names) - {"figures/bad.svg"}:
            (small / name).hardlink_to(small / "figures/bad.svg")
        looked.clear()
        blocks = "".join(f"\n  - {{file: {name}}}" for name in names)
        source, _ = parse(f"sections:{blocks}\n", "content.yaml")
        assert source
        findings = check_figures(source, Assets(small), Counted())
        assert (len(looked), len(findings)) == (vetted, told_times)
    assert findings[-1].what == "more than 500 figures and pictures are named"


def test_where_the_time_for_files_is_used_up_one_finding_says_so(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is built with a file that nobody has looked at."""
    monkeypatch.setattr("brochure.base.vetting.MOST_SECONDS_OF_ALL", 0.0)
    for n in range(9):
        (small / f"figures/{n}.svg").write_text(SVG.format("ink"), encoding="utf-8")
    blocks = "".join(f"\n  - {{file: figures/{n}.svg}}" for n in range(9))
    source, _ = parse(f"sections:{blocks}\n", "content.yaml")
    assert source
    with Vetting() as vetting:
        (finding,) = check_figures(source, Assets(small), vetting)
    assert (finding.severity, finding.place.line) == ("error", 2)
    assert finding.what.startswith("figures/0.svg: was not looked at")
    assert finding.remedy == "Name fewer files, or simpler ones."
    loaded = load_content(small / "content.yaml")
    assert loaded.content is None and [f.id for f in loaded.findings] == ["content.figure"]


def test_no_file_that_content_names_is_read_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawing, a picture and a profile: whatever one does to its reader, it is not here."""

    def read_here(*_: object) -> None:
        raise AssertionError("this is read where nothing bounds it")

    for name in ("files.project.vet_svg", "files.images.open_picture", "press_condition._fault"):
        monkeypatch.setattr(f"brochure.base.{name}", read_here)
    for folder in ("figures", "images"):
        (tmp_path / folder).mkdir()
    (tmp_path / "figures/a.svg").write_text(SVG.format("ink"), encoding="utf-8")
    Image.new("RGB", (9, 9)).save(tmp_path / "images/a.png")
    (tmp_path / "images/cut.png").write_bytes((tmp_path / "images/a.png").read_bytes()[:40])
    (tmp_path / "own.icc").write_bytes((ROOT / "profiles/gracol.icc").read_bytes())
    source, _ = parse(
        "press: {condition: own.icc}\nbrand: {cover: {file: images/a.png}}\n"
        "sections: [{file: figures/a.svg}, {kind: portrait, file: images/cut.png}]\n",
        "content.yaml",
    )
    assert source
    with Vetting() as vetting:
        found = check_figures(source, Assets(tmp_path), vetting)
        assert check_condition(source, Assets(tmp_path), vetting) == ()
    assert [f.what for f in found] == ["images/cut.png: this picture is broken off or damaged"]
