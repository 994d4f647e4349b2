"""Every reader of foreign input, what it is given, and what it may answer with."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.files.css import Variables, find_urls, replace_urls, vet_css
from brochure.base.files.image_conversion import convert_picture
from brochure.base.files.images import vet_image
from brochure.base.files.project import Assets
from brochure.base.page_count import PageCount
from brochure.base.press_condition import find_condition
from brochure.channels.inks import Inks
from brochure.commands.accessibility import judge_file
from brochure.content.load import validate_content
from brochure.content.yaml.source import read_source
from brochure.mail.recipients import read_recipients
from brochure.preflight.check_files import check_file
from brochure.preflight.order import parse_order
from brochure.preflight.verdict_text import files_json, format_table, texts_of
from brochure.reading.filled_in import is_filled_in
from tests.fuzz import corpus
from tests.fuzz.mail_server import hand_to_server
from tests.fuzz.mutate import mutate, mutate_png
from tests.fuzz.pdf_objects import mutate_pdf

Mutate = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


@dataclass(frozen=True)
class Target:
    """One reader: valid files, how they are damaged, and what reads them.

    `read` gets what to read and an empty folder; it may refuse with a BrochureError and nothing
    else, within `seconds`, and without more than `megabytes` beyond what it took before.
    """

    name: str
    valid: Callable[[], tuple[bytes, ...]]
    read: Callable[[bytes, Path], None]
    mutate: Mutate = mutate
    tokens: tuple[bytes, ...] = ()
    seconds: float = 5
    megabytes: int = 700

    def input(self, number: int) -> bytes:
        """Return the input of this number: always the same."""
        chance = random.Random(f"{self.name} {number}")
        raw = chance.choice(self.valid())
        return self.mutate(chance, raw, self.tokens) if number else raw


def _read_svg(raw: bytes, folder: Path) -> None:
    (folder / "figures").mkdir()
    (folder / "figures/a.svg").write_bytes(raw)
    Assets(folder).figure("figures/a.svg", {"ink": "#000000"})


def _read_css(raw: bytes, folder: Path) -> None:
    css = raw.decode("utf-8", "replace")
    vet_css(css, "styles/a.css")
    find_urls(css, "styles/a.css")
    replace_urls(css, lambda url: f"{url}?")
    Variables().add(css, "styles/a.css")


def _read_picture(raw: bytes, folder: Path) -> None:
    name = "images/a.png" if raw.startswith(b"\x89") else "images/a.jpg"
    vet_image(raw, name)
    convert_picture(raw, name)


def _read_profile(raw: bytes, folder: Path) -> None:
    (folder / "own.icc").write_bytes(raw)
    condition = find_condition("own.icc", Assets(folder))
    Inks(condition, {}).of((200, 10, 10))


def _read_output(raw: bytes, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(raw)
    is_filled_in(folder / "a.pdf")


def _check(raw: bytes, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(raw)
    checked = check_file((folder / "a.pdf", parse_order("4x6in", "50mm", ""), PageCount(None)))
    told = (format_table(checked), *texts_of(checked), files_json((checked,), False))
    assert sum(map(len, told)) < 5_000_000, "it tells without end"


def _check_xmp(raw: bytes, folder: Path) -> None:
    _check(corpus.with_xmp(raw), folder)


def _judge(raw: bytes, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(raw)
    for result in judge_file(folder / "a.pdf"):
        tuple(result.findings())


def _read_list(raw: bytes, folder: Path) -> None:
    (folder / "a.csv").write_bytes(raw)
    _, findings = read_recipients(folder / "a.csv", "a.csv")
    assert not any("example" in found.what for found in findings), "an address is told"


def _read_content(raw: bytes, folder: Path) -> None:
    (folder / "content.yaml").write_bytes(raw)
    source, _ = read_source(folder / "content.yaml")
    if source:
        validate_content(source)


_SVG_TOKENS = (
    *(b"<g>", b"</g>", b"<use href='#r'/>", b"<style>", b"</style>", b"url(#m)", b"id='r'"),
    *(
        b"<!DOCTYPE a>",
        b"<?a?>",
        b"&amp;",
        b"&#0;",
        b"<![CDATA[",
        b"]]>",
        b"data:image/png;base64,",
    ),
    *(b".a,", b"{fill:url(#p)}", b"@import 'a';", b"class='a b c'", b"href='#m'", b"xml:base='a'"),
)
_CSS_TOKENS = (
    *(
        b"{",
        b"}",
        b"(",
        b")",
        b"[",
        b"]",
        b";",
        b",",
        b":",
        b"var(--a)",
        b"--b:",
        b"@import ",
        b"'",
    ),
    *(b"url(", b"src('", b"\\", b"/*", b"*/", b"@media print{", b"!important", b"<!--", b"1e9999"),
)
_JPEG_TOKENS = (b"\xff\xda", b"\xff\xd8", b"\xff\xd9", b"\xff\xc2", b"\xff\xe1", b"\xff\xfe\0\2")
_XMP_TOKENS = (
    b"<rdf:li>",
    b"</rdf:li>",
    b"<rdf:Seq>",
    b"<!ENTITY a 'b'>",
    b"<!DOCTYPE a>",
    b"xmlns:",
)
_YAML_TOKENS = (
    b"- ",
    b": ",
    b"\n  ",
    b"&a ",
    b"*a ",
    b"!!python/object ",
    b"|",
    b">",
    b"{",
    b"[",
    b"? ",
)
_REPLY_TOKENS = (
    corpus.STEP,
    b"250-",
    b"250 ",
    b"421 ",
    b"550 ",
    b"\r\n",
    b"334 ",
    b"999 ",
    b"a" * 999,
)

TARGETS = (
    Target("svg", corpus.svgs, _read_svg, tokens=_SVG_TOKENS),
    Target("css", corpus.stylesheets, _read_css, tokens=_CSS_TOKENS),
    Target("pictures", corpus.pictures, _read_picture, mutate_png, _JPEG_TOKENS),
    Target("profiles", corpus.profiles, _read_profile, tokens=(b"B2A0", b"mft1", b"mAB ", b"CMYK")),
    Target("output", corpus.forms, _read_output, mutate_pdf),
    Target("check", corpus.press_files, _check, mutate_pdf, seconds=20, megabytes=1500),
    Target("xmp", lambda: (corpus.XMP,), _check_xmp, tokens=_XMP_TOKENS, seconds=20),
    Target("access", corpus.tagged, _judge, mutate_pdf, seconds=30, megabytes=1500),
    Target("recipients", lambda: corpus.LISTS, _read_list, tokens=(b'"', b",", b";", b"@", b"\r")),
    Target("content", lambda: corpus.CONTENT, _read_content, tokens=_YAML_TOKENS),
    Target("replies", lambda: corpus.REPLIES, hand_to_server, tokens=_REPLY_TOKENS),
)


def refuse_or_read(target: Target, raw: bytes, folder: Path) -> None:
    """Let a target read. Raises whatever is no refusal in our own words."""
    with suppress(BrochureError):
        target.read(raw, folder)
