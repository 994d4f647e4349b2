"""A shading -> the same shading in the gray of one ink."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from brochure.preflight.colour import PressProfile, Space
from brochure.preflight.functions import evaluate, pairwise_of

_SAMPLES = 256
# Programs that leave one of four numbers on the stack (ISO 32000-1, 7.10.5).
_CHANNEL_OF_CMYK = (
    "pop pop pop",
    "pop pop exch pop",
    "pop 3 1 roll pop pop",
    "4 1 roll pop pop pop",
)


def plate_of_shading(
    pdf: pikepdf.Pdf, shading: Any, ink: int, space: Space, press: PressProfile
) -> Any:
    """Return a shading that runs through the shares of one ink."""
    copied = shading if isinstance(shading, pikepdf.Stream) else Dictionary(shading)
    if isinstance(shading, pikepdf.Stream):
        copied = pdf.make_stream(bytes(shading.read_bytes()))
        for name, value in shading.items():
            if name not in ("/Length", "/Filter", "/DecodeParms"):
                copied[name] = value
    for key in ("/Background", "/Function"):
        if key in copied:
            del copied[key]
    if "/Function" in shading:
        copied["/ColorSpace"] = Name.DeviceGray
        copied["/Function"] = _sample(pdf, shading, ink, space, press)
    else:
        copied["/ColorSpace"] = _channel(pdf, space, ink)
    return copied


def _sample(pdf: pikepdf.Pdf, shading: Any, ink: int, space: Space, press: PressProfile) -> Any:
    """Return the function of a shading, sampled, with the gray of one ink as its output."""
    two = int(shading.ShadingType) == 1
    domain = [float(v) for v in shading.get("/Domain", [0, 1, 0, 1] if two else [0, 1])]
    if int(shading.ShadingType) >= 4:
        domain = [float(v) for v in shading.Decode][4:6]
    size = 17 if two else _SAMPLES
    ranges = tuple(pairwise_of(domain))[: 2 if two else 1]
    count = size ** len(ranges)
    data = bytearray()
    for at in range(count):
        steps = (at % size, at // size)
        inputs = tuple(
            low + (high - low) * step / (size - 1)
            for step, (low, high) in zip(steps, ranges, strict=False)
        )
        share = space.inks(evaluate(shading.Function, inputs), press)[ink]
        data.append(255 - round(255 * share))
    return pdf.make_stream(
        bytes(data),
        FunctionType=0,
        Domain=Array(domain[: 2 * len(ranges)]),
        Range=Array([0, 1]),
        Size=Array([size] * len(ranges)),
        BitsPerSample=8,
    )


def _channel(pdf: pikepdf.Pdf, space: Space, ink: int) -> Any:
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
