"""Variants of documents of a content, as a build makes them."""

from pathlib import Path

from brochure.base.editions import Edition
from brochure.base.files.project import Assets
from brochure.base.looks import STANDARD, Look
from brochure.channels.channel import Channel, Variant
from brochure.content.model.content import Content

ROOT = Path(__file__).resolve().parent.parent


def variant_of(
    content: Content,
    edition: Edition,
    channel: Channel,
    project: Path = ROOT,
    look: Look = STANDARD,
) -> Variant:
    """Return one variant of a document whose files lie in `project`."""
    brand, condition = content.brand, content.press.condition
    return Variant.of(edition, channel, Assets(project), look, brand, condition)
