"""What content shows beside words: figures, which are drawn, and pictures, made of pixels."""

from typing import Annotated, Literal

from pydantic import Field

from brochure.content.model.wording import Alt, Part, Slug, Unset, Wording

# A picture of pixels beside content.yaml.
PictureFile = Annotated[
    str,
    Field(
        pattern=r"^images/[^\\:]+\.(png|PNG|jpe?g|JPE?G)$",
        description="a PNG or JPEG in images/",
        examples=["images/portrait.jpg"],
    ),
]


class KeyEntry(Part):
    """One sign of a figure, how it looks, and what it stands for."""

    file: str
    alt: Unset
    label: Wording


class Figure(Part):
    """A drawing beside content.yaml, its description for those who do not see it, and its key."""

    file: str
    alt: Unset
    key: tuple[KeyEntry, ...] = ()


class StandingFigure(Figure):
    """A figure that stands on its own."""

    kind: Literal["figure"]
    id: Slug | None = None


class Portrait(Part):
    """A photograph of someone, who it is, and what the clinic says of them beside it."""

    kind: Literal["portrait"]
    id: Slug | None = None
    file: PictureFile
    alt: Unset = Field(min_length=1)
    name: Wording
    caption: Wording | None = None


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
