"""``python -m tests.second_opinions FOLDER [--count 200]``: do both judges say the same?

FOLDER holds finished PDFs of ours. Each is judged as it is, and damaged in so many ways, drawn by
a seed, by both judges: by PDF/UA-1 and by PDF/A-2a. What they say is laid side by side. Run on
demand: veraPDF takes a second for each file.
"""

import argparse
import io
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from brochure.access.second_judge import A_2A, UA_1, judge_again
from brochure.commands import accessibility
from brochure.commands.accessibility import Profile, judge_by_profile

SEED = 20
Damage = Callable[[pikepdf.Pdf, random.Random], None]
PROFILES: dict[str, Profile] = {UA_1: accessibility.UA_1, A_2A: accessibility.A_2A}


def _elements(pdf: pikepdf.Pdf, role: str = "") -> list[Any]:
    found = [
        one for one in pdf.objects if isinstance(one, Dictionary) and "/S" in one and "/P" in one
    ]
    return [one for one in found if not role or str(one.S) == f"/{role}"]


def _dropping(key: str, *where: str) -> Damage:
    def damage(pdf: pikepdf.Pdf, draw: random.Random) -> None:
        place: Any = pdf.Root
        for name in where:
            place = place[name]
        del place[key]

    return damage


def _of_one(role: str, change: Callable[[Any], None]) -> Damage:
    def damage(pdf: pikepdf.Pdf, draw: random.Random) -> None:
        change(draw.choice(_elements(pdf, role)))

    return damage


def _rename(role: str) -> Callable[[Any], None]:
    def change(element: Any) -> None:
        element.S = Name(f"/{role}")

    return change


def _drop(key: str) -> Callable[[Any], None]:
    def change(element: Any) -> None:
        del element[key]

    return change


def _fonts(pdf: pikepdf.Pdf, type: str) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == type]


def _of_fonts(type: str, key: str) -> Damage:
    def damage(pdf: pikepdf.Pdf, draw: random.Random) -> None:
        del draw.choice([f for f in _fonts(pdf, type) if key in f])[key]

    return damage


def _in_xmp(old: bytes, new: bytes) -> Damage:
    def damage(pdf: pikepdf.Pdf, draw: random.Random) -> None:
        xmp = pdf.Root.Metadata.read_bytes()
        if old not in xmp:
            raise ValueError(f"the metadata do not hold {old!r}")
        kept = pdf.make_stream(xmp.replace(old, new))
        kept.Type, kept.Subtype = Name.Metadata, Name.XML
        pdf.Root.Metadata = kept

    return damage


def _unmark(pdf: pikepdf.Pdf, draw: random.Random) -> None:
    page = draw.choice(list(pdf.pages))
    drawn = b"BT ET 0 0 5 5 re f"
    page.contents_add(pdf.make_stream(drawn))


def _tabs(pdf: pikepdf.Pdf, draw: random.Random) -> None:
    page = draw.choice([p for p in pdf.pages if "/Annots" in p.obj])
    del page.obj["/Tabs"]


def _note(pdf: pikepdf.Pdf, key: str, draw: random.Random) -> None:
    notes = [n for p in pdf.pages for n in p.obj.get("/Annots", ()) if key in n]
    del draw.choice(notes)[key]


def _set_script(pdf: pikepdf.Pdf, draw: random.Random) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep(0)"))


def _attach(pdf: pikepdf.Pdf, draw: random.Random) -> None:
    pdf.attachments["a.txt"] = b"words"


DAMAGES: dict[str, Damage] = {
    "no language": _dropping("/Lang"),
    "not marked": _dropping("/MarkInfo"),
    "no tags": _dropping("/StructTreeRoot"),
    "no metadata": _dropping("/Metadata"),
    "title not shown": _dropping("/DisplayDocTitle", "/ViewerPreferences"),
    "no output intent": _dropping("/OutputIntents"),
    "no UA claim": _in_xmp(b"pdfuaid", b"pdfuaix"),
    "wrong part": _in_xmp(b"pdfuaid:part", b"pdfuaid:port"),
    "no title": _in_xmp(b"dc:title", b"dc:titel"),
    "wrong archive part": _in_xmp(b"pdfaid:part", b"pdfaid:port"),
    "no conformance": _in_xmp(b"pdfaid:conformance", b"pdfaid:conformity"),
    "figure not described": _of_one("Figure", _drop("/Alt")),
    "heading skipped": _of_one("H2", _rename("H5")),
    "item outside its list": _of_one("L", _rename("P")),
    "item of a strange kind": _of_one("LI", _rename("P")),
    "body of a strange kind": _of_one("LBody", _rename("Span")),
    "strange tag": _of_one("P", _rename("Paragraf")),
    "row of a strange kind": _of_one("TR", _rename("P")),
    "cell of a strange kind": _of_one("TD", _rename("LI")),
    "link of a strange kind": _of_one("Link", _rename("Span")),
    "head without scope": _of_one("TH", _drop("/A")),
    "mixed headings": _of_one("H2", _rename("H")),
    "no codes of letters": _of_fonts("/Font", "/ToUnicode"),
    "font not embedded": _of_fonts("/FontDescriptor", "/FontFile2"),
    "no widths": _of_fonts("/Font", "/W"),
    "unmarked drawing": _unmark,
    "no order of tabs": _tabs,
    "link without words": lambda pdf, draw: _note(pdf, "/Contents", draw),
    "link without flags": lambda pdf, draw: _note(pdf, "/F", draw),
    "annotation without a tag": lambda pdf, draw: _note(pdf, "/StructParent", draw),
    "script": _set_script,
    "attachment": _attach,
}


def damaged(files: list[Path], count: int, seed: int = SEED) -> Iterator[tuple[str, str, bytes]]:
    """Give so many damaged files, each with the file and the damage that it has.

    What a file does not have cannot be damaged in it: another damage is drawn then.
    """
    draw, kept = random.Random(seed), [file.read_bytes() for file in files]
    made, names = 0, cycle(DAMAGES)
    while made < count:
        at, name = draw.randrange(len(files)), next(names)
        order = [at, *(n for n in range(len(files)) if n != at)]
        for n in order:
            with pikepdf.open(io.BytesIO(kept[n])) as pdf:
                try:
                    DAMAGES[name](pdf, draw)
                except (KeyError, IndexError, ValueError):
                    continue
                out = io.BytesIO()
                pdf.save(out, fix_metadata_version=False)
            made += 1
            yield files[n].stem, name, out.getvalue()
            break


def main() -> int:
    """Print what each judge says of each file where they differ, and how often they agree."""
    parser = argparse.ArgumentParser("python -m tests.second_opinions", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.pdf"))
    whole = [(file.stem, "as it is", file.read_bytes()) for file in files]
    counts: Counter[tuple[str, bool, bool, bool]] = Counter()
    with TemporaryDirectory() as folder:
        for name, damage, pdf in (*whole, *damaged(files, options.count)):
            file = Path(folder) / "judged.pdf"
            file.write_bytes(pdf)
            for key, profile in PROFILES.items():
                vera = judge_by_profile(file, profile).faults
                second = judge_again(pdf, key)
                other = None if second is None else bool(second)
                counts[key, damage == "as it is", bool(vera), bool(other)] += 1
                if other is None or bool(vera) != other:
                    clauses = ", ".join(f"{f.clause}-{f.test}" for f in vera) or "none"
                    rules = ", ".join(dict.fromkeys(b.rule for b in second or ())) or "none"
                    print(f"{key} {name}, {damage}: veraPDF {clauses}; second {rules}", flush=True)
    for (key, as_it_is, vera_wrong, second_wrong), times in sorted(counts.items()):
        what = "as it is" if as_it_is else "damaged"
        print(f"{key} {what}: veraPDF wrong {vera_wrong}, second wrong {second_wrong}: {times}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
