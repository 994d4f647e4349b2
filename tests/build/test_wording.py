"""Words that a rule refuses keep a document from being written, and rules count like content."""

import json
from pathlib import Path

from tests.build.test_build import brochure
from tests.commands.test_watch import GUIDE, READY, watching

BANNED = """
words:
  - id: soft
    kind: banned
    phrases: [gauze]
    why: nobody knows what that is
    instead: Name the food.
"""


def put_rules(project: Path, text: str) -> None:
    (project / "rules.yaml").write_text(text, encoding="utf-8")


def test_a_document_with_a_banned_word_is_not_written(small: Path) -> None:
    both = ("--only", "guide", "trifold", "--channel", "screen", "office")
    assert brochure(small, "build", *both).returncode == 0
    before = (small / "output/screen/guide.pdf").read_bytes()
    assert brochure(small, "build", *both).returncode == 0
    put_rules(small, BANNED)
    run = brochure(small, "build", *both)
    assert run.returncode == 1, "an unchanged build would be a wrong answer"
    assert "nobody knows what that is" in run.stdout
    assert "Fix: Name the food." in run.stdout
    assert (small / "output/screen/guide.pdf").read_bytes() == before
    (small / "rules.yaml").unlink()
    assert brochure(small, "build", *both).returncode == 0


def test_check_shows_one_screen(small: Path) -> None:
    put_rules(small, BANNED)
    run = brochure(small, "check", "content.yaml")
    assert run.returncode == 1
    said = run.stdout
    assert said.index("Must change (1):") < said.index("Wording: 1 must change, ")
    assert "- {check: wording.banned, place: bleeding, covers: " in said
    told = json.loads(brochure(small, "check", "content.yaml", "--json").stdout)["wording"]
    (found,) = told["must"]
    assert (found["id"], found["part"]) == ("wording.banned", "bleeding")
    waiver = (
        f"waivers:\n  - check: wording.banned\n    place: bleeding\n    covers: {found['covers']}\n"
        "    reason: Our patients know it.\n    by: Jane Doe, MD\n    date: 2026-11-30\n"
    )
    with (small / "content.yaml").open("a", encoding="utf-8") as file:
        file.write(waiver)
    run = brochure(small, "check", "content.yaml")
    assert run.returncode == 0
    assert "Waived (1):\n  wording.banned in bleeding: Our patients know it." in run.stdout
    assert "(Jane Doe, MD, November 30, 2026)" in run.stdout
    run = brochure(small, "build", *GUIDE)
    assert run.returncode == 0
    assert "1 waiver in content:\n  wording.banned in bleeding: Our patients know it." in run.stdout
    told = json.loads(brochure(small, "build", *GUIDE, "--json").stdout)
    assert [waiver["by"] for waiver in told["waivers"]] == ["Jane Doe, MD"]


def test_watch_obeys_rules_as_they_change(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        put_rules(small, BANNED)
        said = watched.until("ready:", "waiting:", "1 of 1")
        assert any("nobody knows what that is" in line for line in said), said
        put_rules(small, "{}")
        watched.until(READY)
        watched.stop()
