"""Released documents, changed at random: ``python -m tests.releases 500`` (seconds for each one).

Each change is made to a copy of a project whose documents are released. Which of them differ then
is told by a clean build, compared by pypdf's text and PDFium's pixels; just these must lose their
release. A changed record or a changed file of a release must be told, and is not handed out.
With ``python -m tests.releases 50 default`` the default content is changed; ``--seed N`` begins
elsewhere.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2 as pdfium
from pypdf import PdfReader

from brochure.approval.verifying import verify
from brochure.base.errors import BrochureError
from brochure.build.claim import output_of
from brochure.mail.released import released_attachments
from brochure.selection.duties import load_checked_content
from tests.approval.workshop import AUTHOR, MANAGER, REVIEWER, Workshop, write_project

ROOT = Path(__file__).resolve().parent.parent
FACTS = """facts:
  - {id: days, value: two days, provenance: template, status: confirmed}
  - {id: unused, value: a fact that nobody prints, provenance: template, status: confirmed}
"""
# What is behind words and not in them: just these documents print a claim that rests on it.
SOURCES = """sources:
  - id: leaflet
    status: confirmed
    title: Care of an implant
    container: Practice leaflets
    confirmed_by: Dr. Ann Poe
  - {id: other, status: publisher_only, publisher: Somebody}
"""
CLAIMED = "title: {text: Care at home, plain: At home}\n"
CLAIM = f"    claim: {{kind: instruction, evidence: human, sources: [leaflet]}}\n    {CLAIMED}"
PRINT = ("trifold", "guide", "large-print")


@dataclass(frozen=True)
class Looks:
    """What one document is, by others than this program: a hash of text and pixels of each file."""

    files: Mapping[str, str]


@dataclass
class Tally:
    """What a run has come to."""

    tried: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list[str])


# A change: what it is called, what it does to the project, and the documents that it touches behind
# the words, which no reader sees.
Change = Callable[["Bench"], tuple[str, frozenset[str]]]


class Bench:
    """A released project, and copies of it that are changed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.good = folder / "good"
        self.shop = Workshop(self.good / "content.yaml")
        self.copy = folder / "copy"
        self.before: dict[str, Looks] = {}

    def begin(self) -> None:
        """Write the project, approve and release it, and look at what a clean build makes."""
        content = write_project(self.good)
        text = content.read_text(encoding="utf-8")
        text = text.replace("statements:\n", FACTS + SOURCES + "statements:\n", 1)
        text = text.replace("for two days.", "for {days}.").replace(f"    {CLAIMED}", CLAIM)
        content.write_text(text, encoding="utf-8")
        self.shop.sign(*PRINT, *AUTHOR)
        self.shop.sign(*PRINT, *REVIEWER)
        code, told = self.shop.run("release", *PRINT, *MANAGER)
        assert code == 0, told
        self.before = look_at(self.good)

    def file(self, name: str) -> Path:
        """Return a file of the copy; a shipped one is copied into it first."""
        file = self.copy / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, file)
        return file

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one place of a file of the copy."""
        file = self.file(name)
        text = file.read_text(encoding="utf-8")
        assert old in text, (name, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def try_one(self, change: Change, tally: Tally) -> None:
        """Change a copy, and compare what is said of it with what a clean build shows."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.good, self.copy)
        what, behind = change(self)
        tally.tried += 1
        after = look_at(self.copy)
        differ = {name for name in PRINT if after.get(name) != self.before[name]} | behind
        shop = Workshop(self.copy / "content.yaml")
        try:
            states = shop.states()
        except BrochureError as error:
            tally.wrong.append(f"{what}: {error.message}")
            return
        lost = {name for name in PRINT if states.get(name) != "released"}
        tally.lost += len(lost)
        if lost != differ:
            tally.wrong.append(f"{what}: lost {sorted(lost)}, differ {sorted(differ)}")
        print(f"{tally.tried}: {what}: {', '.join(sorted(lost)) or 'none'}", flush=True)


def look_at(project: Path) -> dict[str, Looks]:
    """Build a project anew, with no memory, and hash what pypdf reads and PDFium draws."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        plain = Path(folder) / "project"
        shutil.copytree(project, plain, ignore=shutil.ignore_patterns("output", "*.record*"))
        call = (sys.executable, "-m", "brochure", "build", str(plain / "content.yaml"))
        subprocess.run(
            (*call, "--look", "all", "--no-cache", "-q", "-o", str(output)),
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        found: dict[str, dict[str, str]] = {}
        for file in sorted(output.rglob("*.pdf")):
            if file.stem in PRINT and "refused" not in file.parts:
                name = file.parent.relative_to(output).as_posix()
                found.setdefault(file.stem, {})[name] = _hash(file)
    return {name: Looks(files) for name, files in found.items()}


def _hash(file: Path) -> str:
    whole = sha256()
    for page in PdfReader(file).pages:
        whole.update(page.extract_text().encode())
    document = pdfium.PdfDocument(file)
    for page in document:
        whole.update(page.render(scale=2).to_pil().tobytes())
    document.close()
    return whole.hexdigest()


def change_word(bench: Bench) -> tuple[str, frozenset[str]]:
    """Change a word that some documents say."""
    words = (
        "warm salt",
        "Press on",
        "still hurts",
        "small screw",
        "socket",
        "20 years",
        "bleeding",
    )
    old = bench.random.choice(words)
    new = "".join(sorted(old, key=lambda _: bench.random.random())).strip() or "other"
    bench.edit("content.yaml", old, new)
    return f"word {old!r}", frozenset()


def change_fact(bench: Bench) -> tuple[str, frozenset[str]]:
    """Change a fact that all print, one that none prints, or the status of one."""
    old, new = bench.random.choice(
        (("value: two days", "value: four days"), ("nobody prints", "no one prints"))
    )
    bench.edit("content.yaml", old, new)
    return f"fact {old!r}", frozenset()


def change_source(bench: Bench) -> tuple[str, frozenset[str]]:
    """Change a source that claims rest on, or one that none does."""
    old, new, behind = bench.random.choice(
        (
            ("Practice leaflets", "Leaflets of 2026", frozenset(PRINT)),
            ("publisher: Somebody", "publisher: Nobody", frozenset[str]()),
        )
    )
    bench.edit("content.yaml", old, new)
    return f"source {old!r}", behind


def change_rules(bench: Bench) -> tuple[str, frozenset[str]]:
    """Add rules: what is judged is not what is said."""
    (bench.copy / "rules.yaml").write_text("hard: {}\n", encoding="utf-8")
    return "rules", frozenset()


def change_style(bench: Bench) -> tuple[str, frozenset[str]]:
    """Change a stylesheet of one document, or of all."""
    name = bench.random.choice(("guide", "trifold", "large-print", "_blocks", "_base"))
    rule = bench.random.choice(
        ("p { letter-spacing: 0.05pt }", "h1, h2 { color: #123456 }", ".none { color: red }", "")
    )
    with bench.file(f"styles/{name}.css").open("a", encoding="utf-8") as stream:
        stream.write(f"\n/* {bench.random.random()} */\n{rule}\n")
    return f"style {name} {rule!r}", frozenset()


def change_template(bench: Bench) -> tuple[str, frozenset[str]]:
    """Add a remark to a template, which nobody sees."""
    name = bench.random.choice(("guide", "trifold", "large-print"))
    with bench.file(f"templates/{name}.html.j2").open("a", encoding="utf-8") as stream:
        stream.write(f"{{# {bench.random.random()} #}}")
    return f"template {name}", frozenset()


def change_colour(bench: Bench) -> tuple[str, frozenset[str]]:
    """Change a colour of the brand a little."""
    text = (bench.copy / "content.yaml").read_text(encoding="utf-8")
    role, value = bench.random.choice(re.findall(r"(\w+): \{screen: \"#([0-9A-F]{6})\"", text))
    other = f"{(int(value, 16) ^ 0x020202):06X}"
    bench.edit("content.yaml", f'{role}: {{screen: "#{value}"', f'{role}: {{screen: "#{other}"')
    return f"colour {role}", frozenset()


def change_title(bench: Bench) -> tuple[str, frozenset[str]]:
    """Change the title of one file, which a reader's window shows."""
    name, number = bench.random.choice((("guide", "ND-GUIDE"), ("large-print", "ND-LARGE")))
    bench.edit("content.yaml", f"id: {number}\n    title: Your", f"id: {number}\n    title: My")
    return f"title of {name}", frozenset({name})


CHANGES: Sequence[Change] = (
    *(change_word, change_word, change_fact, change_source, change_rules),
    *(change_style, change_style, change_template, change_colour, change_title),
)


def try_records(bench: Bench, number: int, tally: Tally) -> None:
    """Change a byte of the record, its seal, or a released file: it is told, and not handed out."""
    for _ in range(number):
        shutil.rmtree(bench.copy, ignore_errors=True)
        shutil.copytree(bench.good, bench.copy)
        releases = sorted((bench.copy / "output/releases").rglob("*.pdf"))
        seals = sorted(bench.copy.glob("content.record*"))
        file = bench.random.choice((*seals, *seals, bench.random.choice(releases)))
        raw = bytearray(file.read_bytes())
        at = bench.random.randrange(len(raw))
        raw[at] ^= 1 << bench.random.randrange(8)
        file.write_bytes(bytes(raw))
        tally.tried += 1
        _, faults = verify(bench.copy / "content.yaml", bench.copy / "output")
        if not faults:
            tally.wrong.append(f"{file.name}, byte {at}: not told")
        if file.suffix == ".pdf" and "screen" not in file.parts:
            continue
        name = file.stem if file.suffix == ".pdf" else "guide"
        look = file.parent.name if file.parent.name != "screen" else "standard"
        if _hands_out(bench.copy / "content.yaml", name, look if file.suffix == ".pdf" else ""):
            tally.wrong.append(f"{file.name}, byte {at}: handed out")


def _hands_out(content: Path, name: str, look: str) -> bool:
    loaded = load_checked_content(content)
    looks = (look,) if look else ()
    try:
        found = released_attachments(
            loaded, content, output_of(content, None), (name,), looks, date(2026, 12, 1)
        )
    except BrochureError:
        return False
    return bool(found.attachments)


def main() -> int:
    """Try so many changes; 1 if any went otherwise than a clean build shows."""
    parser = argparse.ArgumentParser("python -m tests.releases", description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.seed)
        bench.begin()
        try_records(bench, options.number // 2, tally)
        print(f"{tally.tried} of records and files, {len(tally.wrong)} wrong", flush=True)
        for _ in range(options.number - options.number // 2):
            bench.try_one(bench.random.choice(CHANGES), tally)
    print("\n".join(tally.wrong))
    print(f"{tally.tried} changes, {tally.lost} releases lost, {len(tally.wrong)} wrong")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
