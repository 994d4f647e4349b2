"""The JSON Schema of content.yaml -> a file beside it, by which editors help to write it."""

from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.plain_file import real_path
from brochure.base.storage import write_atomically
from brochure.build.report import relative_name
from brochure.content.load import content_schema


def write_schema(content: Path) -> str:
    """Write schema.json beside a content file and return its name.

    Raises BrochureError where its folder is not there.
    """
    file = real_path(content).parent / "schema.json"
    if not file.parent.is_dir():
        hint = "Name a content file in a folder that exists."
        raise BrochureError(
            f"there is no folder {relative_name(file.parent, Path.cwd())}", hint=hint
        )
    write_atomically(file, content_schema().encode())
    return file.name
