"""Write docs/content.md, the reference for staff, and the pictures in it.

Everything in it comes from the program: the kinds of block from their models, each with the lines
of the starter that show it and a picture of what these print; the documents from their
declarations and a build of the starter. Run it after one of these has changed; a test compares the
text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path

import pypdfium2
from PIL import Image

from brochure.base.editions import Edition
from brochure.base.files.project import STARTER, Assets
from brochure.base.font_files import use_own_fonts
from brochure.base.geometry import Rect
from brochure.base.looks import STANDARD
from brochure.base.pixels import draw_page
from brochure.build.document import compose
from brochure.channels.channel import Channel, Variant
from brochure.channels.channels import OFFICE, SCREEN
from brochure.content.load import load_content
from brochure.content.messages.model_path import ModelKind, kind_of
from brochure.content.model.blocks import KINDS
from brochure.content.model.blocks.block import Block
from brochure.content.model.content import Content
from brochure.content.model.wording import Part, Wording
from brochure.layout.printed import Mark, Panel
from brochure.proofs.examined import Examined, examine
from brochure.selection.select import select_content
from brochure.selection.selected import parts_of, passages_in

HERE = Path(__file__).resolve().parent
PAGE = HERE / "content.md"
PICTURES = HERE / "pictures/kinds"
_DPI, _MARGIN_PT = 80, 8.0
_WIDEST_PX = 480
_FEW_LINES = 4  # to write on, that a picture shows
_SAID_ELSEWHERE = ("kind", "id")
_WORDING = frozenset(Wording.model_fields)
_HEAD = """# What may stand in content.yaml

Written by `docs/content_reference.py` from the program itself; do not edit it by hand.
Every key is checked: `./dev check` names what is wrong, with its line and what to do.

Where *wording* may stand, write words, or `{text: …, plain: …}` for the clinic's own words and a
plainer version; both take `**bold**`, `*italic*`, `[words](https://…)` and `{fact-name}`.
An `id:` lets documents pick a part with `only:`.

"""
_KINDS = """## Kinds of block
A section holds blocks, each with its `kind:`. A key with a star must be there.

"""
_EDITIONS = """## Documents and their panels
What goes into a panel is said under `editions:`. A panel of fixed size takes about as many words as
stand here, as the starter fills it, beside its headings; a flowing one takes as many pages as it
needs. `./dev build` tells how full each is. Sizes are those of Letter: `paper: a4`, above `brand:`,
makes all of them on A4. `fold: z` under `trifold:` folds it to and fro; without it it is rolled in.

"""


@dataclass(frozen=True)
class Shown:
    """One kind of block where it is printed: the document, the page from 1, the area in points."""

    on: Examined
    page: int
    area: Rect


def list_documents() -> Iterator[tuple[Edition, Examined]]:
    """Give each document of the starter, as it is printed."""
    content = load_content(STARTER / "content.yaml").content
    assert content, "the starter is good; a test builds it"
    for edition in content.placed_editions():
        channel = SCREEN if SCREEN.name in edition.channels else OFFICE
        yield edition, _print(content, edition, channel)


def _print(content: Content, edition: Edition, channel: Channel) -> Examined:
    brand, condition = content.brand, content.press.condition
    assets = Assets(STARTER)
    variant = Variant.of(edition, channel, assets, STANDARD, brand, condition)
    return examine(compose(content, variant))


def describe_content(documents: dict[Edition, Examined]) -> str:
    """Return the page: every kind of block, and every document with its panels."""
    kinds = "\n".join(_describe_kind(kind) for kind in KINDS)
    editions = "\n".join(_describe_edition(e, on) for e, on in documents.items())
    return f"{_HEAD}{_KINDS}{kinds}\n{_EDITIONS}{editions}"


def _describe_kind(kind: type[Block]) -> str:
    name = kind.kind_name()
    example = find_example(name)
    picture = "" if not example else f"\n![{name}](pictures/kinds/{name}.png)\n"
    shown = f"\n```yaml\n{example}\n```\n{picture}" if example else ""
    return f"### {name}\n{_fold(kind)}\n\n{''.join(_list_keys(kind))}{shown}"


def _list_keys(
    model: type[Part], indent: str = "", seen: tuple[type[Part], ...] = ()
) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if (name in _SAID_ELSEWHERE and not indent) or name in _WORDING:
            continue
        kind = kind_of(info.annotation, info)
        star = "\\*" if info.is_required() else ""
        yield f"{indent}- `{name}:`{star} {_say_what(kind)}\n"
        inner = _part_in(kind)
        if inner and inner is not Wording and inner not in seen:
            yield from _list_keys(inner, f"{indent}  ", (*seen, inner))
    if issubclass(model, Wording):
        yield f"{indent}- its own *wording*: `text:`, `plain:`\n"


def _say_what(kind: ModelKind) -> str:
    """Say in words what may stand after a key."""
    if choices := kind.choices():
        told = ", ".join(f"`{choice}`" for choice in choices)
        return f"one of {told}" if len(choices) > 1 else told
    listed = kind_of(kind.type.__args__[0]) if _is_list(kind) else None
    if listed:
        inner = "lists of *wording*" if _is_list(listed) else _say_what(listed)
        return f"a list: {inner}"
    part = kind.model()
    if part is Wording or (kind.members() and any(m.model() is Wording for m in kind.members())):
        return "*wording*"
    if part:
        return _first_sentence(cleandoc(part.__doc__ or ""))
    if len(kind.members()) > 1:
        return " or ".join(map(_say_what, kind.members()))
    plain = {"str": "words", "int": "a whole number", "bool": "true or false"}
    return kind.description or plain.get(getattr(kind.type, "__name__", ""), "words")


def _is_list(kind: ModelKind) -> bool:
    return getattr(kind.type, "__origin__", None) is tuple


def _part_in(kind: ModelKind) -> type[Part] | None:
    inner = kind_of(kind.type.__args__[0]) if _is_list(kind) else kind
    model = inner.model()
    return model if model and issubclass(model, Part) else None


def _fold(model: type[Part]) -> str:
    return " ".join(cleandoc(model.__doc__ or "").split())


def _first_sentence(text: str) -> str:
    first = re.split(r"(?<=[.:;])\s", " ".join(text.split()), maxsplit=1)[0].rstrip(".:;")
    return first[:1].lower() + first[1:]


def find_example(kind: str) -> str:
    """Return the lines of the starter that show a kind first, as they stand at the left edge."""
    lines = (STARTER / "content.yaml").read_text(encoding="utf-8").splitlines()
    begin = next(
        (n for n, line in enumerate(lines) if re.match(rf"\s+- {{?kind: {kind}\b", line)), -1
    )
    if begin < 0:
        return ""
    indent = len(lines[begin]) - len(lines[begin].lstrip())
    end = begin + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return "\n".join(line[indent:] for line in lines[begin:end]).rstrip()


def _describe_edition(edition: Edition, on: Examined) -> str:
    width, height = edition.width_pt / 72, edition.height_pt / 72
    least, most = edition.pages
    pages = (
        f"{least} page{'s' if least > 1 else ''}" if least == most else f"{least} to {most} pages"
    )
    head = (
        f"### {edition.name}\n{width:.3g} × {height:.3g} in, {pages}; for {_and(edition.channels)};"
        f" looks: {', '.join(edition.looks)}. Type: at least {edition.body_floor_pt:g} pt.\n\n"
        "| panel | width × height | words |\n|---|---|---|\n"
    )
    panels = {panel.name: panel for panel in reversed(on.printed.panels)}
    return head + "".join(_describe_panel(name, edition, panels) for name in edition.panels)


def _describe_panel(name: str, edition: Edition, panels: dict[str, Panel]) -> str:
    if name == edition.flow_panel:
        return f"| {name} | flows over pages | – |\n"
    panel = panels.get(name)
    if panel is None:
        return f"| {name} | on pages that are left | – |\n"
    size = f"{panel.rect.width / 72:.1f} × {panel.rect.height / 72:.1f} in"
    return f"| {name} | {size} | {panel.words + panel.words_free} |\n"


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def draw_kinds(documents: dict[Edition, Examined]) -> Iterator[tuple[str, Image.Image]]:
    """Give a picture of each kind, where a document of the starter prints it first."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    for kind in KINDS:
        name = kind.kind_name()
        called = (name, "sign-off") if name == "signatures" else (name,)
        found = (_find(content, edition, on, called) for edition, on in documents.items())
        shown = next(filter(None, found), None)
        if shown:
            yield name, _draw(shown)


def _find(content: Content, edition: Edition, on: Examined, kinds: tuple[str, ...]) -> Shown | None:
    """Return where the first block of a kind stands; what is written on is found by its lines."""
    panels = select_content(content, edition).panels.values()
    parts = ((on, part) for panel in panels for on in panel for part in parts_of(on))
    for placed, part in parts:
        around = placed.title if part.asks.ruled else None  # it may have no words of its own
        said = {(said.path, said.panel) for said in (*passages_in(part), *passages_in(around))}
        words = [w for w in on.words if w.passage and (w.passage.path, w.passage.panel) in said]
        if part.kind not in kinds or not (words or part.shows.drawings):
            continue
        drawn = {drawing.path for drawing in part.shows.drawings}
        heard = {inner.alt for inner in parts_of(part) if inner.asks.pictured}
        marks = [m for m in on.printed.marks if m.path in drawn or m.sign in heard]
        page = words[0].page if words else marks[0].page
        boxes = [glyph.box for word in words if word.page == page for glyph in word.glyphs]
        boxes += [mark.rect for mark in marks if mark.page == page]
        area = _around(boxes)
        lines = [m.rect for m in on.printed.marks if m.page == page and _is_written_on(m, area)]
        written = lines[:_FEW_LINES] if part.asks.ruled else ()
        return Shown(on, page, _around([area, *written]))
    return None


def _is_written_on(mark: Mark, area: Rect) -> bool:
    return mark.kind == "line" and mark.rect.top >= area.top


def _around(boxes: list[Rect]) -> Rect:
    return Rect(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _draw(shown: Shown) -> Image.Image:
    page = pypdfium2.PdfDocument(shown.on.printed.pdf)[shown.page - 1]
    scale, area = _DPI / 72, shown.area
    image = draw_page(page, scale)
    left, top = max(0, area.left - 3 * _MARGIN_PT), max(0, area.top - _MARGIN_PT)
    right, bottom = area.right + 3 * _MARGIN_PT, area.bottom + _MARGIN_PT
    cut = image.crop((left * scale, top * scale, right * scale, bottom * scale))
    cut.thumbnail((_WIDEST_PX, _WIDEST_PX))
    return cut


def main() -> None:
    """Write the page and its pictures."""
    use_own_fonts()
    documents = dict(list_documents())
    PAGE.write_text(describe_content(documents), "utf-8")
    PICTURES.mkdir(exist_ok=True)
    for name, image in draw_kinds(documents):
        image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
            PICTURES / f"{name}.png", optimize=True
        )


if __name__ == "__main__":
    main()
