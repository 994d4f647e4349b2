"""Functions of tints and shadings, each kind against values worked out by hand."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from brochure.preflight.calculator import calculate
from brochure.preflight.functions import read_function


def test_each_kind_of_function() -> None:
    pdf = pikepdf.new()
    data, bits = bytes((0, 255, 128, 0)), {"FunctionType": 0, "BitsPerSample": 8}
    sampled = pdf.make_stream(data, Domain=[0, 1], Range=[0, 1, 0, 1], Size=[2], **bits)
    assert read_function(sampled)((0.5,)) == pytest.approx((0.251, 0.5), abs=0.001)
    power = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=2)
    assert read_function(power)((0.5,)) == (0.25,)
    assert read_function(power)((7,)) == (1.0,)
    stitched = Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Functions=Array([power, power]),
        Bounds=[0.5],
        Encode=[0, 1, 1, 0],
    )
    assert read_function(stitched)((0.25,)) == (0.25,)
    assert read_function(stitched)((0.75,)) == (0.25,)
    assert read_function(Array([power, stitched]))((0.5,)) == (0.25, 1.0)
    program = pdf.make_stream(b"{dup 0.5 gt {pop 1} {2 mul} ifelse}")
    program.FunctionType, program.Domain, program.Range = 4, Array([0, 1]), Array([0, 1])
    assert read_function(program)((0.25,)) == (0.5,)
    with pytest.raises(ValueError, match="type 9"):
        read_function(Dictionary(FunctionType=9))((0,))


@pytest.mark.parametrize(
    ("words", "inputs", "outputs"),
    [
        ("{1 exch sub}", (0.25,), (0.75,)),
        ("{3 1 roll}", (1, 2, 3), (3, 1, 2)),
        ("{3 -1 roll}", (1, 2, 3), (2, 3, 1)),
        ("{2 copy add}", (1, 2), (1, 2, 3)),
        ("{1 index}", (4, 5), (4, 5, 4)),
        ("{7 3 idiv exch pop}", (0,), (2,)),
        ("{cvi 6 and} % six", (3,), (2,)),
        ("{0 gt not {5} if}", (-1,), (5,)),
        ("{90 mul sin}", (1,), (1,)),
        ("{1 1 atan add}", (0,), (45,)),
        ("{pop 9 dup mul dup mul dup mul dup mul dup mul}", (0,), (9.0**32,)),
        ("{pop 1 999999999999 bitshift}", (0,), (2.0**32,)),
    ],
)
def test_the_words_of_the_calculator(
    words: str, inputs: tuple[float, ...], outputs: tuple[float, ...]
) -> None:
    assert calculate(words, inputs) == pytest.approx(outputs)


@pytest.mark.parametrize(
    "words",
    [
        *("", "{add}", "{1 0 div}", "{jump}", "{1 {2}", "1 2 add"),
        *("{1 1 copy 2 copy 4 copy 8 copy 16 copy 32 copy 64 copy}", "{9 9 exp 9 exp 9 exp 9 exp}"),
        *("{" * 99 + "}" * 99, "{" + "1 pop " * 20_000 + "}"),
    ],
)
def test_a_program_that_cannot_be_followed_is_a_value_error(words: str) -> None:
    with pytest.raises(ValueError, match="calculator"):
        calculate(words, ())
