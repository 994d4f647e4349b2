"""What each stage is given can be told apart: equal values have one fingerprint, others another."""

import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from brochure.base.files.project import Assets
from brochure.base.fingerprint import fingerprint
from brochure.base.looks import LOOKS
from brochure.channels.channel import Variant
from brochure.channels.channels import CHANNELS
from brochure.content.load import LoadedContent, validate_content
from brochure.content.yaml.source import parse
from brochure.selection.select import select_content
from tests.conftest import ROOT
from tests.variants import variant_of

PROGRAM = """
from pathlib import Path
from brochure.content.load import load_content
from tests.program.test_fingerprint import fingerprints
print(*fingerprints(load_content(Path("content.yaml"))), sep="\\n")
"""


@dataclass(frozen=True)
class Sample:
    value: object
    beside: str = field(default="", compare=False)


def variants(loaded: LoadedContent) -> list[Variant]:
    """Return every variant of every document of a content."""
    content = loaded.content
    assert content
    return [
        variant_of(content, edition, CHANNELS[channel], look=LOOKS[look])
        for edition in content.placed_editions()
        for channel in edition.channels
        for look in edition.looks
    ]


def fingerprints(loaded: LoadedContent) -> list[str]:
    """Return the fingerprint of what each variant of each document is made from."""
    assert loaded.content
    return [
        fingerprint(select_content(loaded.content, variant.edition), variant)
        for variant in variants(loaded)
    ]


def test_all_stages_inputs_have_a_fingerprint_that_is_the_same_in_every_process(
    loaded: LoadedContent,
) -> None:
    ours = fingerprints(loaded)
    assert len(set(ours)) == len(ours)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", PROGRAM]
    theirs = subprocess.check_output(command, env=environment, text=True, cwd=ROOT)
    assert theirs.split() == ours


def test_a_changed_word_changes_the_documents_that_say_it_alone(loaded: LoadedContent) -> None:
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    source, findings = parse(text.replace("Quick take", "A quick take"), "c.yaml")
    assert source and not findings and source.text != text
    content, _ = validate_content(source)
    assert content and loaded.content
    told = {
        edition.name
        for edition in content.placed_editions()
        if fingerprint(select_content(content, edition))
        != fingerprint(select_content(loaded.content, edition))
    }
    says = {
        edition.name
        for edition in content.placed_editions()
        if any(
            "Quick take" in passage.text
            for passage in select_content(loaded.content, edition).passages
        )
    }
    assert told == says != set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        ("1", 1),
        ("ab", b"ab"),
        (None, "None"),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a",), "b")),
        ((), frozenset[str]()),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Sample("a"), Sample("b")),
        (Sample("a"), ("a",)),
        (len, max),
    ],
)
def test_what_differs_is_told_apart(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)
    assert fingerprint(one) == fingerprint(one)
    assert fingerprint(one, other) != fingerprint(other, one)


def test_what_does_not_count_in_a_comparison_does_not_count() -> None:
    assert fingerprint(Sample(1, "here")) == fingerprint(Sample(1, "there"))


def test_where_the_project_lies_does_not_count(loaded: LoadedContent) -> None:
    variant = variants(loaded)[0]
    moved = replace(variant, assets=Assets(Path("/elsewhere")))
    assert fingerprint(moved) == fingerprint(variant)


def test_what_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(TypeError, match="function has no fingerprint"):
        fingerprint(lambda: 1)
    with pytest.raises(TypeError, match="object has no fingerprint"):
        fingerprint(("a", object()))
