"""Releases and their record, damaged or replaced, by kind; and engines that draw anew.

What is damaged must be told by `brochure verify`, and what is not as it was released does not
leave. Of an engine that has changed, only a document that it draws otherwise loses its release.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from brochure.approval.entry import Entry
from tests.approval.entries import by_earlier_engine, drawn_otherwise, put_record
from tests.release_bench import Bench

ALL = ("every document", "standard")


@dataclass(frozen=True)
class Damage:
    """What was done. `stopped` is a document, and a look of it, that must not leave any more.

    `told` says that it must be told by `verify`. `differ` are the documents that are drawn
    otherwise by today's engine, None where nothing of that kind was done.
    """

    what: str
    stopped: tuple[str, str] = ("", "")
    told: bool = True
    differ: frozenset[str] | None = None
    packages: Path | None = None


def damage_pdf(bench: Bench) -> Damage:
    """Change, cut, swap, replace or remove a released file."""
    folder = bench.copy / "output/releases"
    files = sorted(folder.rglob("*.pdf"))
    file = bench.random.choice([one for one in files if not one.stem.endswith("-ticket")])
    kind = bench.random.choice(("byte", "cut", "draft", "other", "gone", "link", "longer"))
    raw = file.read_bytes()
    file.unlink()
    if kind == "byte":
        file.write_bytes(_with_other_byte(bench, raw))
    elif kind == "cut":
        file.write_bytes(raw[: bench.random.randrange(len(raw))])
    elif kind == "draft":
        file.write_bytes(drawn_otherwise(raw))
    elif kind == "other":
        others = [one for one in files if one != file and one.is_file()]
        shutil.copy(bench.random.choice(others), file)
    elif kind == "link":
        others = [one for one in files if one != file]
        file.symlink_to(bench.good / bench.random.choice(others).relative_to(bench.copy))
    elif kind == "longer":
        file.write_bytes(raw + b"\n")
    where = file.relative_to(folder).as_posix()
    name, _, channel, *look = file.relative_to(folder).parts[:-1]
    stopped = (name, look[0] if look else "standard") if channel == "screen" else ("", "")
    return Damage(f"{kind} {where}", stopped)


def _with_other_byte(bench: Bench, raw: bytes) -> bytes:
    at, bit = bench.random.randrange(len(raw)), 1 << bench.random.randrange(8)
    return raw[:at] + bytes((raw[at] ^ bit,)) + raw[at + 1 :]


def damage_manifest(bench: Bench) -> Damage:
    """Change or remove what lies beside the files of a release."""
    folder = bench.copy / "output/releases"
    names = ("manifest.json", "SHA256SUMS", "approvals.txt", "words.json")
    files = [one for one in sorted(folder.rglob("*")) if one.name in names]
    tickets = sorted(folder.rglob("*-ticket.*"))
    file = bench.random.choice((*files, *tickets))
    raw = file.read_bytes()
    file.unlink()
    if bench.random.random() < 0.8:
        file.write_bytes(_with_other_byte(bench, raw))
    return Damage(f"{'byte of' if file.exists() else 'no'} {file.relative_to(folder)}")


def damage_record(bench: Bench) -> Damage:
    """Change a byte of the record or its seal, or cut, swap, double or remove lines."""
    record, seal = bench.copy / "content.record", bench.copy / "content.record.sha256"
    lines = record.read_bytes().splitlines(keepends=True)
    kind = bench.random.choice(("byte", "byte", "byte", "seal", "cut", "swap", "twice", "torn"))
    kind = bench.random.choice((kind, kind, "no seal", "gone", "edited"))
    at = bench.random.randrange(len(lines))
    if kind in ("byte", "seal"):
        file = record if kind == "byte" else seal
        file.write_bytes(_with_other_byte(bench, file.read_bytes()))
        return Damage(f"byte of {file.name}", ALL)
    if kind in ("no seal", "gone"):
        (seal if kind == "no seal" else record).unlink()
    elif kind == "cut":
        record.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
    elif kind == "swap":
        other = (at + 1 + bench.random.randrange(len(lines) - 1)) % len(lines)
        lines[at], lines[other] = lines[other], lines[at]
        record.write_bytes(b"".join(lines))
    elif kind == "twice":
        record.write_bytes(b"".join(lines[: at + 1] + lines[at:]))
    elif kind == "torn":
        whole = b"".join(lines)
        record.write_bytes(whole[: bench.random.randrange(1, len(whole))])
    else:  # a line that fits its own hash
        told = lines[at][66:-1].replace(b"2026-11-30", b"2026-11-29")
        lines[at] = f"{sha256(told).hexdigest()}  ".encode() + told + b"\n"
        record.write_bytes(b"".join(lines))
    return Damage(f"{kind}, line {at + 1} of {len(lines)}", ALL)


def change_engine(bench: Bench) -> Damage:
    """Let the record and the files be of an earlier engine; it drew the same, or it did not."""
    kind = bench.random.choice(("alike", "alike", "otherwise", "otherwise", "gone", "installed"))
    if kind == "installed":
        packages = bench.folder / "engine"
        shutil.rmtree(packages, ignore_errors=True)
        info = packages / "weasyprint-99.0.dist-info"
        info.mkdir(parents=True)
        (info / "RECORD").write_text(f"{bench.random.random()}\n", encoding="utf-8")
        return Damage("a newly installed engine", told=False, differ=frozenset(), packages=packages)
    name = bench.random.choice(bench.names)
    entries = [by_earlier_engine(one) if one.document == name else one for one in bench.entries()]
    kept = sorted((bench.copy / "output/approved" / name).rglob("*.pdf"))
    file = bench.random.choice(kept)
    inner = file.relative_to(bench.copy / "output/approved" / name).as_posix()
    in_release = bench.copy / "output/releases" / name / inner
    drawn = drawn_otherwise(file.read_bytes())
    if kind == "otherwise":
        held, digest = sha256(file.read_bytes()).hexdigest(), sha256(drawn).hexdigest()
        entries = [_with_file(one, name, held, digest) for one in entries]
        bench.released[digest] = bench.released[held]
    for one in (file, in_release):
        one.unlink()
        if kind == "otherwise":
            one.write_bytes(drawn)
    if kind == "alike":
        for one in (file, in_release):
            shutil.copy(bench.good / one.relative_to(bench.copy), one)
    put_record(bench.content, entries)
    differ = frozenset({name} if kind != "alike" else ())
    what = f"{name} by an earlier engine, {kind}: {inner}"
    return Damage(what, told=kind == "gone", differ=differ)


def _with_file(entry: Entry, name: str, held: str, digest: str) -> Entry:
    if entry.document != name:
        return entry
    files = {at: digest if one == held else one for at, one in entry.files.items()}
    return entry.model_copy(update={"files": files})


DAMAGES: Mapping[str, Callable[[Bench], Damage]] = {
    "released PDFs": damage_pdf,
    "beside them": damage_manifest,
    "record": damage_record,
    "engine": change_engine,
}
