"""The two projects whose releases are put to the test: a small one of three documents, the default.

In the small one most sentences stand in one document, so that a change costs the others nothing;
every fact and source is behind other documents.
"""

import re
import shutil
from pathlib import Path

from brochure.content.load import load_content
from brochure.selection.select import select_wording
from brochure.wording.report import judge_wording
from tests.kills import content_of

ROOT = Path(__file__).resolve().parent.parent
SMALL = ("trifold", "guide", "large-print")
_HEAD = """facts:
  - {id: rest, value: twenty minutes, provenance: template, status: confirmed}
  - {id: days, value: two days, provenance: template, status: confirmed}
  - {id: feeling, value: three hours, provenance: template, status: confirmed}
  - {id: unused, value: a fact that nobody prints, provenance: template, status: confirmed}
sources:
  - id: leaflet
    status: confirmed
    title: Care of an implant
    container: Practice leaflets
    confirmed_by: Dr. Ann Poe
  - id: study
    status: confirmed
    title: How long a gum is numb
    container: Journal of Gums
    confirmed_by: Dr. Ann Poe
  - {id: other, status: publisher_only, publisher: Somebody}
email:
  provenance: template
  subject: Information from {clinic}
  greeting: Hello,
  greeting_by_name: Hello {name},
  body:
    - one: The information is attached.
      several: The information is attached.
    - Please call us at {phone} with questions.
  attach: [guide]
  file_names: {guide: Guide, large-print: Large print}
  look_names: {grayscale: Grayscale, high-contrast: High contrast, readable: Readable}
  private_words: [implant]
statements:
  - id: numbness
    provenance: template
    source: Practice leaflet
    text: The gum is numb for {feeling}.
    claim: {kind: instruction, evidence: human, sources: [study]}
"""
_SECTIONS = """  - id: home
    provenance: template
    title: The first days
    claim: {kind: instruction, evidence: human, sources: [leaflet]}
    blocks:
      - kind: bullets
        items:
          - Eat soft food for {days}.
          - Rinse your mouth gently after every meal.
          - Sleep with your head on a second pillow, and on the other side.
          - Do not smoke, and leave beer and wine for another week.
          - Take what we gave you against pain before it begins to hurt.
      - kind: paragraph
        text: >-
          A little blood in your mouth is usual on the first evening. So is a swollen cheek. It is
          at its largest on the second morning and then slowly goes away.
      - kind: bullets
        items:
          - Hold something cold against your cheek for a while, then leave it off as long.
          - Leave heavy work and sports alone until nothing is sore any more.
          - Brush your other teeth as always, but nothing around the new one yet.
          - Keep your tongue and fingers away from the stitches, even if they itch.
          - Drink from a glass, as a straw pulls at what has to heal there.
          - Come to us on the day we agreed on, also if everything feels right.
  - id: habits
    provenance: template
    title: {text: How to keep your tooth, plain: Keep your tooth}
    blocks:
      - kind: paragraph
        text: Brush it twice a day, as every other tooth of yours.
      - kind: bullets
        items:
          - Come and see our hygienist every spring.
          - Never crack nuts with it, please, and open no bottles.
          - Tell us when it moves, however little that may be.
sheets:
"""
_EDITIONS = """editions:
  trifold:
    id: ND-TRI
    title: Your new tooth
    review_by: 2027-11
    words: text
    panels:
      cover: [welcome]
      inside-left: [care]
      inside-middle: [day]
      back: [contact]
      help: [urgent]
  guide:
    id: ND-GUIDE
    title: The days after
    review_by: 2027-11
    words: text
    owes: {statements: [bleeding]}
    panels:
      cover: [welcome]
      brand: [{section: us, title: false}]
      flow: [home, {statement: bleeding}, urgent]
  large-print:
    id: ND-LARGE
    title: Keeping a tooth
    review_by: 2027-11
    words: text
    owes: {statements: [bleeding]}
    panels:
      flow: [welcome, habits, {statement: bleeding}, urgent, contact]
"""
_BLEEDING = "      - kind: statement\n        id: bleeding\n"
_RULES = """words:
  - id: numb
    kind: banned
    phrases: [is numb]
    why: nobody likes to hear that
    instead: Say how it feels.
"""
_WAIVER = """waivers:
  - check: wording.banned
    place: numbness
    covers: {covers}
    reason: Our patients know it.
    by: Dr. Ann Poe
    date: 2026-11-30
"""
# What each fact, source and waiver is behind; the program must say the same.
STATED = {"rest": {*SMALL}, "days": {"guide"}, "feeling": {"trifold"}}
RESTS = {"leaflet": {"guide"}, "study": {"trifold"}}
WAIVED = frozenset({"trifold"})


def write_small(folder: Path) -> Path:
    """Write a project of three documents with facts, sources, rules, and a finding accepted."""
    (folder / "figures").mkdir(parents=True)
    shutil.copy(ROOT / "tests/content/bad_content/tooth.svg", folder / "figures")
    content, text = folder / "content.yaml", content_of("1.0")
    changes = (
        ("statements:\n", _HEAD),
        ("for 20 minutes.", "for {rest}."),
        ("for two days.", "for a while."),
        (_BLEEDING, f"{_BLEEDING}      - kind: statement\n        id: numbness\n"),
        ("sheets:\n", _SECTIONS),
    )
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text = re.sub(r"^sheets:\n.*", lambda _: _EDITIONS, text, flags=re.DOTALL | re.MULTILINE)
    content.write_text(text, encoding="utf-8")
    (folder / "rules.yaml").write_text(_RULES, encoding="utf-8")
    content.write_text(text + _WAIVER.format(covers=_covers(content)), encoding="utf-8")
    return content


def _covers(content: Path) -> str:
    """Return the mark of the words that the waiver is about."""
    loaded = load_content(content)
    assert loaded.content and loaded.source, loaded.findings
    said = {e.name: select_wording(loaded.content, e) for e in loaded.content.placed_editions()}
    report = judge_wording(loaded.content, said, loaded.rules, loaded.source)
    (found,) = (one for one in report.must if one.place == "numbness")
    return found.covers


def write_default(folder: Path) -> Path:
    """Copy the default content with its rules and figures."""
    folder.mkdir(parents=True)
    for name in ("content.yaml", "rules.yaml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "figures", folder / "figures")
    return folder / "content.yaml"
