"""Reading content.yaml: the schema beside it is fresh, and an editor finds it."""

import json
import re
from pathlib import Path

from jsonschema import Draft202012Validator

from brochure.content.load import load_content
from brochure.content.schemas import schemas
from brochure.content.yaml.source import read_source
from tests.conftest import ROOT


def test_schema_is_fresh() -> None:
    for name, schema in schemas().items():
        kept = (ROOT / name).read_text(encoding="utf-8")
        assert kept == schema, f"{name} is stale. Run: ./dev schema"


def test_line_1_points_editors_to_the_schema() -> None:
    first = (ROOT / "content.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema.json"


def test_content_obeys_the_schema_and_the_schema_can_say_no() -> None:
    schema = json.loads((ROOT / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    source, _ = read_source(ROOT / "content.yaml")
    assert source
    validator = Draft202012Validator(schema)
    data = json.loads(json.dumps(source.data))
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors({**data, "clinc": {}}))


def test_the_article_is_whole_and_good() -> None:
    loaded = load_content(ROOT / "content.yaml")
    assert loaded.findings == ()
    assert loaded.content
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    written = text.partition("\nsections:\n")[2].partition("\nsheets:\n")[0]
    ids = [section.id for section in loaded.content.sections]
    assert ids == re.findall(r"(?m)^  - id: ([\w-]+)$", written)
    assert set(loaded.content.editions) == {
        "trifold",
        "safety-sheet-ketamine",
        "safety-sheet-spravato",
        "guide",
        "booklet",
        "large-print",
        "large-print-safety-sheet-ketamine",
        "large-print-safety-sheet-spravato",
    }


def test_every_part_has_its_provenance() -> None:
    """No sentence without where it comes from: on itself or on its section."""
    loaded = load_content(ROOT / "content.yaml")
    assert loaded.content
    for section in loaded.content.sections:
        assert section.provenance
    for sheet in loaded.content.sheets:
        assert sheet.title.provenance
        assert sheet.subtitle.provenance


def test_a_file_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    loaded = load_content(tmp_path / "content.yaml")
    assert loaded.content is None
    assert [f.id for f in loaded.findings] == ["file.missing"]


def test_a_note_behind_a_wrong_value_is_no_finding_of_its_own(small: Path) -> None:
    """A month of two words is wrong; what stands behind it is a note as behind any other."""
    text = (small / "content.yaml").read_text("utf-8")
    wrong = re.sub(r"issued: .*", "issued: January 2026  # year and month", text, count=1)
    (small / "content.yaml").write_text(wrong, "utf-8")
    found = load_content(small / "content.yaml").findings
    assert [f.id for f in found if f.place.path == "document.issued"] == ["content.form"]
