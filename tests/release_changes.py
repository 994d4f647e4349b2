"""Changes of a released project, by kind: of content, of how it looks, of what draws it."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from brochure.base.font_files import FONT_FILES, font_paths
from tests.release_bench import Bench
from tests.release_project import RESTS, STATED, WAIVED

_WORDED = re.compile(r"^\s+(?:- )?(?:(?:text|plain|title|body|label|heading): |- )(?P<said>.*)$")
_IN_BRACES = re.compile(r"(?:text|plain|title|body|label): (?P<said>[^{},:]+)[,}]")
_WORD = re.compile(r"(?<![\w{/.@*\[-])[a-z]{5,}(?![\w}/@:*\]-])")
_ALT = re.compile(r"alt: (?P<said>[A-Z][^,}\n]*)")
_TITLE = re.compile(r"^    title: (?P<said>\S.*)$", re.MULTILINE)
_COLOUR = re.compile(
    r"(?P<role>\w+): +\{screen: \"#(?P<value>[0-9A-F]{6})\", press: \[(?P<inks>[^\]]+)"
)
_SHEETS = ("guide", "trifold", "large-print", "_blocks", "_base", "_tokens", "_readable")
_SHEETS_OF_ALL = (*_SHEETS, "booklet", "safety-sheet", "_high-contrast", "handout")


@dataclass(frozen=True)
class Changed:
    """What was changed. `behind` are the documents that it concerns though no reader sees it.

    `every_file` says that it may show in some channels or looks alone; `packages` is a folder of
    packages that stand before those of the machine.
    """

    what: str
    behind: frozenset[str] = frozenset()
    every_file: bool = False
    packages: Path | None = None


Change = Callable[[Bench], Changed]


def _scramble(bench: Bench, word: str) -> str:
    letters = list(word)
    while "".join(letters) == word and len(set(word)) > 1:
        bench.random.shuffle(letters)
    return "".join(letters)


def change_words(bench: Bench) -> Changed:
    """Let one word of the wording be another, be gone, or be two."""
    lines = bench.text().splitlines(keepends=True)
    number, at, word = bench.random.choice(list(_words_in(lines)))
    other = bench.random.choice((_scramble(bench, word), _scramble(bench, word), "", f"{word} so"))
    lines[number] = lines[number][:at] + other + lines[number][at + len(word) :]
    bench.put("".join(lines))
    return Changed(f"line {number + 1}, {word!r} to {other!r}")


def _words_in(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give words of the wording: number of the line, place in it, the word."""
    begin = next(n for n, line in enumerate(lines) if line.startswith("statements:"))
    end = next(n for n, line in enumerate(lines) if line.startswith("editions:"))
    for number in range(begin, end):
        found = _WORDED.match(lines[number]) or _IN_BRACES.search(lines[number])
        said = found["said"] if found and "#" not in lines[number] else ""
        for word in _WORD.finditer(said):
            assert found
            yield number, found.start("said") + word.start(), word[0]


def change_title(bench: Bench) -> Changed:
    """Change the title of a section, or that of a document, which a window shows."""
    return _change_one(bench, _TITLE, "title")


def change_alt(bench: Bench) -> Changed:
    """Change what is read aloud in place of a picture."""
    return _change_one(bench, _ALT, "alt")


def _change_one(bench: Bench, pattern: re.Pattern[str], what: str) -> Changed:
    text = bench.text()
    of_sources = _find_sources(text)  # another kind of change: no reader may see it
    others = (m for m in pattern.finditer(text) if m.start() not in of_sources)
    found = bench.random.choice([m for m in others if _WORD.search(m["said"])])
    word = bench.random.choice(list(_WORD.finditer(found["said"])))
    at = found.start("said") + word.start()
    bench.put(text[:at] + _scramble(bench, word[0]) + text[at + len(word[0]) :])
    return Changed(f"{what} {found['said'][:40]!r}, {word[0]!r}")


def _find_sources(text: str) -> range:
    found = re.search(r"^sources:\n(?:[ #].*\n|\n)*", text, re.MULTILINE)
    return range(*found.span()) if found else range(0)


def change_facts(bench: Bench) -> Changed:
    """Change what a fact says, whether it is confirmed, or where it is from."""
    if bench.is_default:
        id = bench.random.choice(sorted(bench.stated))
        bench.edit(f"  - id: {id}\n", f"  - id: {id}\n    question: Is this so, still?\n")
        text = bench.text()  # of two questions the later one is taken out
        own = text.index(f"  - id: {id}\n")
        second = text.find("\n    question:", text.index("question:", own))
        following = text.find("\n  - id:", own)
        if second != -1 and (following == -1 or second < following):
            stop = text.index("\n", second + 1)
            bench.put(text[:second] + text[stop:])
        return Changed(f"question of fact {id}", bench.stated[id])
    id, value = bench.random.choice(
        (
            *(("rest", "twenty minutes"), ("days", "two days"), ("feeling", "three hours")),
            ("unused", "a fact that nobody prints"),
        )
    )
    old, new = bench.random.choice(
        (
            (f"value: {value}", f"value: {value.replace('t', 'T')}"),
            (f"{value}, provenance: template", f"{value}, provenance: public"),
            (f"{value}, provenance: template, status: confirmed", _unconfirmed(value)),
        )
    )
    bench.edit(old, new)
    return Changed(f"fact {id}: {new}", frozenset(STATED.get(id, ())))


def _unconfirmed(value: str) -> str:
    return f"{value}, provenance: template, status: to confirm, question: So?"


def change_sources(bench: Bench) -> Changed:
    """Change a source that claims rest on, or one that none does."""
    if bench.is_default:
        rests = {id: names for id, names in bench.rests.items() if f"- id: {id}\n" in bench.text()}
        id = bench.random.choice(sorted(rests))
        head, tail = bench.text().split(f"- id: {id}\n", 1)
        bench.put(f"{head}- id: {id}\n{re.sub('title: .*', 'title: Another work', tail, count=1)}")
        return Changed(f"source {id}", rests[id])
    id, old, new = bench.random.choice(
        (
            ("leaflet", "Practice leaflets", "Leaflets of 2026"),
            ("leaflet", "title: Care of an implant", "title: Care of implants"),
            ("study", "Journal of Gums", "Journal of Teeth"),
            ("other", "publisher: Somebody", "publisher: Nobody"),
        )
    )
    bench.edit(old, new)
    return Changed(f"source {id}: {new}", frozenset(RESTS.get(id, ())))


def change_rules(bench: Bench) -> Changed:
    """Change rules by a remark or a reason, or what was accepted under them."""
    kinds = ["remark", "reason", "waiver", "other rule"]
    kind = bench.random.choice(kinds[:2] if bench.is_default else kinds)
    if kind == "waiver":
        bench.edit("Our patients know it", "Our patients say so")
        return Changed("waiver", WAIVED)
    rules = bench.text("rules.yaml")
    if kind == "remark":
        bench.put(f"{rules}\n# {bench.random.random()}\n", "rules.yaml")
    elif kind == "reason":
        at = bench.random.choice([m.end() for m in re.finditer("why: ", rules)])
        bench.put(f"{rules[:at]}as is known, {rules[at:]}", "rules.yaml")
    else:
        more = rules.replace("id: numb", "id: gauze").replace("[is numb]", "[zebra]")
        bench.put(rules + more.partition("\n")[2], "rules.yaml")
    return Changed(f"rules: {kind}")


def change_template(bench: Bench) -> Changed:
    """Change a template by a remark, a class, white space, or a word."""
    name = bench.random.choice((*bench.names, "_document", "_blocks", "_parts"))
    name = re.sub("^(large-print-)?safety-sheet.*", "safety-sheet", name)
    name = f"templates/{name}.html.j2"
    text = bench.text(name)
    kind = bench.random.choice(("remark", "class", "space", "word"))
    if kind == "remark":
        bench.put(f"{text}{{# {bench.random.random()} #}}", name)
    else:
        old, new = {
            "class": ("<p>", '<p class="of-nothing">'),
            "space": ("<p>", "<p >"),
            "word": ("<p>", "<p>Oh "),
        }[kind]
        old, new = (old, new) if old in text else ("<div ", "<div title='oh' ")
        bench.put(text.replace(old, new), name)
    return Changed(f"{name}: {kind}", every_file=kind != "remark")


_RULES = (
    "p { letter-spacing: 0.02pt }",
    "h1, h2 { color: #123456 }",
    ".none { color: red }",
    "p { word-spacing: 0.2pt }",
    "li { margin-bottom: 0.3pt }",
    "@media screen { p { color: red } }",
    "h2 { position: relative; z-index: 1 }",
    "p { orphans: 3 }",
    "a { color: #0C343C }",
    "",
)
_STATUS_RULES = (
    ".status { height: 2.2lh }",
    ".status { color: #333333 }",
    ".status { font-weight: 700 }",
    ".status { font-style: italic }",
    ".status { background: #FFFFEE }",
    ".status { letter-spacing: 0.1pt }",
    ".status { text-align: right }",
    ".status { text-decoration: underline }",
    ".status { outline: 0.5pt solid #0C343B }",
    ".status-of-nothing { height: 9lh }",
)


def change_style(bench: Bench) -> Changed:
    """Add a rule to a stylesheet of one document, of one look, or of all."""
    return _add_rule(bench, bench.random.choice(_RULES))


def change_status_box(bench: Bench) -> Changed:
    """Change the box in which the program says whether a document is approved."""
    return _add_rule(bench, bench.random.choice(_STATUS_RULES))


def _add_rule(bench: Bench, rule: str) -> Changed:
    sheets = _SHEETS_OF_ALL if bench.is_default else _SHEETS
    name = f"styles/{bench.random.choice(sheets)}.css"
    bench.put(f"{bench.text(name)}\n/* {bench.random.random()} */\n{rule}\n", name)
    return Changed(f"{name} {rule!r}", every_file=True)


def change_colour(bench: Bench) -> Changed:
    """Change a colour of the brand a little, on screen or on a press."""
    text = bench.text()
    found = bench.random.choice(list(_COLOUR.finditer(text)))
    if bench.random.random() < 0.5:
        at, old = found.start("value"), found["value"]
        new = f"{(int(old, 16) ^ bench.random.choice((0x020202, 0x000100, 0x040000))):06X}"
    else:
        at, old = found.start("inks"), found["inks"]
        new = ", ".join(str(max(0, int(ink) - 1)) for ink in old.split(","))
    bench.put(text[:at] + new + text[at + len(old) :])
    return Changed(f"colour {found['role']}: {old} to {new}", every_file=True)


def change_font(bench: Bench) -> Changed:
    """Let a letter of a font be wider, in the place of ours or as a newly installed one."""
    if bench.random.random() < 0.3:
        rule = bench.random.choice(
            ("h1 { font-family: 'Source Sans Pro' }", "p { font-family: Spectral }")
        )
        return _add_rule(bench, rule)
    package, file = bench.random.choice(FONT_FILES)
    letter = bench.random.choice("eantgΩ")
    installed = bench.random.random() < 0.5
    (path,) = font_paths(((package, file),))
    packages = bench.folder / "packages"
    shutil.rmtree(packages, ignore_errors=True)
    shutil.copytree(path.parent.parent, packages / package)
    font = TTFont(packages / package / "files" / file)
    if glyph := (font.getBestCmap() or {}).get(ord(letter)):
        widths: dict[str, tuple[int, int]] = font["hmtx"].metrics
        widths[glyph] = (widths[glyph][0] + 12, widths[glyph][1])
        font.save(packages / package / "files" / file)
    if installed:
        _install(packages, package)
    how = "installed" if installed else "put there"
    return Changed(f"font {file}, {letter!r}, {how}", every_file=True, packages=packages)


def _install(packages: Path, name: str) -> None:
    info = packages / f"{name}-99.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 99.0\n", encoding="utf-8")
    (info / "RECORD").write_text(f"{name}/files,sha256=of-another-one,9\n", encoding="utf-8")


CHANGES: Mapping[str, Change] = {
    "words": change_words,
    "titles": change_title,
    "alt texts": change_alt,
    "facts": change_facts,
    "sources": change_sources,
    "rules": change_rules,
    "templates": change_template,
    "styles": change_style,
    "status box": change_status_box,
    "colours": change_colour,
    "fonts": change_font,
}
