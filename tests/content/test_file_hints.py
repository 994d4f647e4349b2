"""A picture or drawing that is not where it is named: its folder, and the path to type."""

from pathlib import Path

import pytest

from brochure.base.files.project import Assets
from brochure.base.finding import Finding
from brochure.content.checks.file_hints import hint_at_files
from brochure.content.yaml.source import parse

FORM, TYPE, LOST = "content.form", "content.type", "content.picture"


def hints(project: Path, logo: str, *ids: str) -> list[str]:
    source, faults = parse(f"brand:\n  logo: {logo}\n", "content.yaml")
    assert source is not None and not faults
    path = "brand.logo" if TYPE in ids else "brand.logo.file"
    found = [source.finding(id, tuple(path.split(".")), "is wrong", "as before") for id in ids]
    found.append(Finding("other.kind", "else", "as before"))
    *told, other = hint_at_files(found, source, Assets(project))
    assert other.remedy == "as before"
    return [one.remedy for one in told]


@pytest.mark.parametrize(
    ("lies", "logo", "id", "remedy"),
    [
        ("", "{file: logo.png}", FORM, "Put logo.png into images/, beside content.yaml, and wri"),
        ("images/logo.png", "{file: logo.png}", FORM, "Write images/logo.png."),
        ("images/Logo.PNG", "{file: images/logo.png}", LOST, "Write images/Logo.PNG."),
        ("logo.png", "{file: logo.png}", FORM, "Move logo.png into images/, beside content.yaml,"),
        ("figures/logo.png", "{file: figures/logo.png}", FORM, ""),
        ("photos/logo.png", "{file: images/logo.png}", LOST, "Move photos/logo.png into images/"),
        ("images/old/a.png", "{file: a.png}", FORM, "Write images/old/a.png."),
        ("figures/logo.svg", "{file: images/logo.svg}", FORM, "Write figures/logo.svg."),
        ("images/logo.png", "logo.png", TYPE, 'Write {file: images/logo.png, alt: ""}.'),
        ("", "{file: logo.webp}", FORM, "Save it as PNG or JPEG, and put it into images/."),
        ("", "{file: logo}", FORM, "as before"),
        ("images/logo2.png", "{file: images/logo1.png}", LOST, "Write images/logo2.png, or put"),
        (".git/logo.png", "{file: logo.png}", FORM, "Put logo.png into images/"),
    ],
)
def test_the_path_to_type(tmp_path: Path, lies: str, logo: str, id: str, remedy: str) -> None:
    if lies:
        (tmp_path / lies).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / lies).touch()
    (told,) = hints(tmp_path, logo, id)
    assert told.startswith(remedy)


def test_what_follows_from_the_same_name_is_not_told(tmp_path: Path) -> None:
    assert len(hints(tmp_path, "{file: images/logo.svg}", FORM, "content.figure")) == 1
