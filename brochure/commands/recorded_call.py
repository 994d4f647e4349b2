"""A build that has ended well -> a record of the call, which answers the same call at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brochure.base.file_hashes import Entry, digest, digest_stamps
from brochure.base.files.project import Assets
from brochure.base.plain_file import real_path
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.build.job import Built
from brochure.build.report import told_texts, unchanged_text
from brochure.commands.build_result import BuildResult
from brochure.commands.tidying import Tidied, stale_text
from brochure.commands.unchanged import (
    IN_STOCK,
    Told,
    describe_file,
    digest_pictures,
    key_of_call,
    stamp_output,
    take_stock,
)
from brochure.content.load import LoadedContent


@dataclass(frozen=True)
class BuildCall:
    """One call of `build`: its arguments, the folder it was made in, the files that it names.

    `stock` is all that it may read, as it was before anything was read.
    """

    arguments: tuple[str, ...]
    folder: Path
    content: Path
    output: Path
    stock: tuple[Entry, ...]

    @classmethod
    def begin(cls, arguments: Sequence[str], content: Path, output: Path) -> "BuildCall":
        """Return a call that is about to be carried out."""
        try:
            stock = take_stock(str(content), str(output))
        except OSError:  # there is no content: the build tells of it
            stock = ()
        return cls(tuple(arguments), Path.cwd(), content.absolute(), output, stock)

    def record(self, loaded: LoadedContent, built: Sequence[Built], told: Told) -> None:
        """Keep what the same call is to tell, unless something was not written.

        Nor is it kept where anybody touched a file meanwhile: what the build has read is not known.
        """
        if not self.stock or not all(document.written for document in built):
            return
        after = take_stock(str(self.content), str(self.output))
        read = {*loaded.reads.items(), *(one for b in built for one in b.depends_on)}
        assets = Assets(real_path(self.content).parent)
        if digest_stamps(after) != digest_stamps(self.stock) or digest(after) != digest(self.stock):
            return
        if any(assets.hash_now(name) != held for name, held in read):
            return
        named = (assets.project / name for name, _ in read if not name.startswith(IN_STOCK))
        written = (file for document in built for file in (document.file, *document.beside))
        record = {
            "content": str(self.content),
            "output": str(self.output),
            "stock": digest(after),
            "files": {str(f): describe_file(str(f)) for f in (*written, *named)},
            "libraries": {path: stamp for document in built for path, stamp in document.libraries},
            "pictures": digest_pictures(str(self.output)),
            "others": stamp_output(str(self.output)),
            "told": told,
        }
        key = key_of_call(str(self.folder), self.arguments)
        Store(self.output / STORE).put_call(key, json.dumps(record).encode())


def tell_again(result: BuildResult) -> Told:
    """Return what a build is to tell that finds everything as this one has left it."""
    unchanged = tuple(replace(document, made=False) for document in result.built)
    left = replace(result, built=unchanged, tidied=Tidied(result.tidied.stale))
    if result.options.json:
        return Told("".join(f"{text}\n" for text in left.texts()), result.code)
    asked, tidied = left.open_text, stale_text(left.tidied, Path.cwd())
    lines = (unchanged_text(unchanged), *([asked] if asked else ()))
    summary = () if result.options.quiet else lines
    found = (*result.loaded.findings, *(f for b in unchanged for f in b.findings))
    texts = (*told_texts(found), *summary, *((tidied,) if tidied else ()))
    return Told("".join(f"{text}\n" for text in texts), left.code)
