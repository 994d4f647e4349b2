"""Pictures that tests make for themselves: a lake between hills, a person, and a clinic's sign."""

import io
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter


def _grain(size: tuple[int, int], seed: int, strength: int) -> Image.Image:
    """Return noise around the middle gray, as a sensor leaves it; the same for the same seed."""
    noise = Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))
    low = 128 - strength // 2
    return noise.point([low + value * strength // 255 for value in range(256)])


def _grained(image: Image.Image, seed: int, strength: int = 36) -> Image.Image:
    grain = _grain(image.size, seed, strength).filter(ImageFilter.GaussianBlur(0.6))
    return ImageChops.add(image, Image.merge("RGB", (grain,) * 3), offset=-128)


@cache
def lake(width: int = 900, height: int = 700) -> Image.Image:
    """Return a photograph of sorts: evening sky, hills, a lake, and grain over all of it."""
    sky = Image.linear_gradient("L").resize((width, height))
    image = Image.merge(
        "RGB",
        (
            sky.point([min(255, 90 + v // 2 + v // 4) for v in range(256)]),
            sky.point([min(255, 130 + v // 3) for v in range(256)]),
            sky.point([200 - v // 5 for v in range(256)]),
        ),
    )
    draw, random = ImageDraw.Draw(image), Random(7)
    for depth, colour in enumerate(((118, 140, 158), (70, 100, 112), (28, 58, 60))):
        base = height * (0.42 + 0.1 * depth)
        ridge = [(0, height)]
        at = 0.0
        while at <= width:
            ridge.append((int(at), int(base - random.random() * height * 0.16)))
            at += width / (5 + 2 * depth)
        draw.polygon([*ridge, (width, int(base)), (width, height)], fill=colour)
    draw.rectangle((0, int(height * 0.66), width, height), fill=(58, 104, 122))
    for stripe in range(28):
        y = int(height * (0.68 + 0.32 * random.random()))
        x = int(width * random.random())
        pale = (120 + stripe * 3, 160 + stripe * 2, 170 + stripe)
        draw.line((x, y, x + width // 6, y), fill=pale, width=max(1, height // 220))
    return _grained(image.filter(ImageFilter.GaussianBlur(width / 600)), seed=1)


@cache
def sun(width: int = 900, height: int = 700) -> Image.Image:
    """Return the lake with the sun at its upper left: mirrored, it is another picture."""
    image = lake(width, height).copy()
    w, h = width / 100, height / 100
    ImageDraw.Draw(image).ellipse((8 * w, 6 * h, 30 * w, 34 * h), fill=(255, 238, 190))
    return image


@cache
def person(width: int = 480, height: int = 600) -> Image.Image:
    """Return a portrait of sorts: head and shoulders before a wall."""
    image = Image.new("RGB", (width, height), (188, 200, 196))
    draw = ImageDraw.Draw(image)
    w, h = width / 100, height / 100
    draw.ellipse((8 * w, 66 * h, 92 * w, 150 * h), fill=(34, 74, 84))
    draw.polygon([(40 * w, 68 * h), (60 * w, 68 * h), (50 * w, 84 * h)], fill=(236, 236, 230))
    draw.rectangle((42 * w, 55 * h, 58 * w, 70 * h), fill=(196, 148, 122))
    draw.ellipse((26 * w, 12 * h, 74 * w, 56 * h), fill=(62, 44, 36))
    draw.ellipse((31 * w, 18 * h, 69 * w, 64 * h), fill=(218, 170, 142))
    for x in (42, 58):
        draw.ellipse((x * w - 2 * w, 38 * h, x * w + 2 * w, 41 * h), fill=(40, 32, 30))
    draw.arc((42 * w, 44 * h, 58 * w, 55 * h), 20, 160, fill=(150, 80, 74), width=int(w) + 1)
    return _grained(image.filter(ImageFilter.GaussianBlur(width / 240)), seed=2, strength=24)


@cache
def sign(side: int = 400) -> Image.Image:
    """Return a logo of sorts: three strands in a ring, clear around it."""
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw, s = ImageDraw.Draw(image), side / 100
    draw.ellipse((4 * s, 4 * s, 96 * s, 96 * s), outline="#0C343B", width=int(7 * s))
    for n, colour in enumerate(("#12525E", "#F3B94D", "#5F979B")):
        x = (28 + 18 * n) * s
        draw.rectangle((x, 26 * s, x + 8 * s, 74 * s), fill=colour)
    return image


def saved(image: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    """Return a picture as a file's bytes."""
    file = io.BytesIO()
    if format == "JPEG":
        options = {"quality": 85, **options}
    image.save(file, format, **options)
    return file.getvalue()
