"""Jobs -> what earlier builds made of the very same, and the rest made now and remembered.

A record holds the whole outcome of a job, findings and measurements included, and the hash of each
file that was read for it. It is good as long as each of these files, looked for anew, holds the
same bytes. What time, memory or the machine stopped is never remembered, nor what could not be made
at all: which files would mend that is not known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from brochure.base.file_hashes import stamp_libraries
from brochure.base.files.project import Assets
from brochure.base.finding import has_errors
from brochure.base.plain_file import read_plain_file
from brochure.base.store import Store
from brochure.base.worker import Stopped
from brochure.build.job import Built, Job, Made
from brochure.build.job_key import hash_ground, key_of

# What is made of some jobs, in their order.
Make = Callable[[Sequence[Job]], Iterator[Made | Stopped]]


@dataclass(frozen=True)
class _Outcome:
    """A remembered outcome: its report, and the hashes of its files, by name."""

    built: Built
    output: str
    beside: dict[str, str]
    pictures: dict[str, str]


_Name = TypeVar("_Name")
_OUTCOMES = TypeAdapter(_Outcome)


def make_what_changed(
    jobs: Sequence[Job], store: Store, make: Make, taken: Callable[[Job], str]
) -> Iterator[Made | Stopped]:
    """Give what becomes of each job, in their order: recalled where nothing has changed.

    `taken` gives the fingerprint of what a job takes of content.
    What is new is remembered after it was taken: where room is short, documents come first.
    """
    ground = hash_ground()
    keys = [key_of(job, ground, taken(job)) for job in jobs]
    hash_now = _hasher(jobs)
    known = [recall(job, store, key, hash_now) for job, key in zip(jobs, keys, strict=True)]
    fresh = make([job for job, made in zip(jobs, known, strict=True) if made is None])
    for key, recalled in zip(keys, known, strict=True):
        made = recalled or next(fresh)
        yield made
        if recalled is None and isinstance(made, Made) and hash_ground() == ground:
            remember(made, store, key)


def remember(made: Made, store: Store, key: str) -> None:
    """Keep an outcome under the key of its job, if it is one that may be kept."""
    if not (made.built.depends_on and made.built.libraries):
        return
    if not all(dict(made.built.libraries).values()):  # one was replaced while it was in use
        return
    written = not has_errors(made.built.findings)
    outcome = _Outcome(
        replace(
            made.built,
            file=Path(made.built.file.name),
            beside=tuple(Path(file.name) for file in made.built.beside),
            made=False,
        ),
        store.put(made.output) if written else "",
        {file.name: store.put(content) for file, content in made.beside},
        {name: store.put(content) for name, content in made.pictures},
    )
    store.put_record(key, _OUTCOMES.dump_json(outcome))


def _hasher(jobs: Sequence[Job]) -> Callable[[str], str]:
    """Return what hashes each file of the project once, however many documents depend on it."""
    assets = Assets(jobs[0].project)
    return cache(assets.hash_now)


def recall(job: Job, store: Store, key: str, hash_now: Callable[[str], str]) -> Made | None:
    """Return what an earlier build made of the same, or None."""
    for record in store.records(key):
        with suppress(ValidationError):
            outcome = _OUTCOMES.validate_json(record)
            made = _restore(job, store, outcome) if _holds(outcome.built, hash_now) else None
            if made:
                return made
    return None


def _holds(built: Built, hash_now: Callable[[str], str]) -> bool:
    """Say whether all that a document was made from is as it was."""
    libraries = dict(built.libraries)
    equal = all(hash_now(name) == held for name, held in built.depends_on)
    return equal and stamp_libraries(libraries) == libraries


def _restore(job: Job, store: Store, outcome: _Outcome) -> Made | None:
    """Return an outcome with the bytes of its files, or None where some cannot be found."""
    folder = job.file.parent
    output = _bytes_of(outcome.output, job.file, store) if outcome.output else b""
    files = ((folder / name, held) for name, held in outcome.beside.items())
    beside = tuple(_found((file, _bytes_of(held, file, store)) for file, held in files))
    pictures = tuple(_found((name, store.get(held)) for name, held in outcome.pictures.items()))
    found = len(beside) + len(pictures)
    if output is None or found < len(outcome.beside) + len(outcome.pictures):
        return None
    built = replace(
        outcome.built,
        file=job.file,
        beside=tuple(folder / file for file in outcome.built.beside),
    )
    return Made(built, output, beside, pictures)


def _found(several: Iterable[tuple[_Name, bytes | None]]) -> Iterator[tuple[_Name, bytes]]:
    return ((name, held) for name, held in several if held is not None)


def _bytes_of(held: str, file: Path, store: Store) -> bytes | None:
    """Return the content of a SHA-256: what stands in the file already, or what was kept."""
    with suppress(OSError):
        content = read_plain_file(file)
        if sha256(content).hexdigest() == held:
            return content
    return store.get(held)
