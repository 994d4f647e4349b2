"""A shading -> the same shading four times, each in the gray of one ink."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Object

from brochure.preflight.colour import PressProfile, Space
from brochure.preflight.functions import pairwise_of, read_function

_SAMPLES = 256
# Programs that leave one of four numbers on the stack (ISO 32000-1, 7.10.5).
_CHANNEL_OF_CMYK = (
    "pop pop pop",
    "pop pop exch pop",
    "pop 3 1 roll pop pop",
    "4 1 roll pop pop pop",
)


def plates_of_shading(
    pdf: pikepdf.Pdf, shading: Object, space: Space, press: PressProfile
) -> tuple[Object, ...]:
    """Return four shadings, each of which runs through the shares of one ink."""
    if "/Function" not in shading:
        return tuple(_copy(pdf, shading, _channel(pdf, space, ink)) for ink in range(4))
    made = [_copy(pdf, shading, Name.DeviceGray) for _ in range(4)]
    for plate, function in zip(made, _sample(pdf, shading, space, press), strict=True):
        plate["/Function"] = function
    return tuple(made)


def _copy(pdf: pikepdf.Pdf, shading: Object, space: Object) -> Object:
    """Return a shading in another space, without its function."""
    if not isinstance(shading, pikepdf.Stream):
        copied = shading.copy()
    else:
        copied = pdf.make_stream(bytes(shading.read_bytes()))
        for name, value in shading.items():
            if name not in ("/Length", "/Filter", "/DecodeParms"):
                copied[name] = value
    for key in ("/Background", "/Function"):
        if key in copied:
            del copied[key]
    copied["/ColorSpace"] = space
    return copied


def _sample(
    pdf: pikepdf.Pdf, shading: Object, space: Space, press: PressProfile
) -> Iterator[pikepdf.Stream]:
    """Give the function of a shading, sampled, with the gray of each ink as its output."""
    two = int(shading.ShadingType) == 1
    domain = [float(v) for v in shading.get("/Domain", [0, 1, 0, 1] if two else [0, 1])]
    if int(shading.ShadingType) >= 4:
        domain = [float(v) for v in shading.Decode][4:6]
    size = 17 if two else _SAMPLES
    ranges = tuple(pairwise_of(domain))[: 2 if two else 1]
    colour_of = read_function(shading.Function)
    grays: list[tuple[int, ...]] = []
    for at in range(size ** len(ranges)):
        steps = (at % size, at // size)
        inputs = tuple(
            low + (high - low) * step / (size - 1)
            for step, (low, high) in zip(steps, ranges, strict=False)
        )
        inks = space.inks(colour_of(inputs), press)
        grays.append(tuple(255 - round(255 * share) for share in inks))
    for data in zip(*grays, strict=True):
        yield pdf.make_stream(
            bytes(data),
            FunctionType=0,
            Domain=Array(domain[: 2 * len(ranges)]),
            Range=Array([0, 1]),
            Size=Array([size] * len(ranges)),
            BitsPerSample=8,
        )


def _channel(pdf: pikepdf.Pdf, space: Space, ink: int) -> Object:
    """Return a colour space that shows one ink of mesh colours, by a calculator function."""
    if space.channels == 4:
        names, program = "CMYK", f"{{ {_CHANNEL_OF_CMYK[ink]} 1 exch sub }}"
    elif space.channels == 3:
        most = "3 copy 2 copy lt {exch} if pop 2 copy lt {exch} if pop"
        keep = ("4 1 roll pop pop", "4 1 roll pop exch pop", "4 1 roll 3 1 roll pop pop")
        last = "4 1 roll pop pop pop" if ink == 3 else f"{keep[ink]} 1 add exch sub"
        names, program = "RGB", f"{{ {most} {last} }}"
    else:
        names, program = "G", "{ }" if ink == 3 else "{ pop 1 }"
    function = pdf.make_stream(
        program.encode(),
        FunctionType=4,
        Domain=Array([0, 1] * len(names)),
        Range=Array([0, 1]),
    )
    colorants = Array([Name(f"/{name}") for name in names])
    return Array([Name.DeviceN, colorants, Name.DeviceGray, function])
