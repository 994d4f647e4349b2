"""Random edits of one project, each built with and without memory: ``python -m tests.edits 300``.

Both must give the same bytes, findings and exit code, and so must the answer to a call that was
made before. With ``python -m tests.edits 20 default`` the default content is edited.
"""

import io
import json
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from brochure.base.store_layout import STORE
from brochure.commands.cli import main as command_line
from brochure.commands.unchanged import recall_call
from tests.kills import content_of
from tests.pictures import saved, sign

ROOT = Path(__file__).resolve().parent.parent
THREE = ("--only", "trifold", "guide")
_WORDS = ("gum", "salt", "tooth", "screw", "soft", "gauze", "warm", "Questions")
_NOW = 1_800_000_000


@dataclass
class Workshop:
    """A project that is edited, and two output folders: of builds that remember, and do not."""

    folder: Path
    random: random.Random
    asked: tuple[str, ...] = THREE
    options: set[str] = field(default_factory=set[str])
    answered: int = 0
    recalled: int = 0
    made: int = 0

    @property
    def project(self) -> Path:
        """Where content.yaml lies."""
        return self.folder / "project"

    @property
    def store(self) -> Path:
        """What builds remember."""
        return self.folder / "with" / STORE

    def change(self, name: str, change: Callable[[str], str]) -> None:
        """Change the text of a file of the project; the shipped one is copied first."""
        file = self.project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = (file if file.exists() else ROOT / name).read_text(encoding="utf-8")
        file.write_text(change(text), encoding="utf-8")

    def pick(self, things: Sequence[Any]) -> Any:
        """Return one of several things, or nothing where there is none."""
        return self.random.choice(things) if things else None

    def kept(self, *suffixes: str) -> list[Path]:
        """Return the files that builds keep, in one order."""
        files = (f for f in self.store.rglob("*") if f.is_file() and not f.is_symlink())
        return sorted(f for f in files if not suffixes or f.suffix in suffixes)


def lay_out_project(folder: Path, seed: int, default: bool = False) -> Workshop:
    """Write the project that is edited: a small one with a logo and a profile, or the default."""
    shop = Workshop(folder, random.Random(seed), () if default else THREE)
    for name in ("with", "without"):
        (folder / name).mkdir(parents=True)
    if default:
        shop.project.mkdir()
        shutil.copy(ROOT / "content.yaml", shop.project)
        shutil.copytree(ROOT / "figures", shop.project / "figures")
        return shop
    for kind in ("figures", "images", "styles", "templates"):
        (shop.project / kind).mkdir(parents=True)
    shutil.copy(ROOT / "tests/content/bad_content/tooth.svg", shop.project / "figures")
    (shop.project / "images/logo.png").write_bytes(saved(sign(200), "PNG"))
    shutil.copy(ROOT / "profiles/gracol.icc", shop.project / "own.icc")
    text = content_of("1.0").replace(
        "brand:\n", 'brand:\n  logo: {file: images/logo.png, alt: ""}\n'
    )
    (shop.project / "content.yaml").write_text(f"{text}\npress:\n  condition: own.icc\n")
    return shop


# Edits: what staff, editors and disks do to a project


def change_a_word(shop: Workshop) -> None:
    word = shop.pick(_WORDS)
    shop.change("content.yaml", lambda text: text.replace(f" {word}", f" {word}s", 1))


def change_a_colour(shop: Workshop) -> None:
    colour = shop.pick(("12525E", "12505C", "0F4A55"))
    river = re.compile(r'(river: *\{screen: *"#)\w+')
    shop.change("content.yaml", lambda text: river.sub(rf"\g<1>{colour}", text))


def write_an_own_stylesheet(shop: Workshop) -> None:
    name, size = shop.pick(("guide", "trifold", "_blocks")), shop.random.randrange(3)
    rule = f"\n.paragraph {{ padding-left: {size}pt }}\n"
    shop.change(f"styles/{name}.css", lambda text: text + rule)


def remove_an_own_file(shop: Workshop) -> None:
    kinds = (shop.project / kind for kind in ("styles", "templates"))
    file = shop.pick(sorted(f for kind in kinds for f in kind.rglob("*") if f.is_file()))
    if file:
        file.unlink()


def write_an_own_template(shop: Workshop) -> None:
    """As good as before, in bold, or one that cannot be filled in; or a note in another file."""
    said = shop.pick(("{{ block.said }}", "<b>{{ block.said }}</b>", "{{ nothing }}"))
    paragraph = re.compile(r'(?<=<p class="paragraph">).*?(?=</p>)')
    shop.change(
        "templates/blocks/paragraph.html.j2", lambda text: paragraph.sub(said, text, count=1)
    )
    if shop.random.random() < 0.3:
        shop.change("templates/guide.html.j2", lambda text: f"{text}{{# said to nobody #}}")


def change_the_figure(shop: Workshop) -> None:
    width = shop.pick(("1.5", "2", "2.5"))
    name = next((shop.project / "figures").glob("*.svg")).name
    number = re.compile(r'stroke-width="[\d.]+"')
    shop.change(f"figures/{name}", lambda text: number.sub(f'stroke-width="{width}"', text))


def change_the_picture(shop: Workshop) -> None:
    if not shop.asked:
        return
    picture = sign(shop.pick((190, 200, 210)))
    (shop.project / "images/logo.png").write_bytes(saved(picture, "PNG"))


def change_the_profile(shop: Workshop) -> None:
    if shop.asked:
        shutil.copy(ROOT / "profiles" / shop.pick(("gracol.icc", "fogra39.icc")), _own(shop))


def _own(shop: Workshop) -> Path:
    return shop.project / "own.icc"


def change_an_option(shop: Workshop) -> None:
    shop.options ^= {shop.pick(("--soft-proof", "--strict"))}


def touch_without_a_change(shop: Workshop) -> None:
    file = shop.pick(sorted(f for f in shop.project.rglob("*") if f.is_file()))
    os.utime(file, (_NOW, _NOW))


def change_and_set_the_clock_back(shop: Workshop) -> None:
    file = shop.project / "content.yaml"
    before = file.stat()
    change_a_word(shop)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    change_the_figure(shop)
    for figure in (shop.project / "figures").iterdir():
        os.utime(figure, (1, 1))


def forget_some(shop: Workshop) -> None:
    for file in shop.kept():
        if shop.random.random() < 0.3:
            file.unlink()


def forget_everything(shop: Workshop) -> None:
    shutil.rmtree(shop.store, ignore_errors=True)


def damage_some(shop: Workshop) -> None:
    for file in shop.kept():
        if shop.random.random() < 0.5:
            raw = bytearray(file.read_bytes() or b"?")  # some records say all by their name
            raw[shop.random.randrange(len(raw))] ^= 1
            file.write_bytes(raw if shop.random.random() < 0.7 else raw[: len(raw) // 2])


def lose_a_document(shop: Workshop) -> None:
    """Somebody deletes a finished file, or cuts it short; of what is kept nothing else."""
    names = sorted(f.relative_to(shop.folder / "with") for f in _finished(shop.folder / "with"))
    name = shop.pick(names)
    if name:
        short = shop.random.random() < 0.5
        for folder in ("with", "without"):
            file = shop.folder / folder / name
            if short:
                file.write_bytes(b"%PDF-1.7 cut short")
            else:
                file.unlink()


EDITS: tuple[Callable[[Workshop], None], ...] = (
    *(change_a_word, change_a_colour, write_an_own_stylesheet, remove_an_own_file),
    *(write_an_own_template, change_the_figure, change_the_picture, change_the_profile),
    *(change_an_option, touch_without_a_change, change_and_set_the_clock_back),
    *(forget_some, forget_everything, damage_some, lose_a_document),
)


# Builds, and what they are held to


def edit_and_build(
    shop: Workshop, times: int, edits: Sequence[Callable[[Workshop], None]] = EDITS
) -> Iterator[str]:
    """Edit and build so often; give the name of each edit once both builds agree.

    Raises AssertionError where they do not.
    """
    with patch("brochure.build.build.Workers.run", make_here):
        _build_both(shop, "nothing")
        for _ in range(times):
            edit = shop.pick(edits)
            edit(shop)
            _build_both(shop, edit.__name__)
            yield edit.__name__


def make_here(
    _workers: object, function: Callable[[Any], Any], arguments: Sequence[Any], **_how: object
) -> Any:
    """Make documents in this process: nothing that is tested here depends on workers."""
    return map(function, arguments)


def _build_both(shop: Workshop, edited: str) -> None:
    """Build with and without memory; compare files, reports and answers."""
    content = str(shop.project / "content.yaml")
    ordinary = ["build", content, *shop.asked, *sorted(shop.options), "--json", "-o"]
    remembering = [*ordinary, str(shop.folder / "with")]
    answer = recall_call(remembering)
    found = finished_bytes(shop.folder / "with") if answer else {}
    code, told = _call(remembering)
    plain_code, plain = _call([*ordinary, str(shop.folder / "without"), "--no-cache"])
    made = [document["made"] for document in told["documents"]]
    shop.made, shop.recalled = shop.made + made.count(True), shop.recalled + made.count(False)
    files = finished_bytes(shop.folder / "without")
    assert finished_bytes(shop.folder / "with") == files, edited
    assert (code, _plain(told, shop)) == (plain_code, _plain(plain, shop)), edited
    if answer:
        shop.answered += 1
        assert (answer.code, found) == (plain_code, files), edited
        assert _plain(json.loads(answer.output), shop) == _plain(plain, shop), edited


def _call(arguments: list[str]) -> tuple[int, Any]:
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained):
        code = command_line(arguments)
    assert not complained.getvalue()
    return code, json.loads(said.getvalue())


def _plain(told: Any, shop: Workshop) -> Any:
    """Return what a build told, but for where it wrote and what it had made before."""
    text = json.dumps(told)
    for folder in ("without", "with"):
        text = text.replace(f"{shop.folder / folder}/", "output/")
    plain = json.loads(text)
    for document in plain["documents"]:
        del document["made"]
    return plain


def _finished(output: Path) -> list[Path]:
    files = (f for f in output.rglob("*") if f.is_file())
    return [f for f in files if not any(p[0] == "." for p in f.relative_to(output).parts)]


def finished_bytes(output: Path) -> dict[str, bytes]:
    return {f.relative_to(output).as_posix(): f.read_bytes() for f in _finished(output)}


def main() -> None:
    """Make as many edits as the command line says; tell of them at the end."""
    default = sys.argv[2:] == ["default"]
    with tempfile.TemporaryDirectory() as folder:
        shop = lay_out_project(Path(folder), 4711, default)
        counts: dict[str, int] = {}
        for name in edit_and_build(shop, int(sys.argv[1]), EDITS):
            counts[name] = counts.get(name, 0) + 1
    lines = [f"{count} × {name}" for name, count in sorted(counts.items())]
    lines.append(f"documents made: {shop.made}, recalled: {shop.recalled}")
    lines.append(f"calls answered: {shop.answered}; all equal to builds without memory")
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
