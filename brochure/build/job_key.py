"""A job -> all that it asks for: its variant, and the key under which its outcome is remembered."""

from brochure.base.file_hashes import digest, list_machine, list_program, stamp_program
from brochure.base.files.project import Assets
from brochure.base.fingerprint import fingerprint
from brochure.base.looks import LOOKS
from brochure.build.job import Job
from brochure.channels.channel import Variant
from brochure.channels.channels import CHANNELS
from brochure.selection.select import select_content
from brochure.selection.selection import Selection


def variant_of(job: Job) -> Variant:
    """Return which variant of the document a job asks for."""
    return Variant.of(
        job.edition,
        CHANNELS[job.channel],
        Assets(job.project),
        LOOKS[job.look],
        job.content.brand,
        job.content.press.condition,
    )


def selections_of(job: Job) -> tuple[Selection, ...]:
    """Return what a job takes of content, with as many filler pages as it may come to."""
    return tuple(
        select_content(job.content, job.edition, fillers, job.status)
        for fillers in range(job.edition.most_fillers + 1)
    )


def key_of(job: Job, ground: str, taken: str) -> str:
    """Return the fingerprint of all that a job is made from, but for the files that it reads.

    Which those are is known once it is made. Of content that is what it has `taken`, the
    fingerprint of its selections; `ground` stands for the program and the machine.
    """
    return fingerprint(ground, taken, variant_of(job), job.soft_proof, job.file.name)


def hash_ground() -> str:
    """Return one hash for all that every document is made with: program, packages, machine."""
    return digest((*list_program(), *list_machine()))


def stamp_ground() -> str:
    """Return what changes as soon as a file of the program, or a package, is written or replaced.

    It is had in a moment, where `hash_ground` reads them all.
    """
    return digest(stamp_program())
