"""The JSON Schemas of content.yaml and rules.yaml -> files beside them, by which editors help."""

from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.plain_file import real_path
from brochure.base.storage import write_atomically
from brochure.build.report import relative_name
from brochure.content.schemas import schemas


def write_schemas(content: Path) -> tuple[str, ...]:
    """Write the schemas beside a content file and return their names.

    Raises BrochureError where its folder is not there.
    """
    folder = real_path(content).parent
    if not folder.is_dir():
        hint = "Name a content file in a folder that exists."
        raise BrochureError(f"there is no folder {relative_name(folder, Path.cwd())}", hint=hint)
    for name, schema in schemas().items():
        write_atomically(folder / name, schema.encode())
    return tuple(schemas())
