"""What content shows beside words: figures, which are drawn, and pictures, made of pixels."""

from typing import Annotated, ClassVar

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.wording import Alt, Part, Unset, Wording

# A picture of pixels beside content.yaml.
PictureFile = Annotated[
    str,
    Field(
        pattern=r"^images/[^\\:]+\.(png|PNG|jpe?g|JPE?G)$",
        description="a PNG or JPEG in images/",
        examples=["images/portrait.jpg"],
    ),
]


class DrawnFile(Part):
    """What is drawn from a file beside content.yaml, and its description for who cannot see it."""

    asks: ClassVar[Asks] = Asks(secondary=True)

    file: str
    alt: Unset


class KeyEntry(DrawnFile):
    """One sign of a figure, how it looks, and what it stands for."""

    label: Wording


class Figure(DrawnFile):
    """A drawing, and its key."""

    key: tuple[KeyEntry, ...] = ()


class Logo(Part):
    """The clinic's sign. It stands beside the clinic's name, which stays text.

    ``alt: ""`` says that it tells nothing which the name does not.
    """

    file: Annotated[
        str,
        Field(
            pattern=r"^(images/[^\\:]+\.(png|PNG|jpe?g|JPE?G)|figures/[^\\:]+\.svg)$",
            description="a PNG or JPEG in images/, or an SVG in figures/",
            examples=["figures/logo.svg"],
        ),
    ]
    alt: Alt


class CoverPicture(Part):
    """A photograph on the covers, where the motif would be; ``alt: ""`` if it only sets a mood."""

    file: PictureFile
    alt: Alt
