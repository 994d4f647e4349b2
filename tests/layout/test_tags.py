"""HTML elements -> tags: each rule on a few lines of HTML."""

from xml.etree import ElementTree

import pytest

from brochure.layout.tags import ContentItem, Tag, Tags, spoken_words

NOTHING = ElementTree.Element("p")


def tags_of(body: str) -> Tags:
    return Tags(ElementTree.fromstring(f'<html lang="en"><body>{body}</body></html>'))


def outline(body: str) -> str:
    """Return the tags of a page as one line, such as ``L(LI(LBody))``, what is empty included."""

    def told(tag: Tag) -> str:
        inside = " ".join(told(kid) for kid in tag.kids if isinstance(kid, Tag))
        return f"{tag.role}({inside})" if inside else tag.role

    whole = told(tags_of(body).root)
    return whole.removeprefix("Document").removeprefix("(").removesuffix(")")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>a</h1><p>b</p>", "H1 P"),
        ("<section><h2>a</h2><div><p>b</p></div></section>", "Sect(H2 P)"),
        ('<h3 aria-level="4">a</h3>', "H4"),
        ("<div>words <strong>and</strong> more</div>", "P"),
        ("<div>words <p>and more</p></div>", "Div(P)"),
        ("<div><span>a</span><span>b</span></div>", "P"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "L(LI(LBody) LI(LBody(P)))"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "L(LI(LBody(L(LI(LBody)))))"),
        ("<ol><li><b data-label=''>1</b> a</li></ol>", "L(LI(Lbl LBody))"),
        ("<ol><li><h3><i data-label=''>1</i> a</h3></li></ol>", "L(LI(Lbl LBody(H3)))"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "L(LI(Lbl LBody))"),
        ("<dl><dt>a</dt><dd><p>b</p></dd><dt>c</dt></dl>", "L(LI(Lbl LBody(P)) LI(Lbl))"),
        ("<p>see <a href='tel:911'>911</a></p>", "P(Link)"),
        ("<p><a name='x'>no link</a></p>", "P"),
        ("<li><label><input data-field='f'/> a</label></li>", "LI(LBody(Form))"),
        ("<table><tr><td data-field='f'></td></tr></table>", "Table(TR(TD(Form)))"),
        ("<p>a <span lang='es'>b</span></p>", "P(Span)"),
        ("<p><abbr title='four'>IV</abbr></p>", "P(Span)"),
        ("<figure><img alt='a'/><figcaption>b</figcaption></figure>", "Figure Caption"),
        ("<p>a <img alt=''/></p><p aria-hidden='true'>b</p>", "P"),
        ("<div data-deco=''><p>a</p></div><p role='presentation'>b</p>", ""),
    ],
)
def test_the_role_of_each_element(body: str, expected: str) -> None:
    assert outline(body) == expected


def cell(tags: Tags, words: str) -> Tag:
    return next(t for t in walk(tags.root) if t.element.text == words)


def walk(tag: Tag) -> list[Tag]:
    return [tag, *(t for kid in tag.kids if isinstance(kid, Tag) for t in walk(kid))]


def test_cells_stand_under_their_headers() -> None:
    tags = tags_of(
        "<table><thead><tr><th>one</th><th>two</th></tr></thead><tbody>"
        "<tr><th scope='rowgroup' colspan='2'>first</th></tr><tr><td>a</td><td>b</td></tr>"
        "<tr><th scope='rowgroup' colspan='2'>second</th></tr><tr><td>c</td><td>d</td></tr>"
        "</tbody></table>"
    )
    assert cell(tags, "two").attributes["Table"] == {"Scope": "/Column"}
    assert cell(tags, "first").attributes["Table"] == {"Scope": "/Row", "ColSpan": 2}
    over = {text: cell(tags, text).attributes["Table"]["Headers"] for text in "abcd"}
    one, two, first, second = (cell(tags, t).id for t in ("one", "two", "first", "second"))
    assert over == {"a": (one, first), "b": (two, first), "c": (one, second), "d": (two, second)}


def test_row_headers_and_spans() -> None:
    tags = tags_of(
        "<table><tr><th>name</th><th colspan='2'>dates</th></tr>"
        "<tr><th scope='row'>Ann</th><td rowspan='2'>a</td><td>b</td></tr>"
        "<tr><th scope='row'>Bo</th><td>c</td></tr><tr><td colspan='3'>d</td></tr></table>"
    )
    name, dates, ann, bo = (cell(tags, t).id for t in ("name", "dates", "Ann", "Bo"))
    assert cell(tags, "a").attributes["Table"] == {"Headers": (dates, ann), "RowSpan": 2}
    assert cell(tags, "b").attributes["Table"]["Headers"] == (dates, ann)
    assert cell(tags, "c").attributes["Table"]["Headers"] == (dates, bo)
    assert cell(tags, "d").attributes["Table"]["Headers"] == (name, dates)


def test_what_a_tag_says_of_itself() -> None:
    tags = tags_of(
        "<ol><li><b data-label=''>1</b> a</li></ol><ul><li>b</li></ul>"
        "<p lang='es'>hola</p><img alt='a lamp'/><p><abbr title='intravenous'>IV</abbr></p>"
    )
    found = {t.role: (t.entries, t.attributes) for t in walk(tags.root)}
    assert found["P"][0] == {}
    assert cell(tags, "hola").entries == {"Lang": "es"}
    assert found["Figure"][0] == {"Alt": "a lamp"}
    assert found["Span"][0] == {"E": "intravenous"}
    lists = [t.attributes["List"]["ListNumbering"] for t in walk(tags.root) if t.role == "L"]
    assert lists == ["/Decimal", "/None"]


def test_words_of_a_link() -> None:
    body = "<p><a href='x'> Call\n <b>us</b> </a><a href='y' aria-label='Book'>here</a></p>"
    first, second = (t.element for t in walk(tags_of(body).root) if t.role == "Link")
    assert (spoken_words(first), spoken_words(second)) == ("Call us", "Book")


def test_what_holds_nothing_is_left_out_and_text_keeps_its_place() -> None:
    page = Tag("P", NOTHING)
    page.kids.append(ContentItem(3, 0, 1))
    link = page.add("Link", NOTHING)
    link.kids.append(ContentItem(2, 0, 0))
    page.add("Span", NOTHING)
    page.kids.append(ContentItem(1, 0, 2))
    assert [getattr(kid, "role", getattr(kid, "at", 0)) for kid in page.kept_kids()] == [
        1,
        "Link",
        3,
    ]
    row = Tag("TR", NOTHING)
    row.add("TD", NOTHING)
    assert [kid.role for kid in row.kept_kids() if isinstance(kid, Tag)] == ["TD"]
