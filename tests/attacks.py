"""What a hostile template, stylesheet, drawing or picture may try, and what must catch it.

An attack is files laid over a project. In texts, HTTP stands for a server that counts requests,
OUTSIDE for the path of a folder beside the project that holds secrets, and UP for the way there.
A key that begins with + puts a text before one of our own files; a value `Link` makes a link.
"""

import io
import struct
import zlib
from base64 import b64encode
from dataclasses import dataclass
from typing import Literal

from PIL import Image

CSS, PAGE, CONTENT = "+styles/trifold.css", "+templates/trifold.html.j2", "figures/tooth.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
MARKER = "quokka-7f3a91"  # stands in every secret, and nowhere else


@dataclass(frozen=True)
class Link:
    """A symbolic link to a secret."""

    to: str


@dataclass(frozen=True)
class Attack:
    """One attempt: its files, what the one finding must say first, and what has to catch it.

    `build` is caught by a check before or while pages are laid out, `worker` by the limits of time
    and memory that rendering runs under.
    """

    name: str
    files: dict[str, str | bytes | Link]
    says: str
    by: Literal["build", "worker"] = "build"


def png(width: int, height: int, more: bytes = b"") -> bytes:
    """Return a PNG file that says it is so large; black, and far smaller packed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def animation() -> bytes:
    """Return a PNG file of two pictures that follow each other."""
    file = io.BytesIO()
    first, second = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
    first.save(file, "PNG", save_all=True, append_images=[second])
    return file.getvalue()


def uses(depth: int) -> str:
    """Return a drawing that doubles what it draws with each step."""
    steps = "".join(
        f'<g id="u{n}"><use x:href="#u{n - 1}"/><use x:href="#u{n - 1}"/></g>'
        for n in range(1, depth)
    )
    return (
        f'{SVG}><defs><path id="u0" d="M0 0h9"/>{steps}</defs><use x:href="#u{depth - 1}"/></svg>'
    )


def doubled(depth: int) -> str:
    """Return custom properties that double with each step."""
    steps = "".join(f"--v{n}:var(--v{n - 1}) var(--v{n - 1});" for n in range(1, depth))
    return f":root{{--v0:x x;{steps}}}\n.panel{{font-family:var(--v{depth - 1})}}"


def data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def shows(address: str) -> dict[str, str | bytes | Link]:
    """Return a stylesheet that puts an address behind every panel."""
    return {CSS: f'.panel {{ background: url("{address}") }}\n'}


def holds(file: str, content: str | bytes | Link) -> dict[str, str | bytes | Link]:
    """Return a file of the project, and a stylesheet that shows it."""
    return {file: content, **shows(f"../{file}")}


_AT = r"styles/trifold\.css:1:22: "
_IN_PAGE = r"templates/trifold\.html\.j2"
_XXE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file://OUTSIDE/secret.txt">]>\n'
_LAUGHS = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n'
_LINE = "\n<path d='M0 0'/>\n"


def page(markup: str) -> dict[str, str | bytes | Link]:
    """Return a template that prints `markup` before all else."""
    return {PAGE: f"{{% set outer = true %}}\n{markup}\n"}


ATTACKS = (
    # Addresses that lead elsewhere, from a stylesheet
    Attack("import over http", {CSS: '@import "HTTP/a.css";\n'}, r"styles/trifold\.css:1:9: http"),
    Attack(
        "import a file", {CSS: '@import "file://OUTSIDE/secret.css";\n'}, r"styles/trif.*:1:9: "
    ),
    Attack("import upwards", {CSS: "@import url(UP/secret.css);\n"}, r"styles/trifold\.css:1:9: "),
    Attack(
        "import by data",
        {CSS: '@import "data:text/css,@import %22HTTP/b%22;";\n'},
        r"styles/trifold\.css:1:9: .*/b is imported but",
    ),
    Attack("http", shows("HTTP/a.png"), _AT + "http"),
    Attack("http, written large", shows("HtTp:SERVER/a.png"), _AT + "HtTp"),
    Attack("redirect to a file", shows("HTTP/redirect"), _AT + "http"),
    Attack("ftp", shows("ftp:SERVER/a.png"), _AT + "ftp"),
    Attack("gopher", shows("gopher:SERVER/a.png"), _AT + "gopher"),
    Attack("javascript", shows("javascript:alert(1)"), _AT + "javascript"),
    Attack("a server's share", shows("//127.0.0.1/share/a.png"), _AT + "file://127"),
    Attack("a share by backslashes", shows(r"\\\\127.0.0.1\\share\\a.png"), _AT),
    Attack("a file", shows("file://OUTSIDE/secret.svg"), _AT + "file:///.* lies outside"),
    Attack("a file, written large", shows("FILE://OUTSIDE/secret.png"), _AT),
    Attack("a file on localhost", shows("file://localhostOUTSIDE/secret.png"), _AT),
    Attack("an absolute path", shows("OUTSIDE/secret.png"), _AT),
    Attack("upwards", shows("UP/secret.png"), _AT),
    Attack("upwards by percent", shows("..%2f..%2foutside%2fsecret.png"), _AT),
    Attack("upwards by dots in percent", shows("../images/%2e%2e/%2e%2e/outside/secret.svg"), _AT),
    Attack("upwards by percent twice", shows("%252e%252e/%252e%252e/outside/secret.png"), _AT),
    Attack("upwards by backslashes", shows(r"../images/..\\..\\outside\\secret.png"), _AT),
    Attack("a drive", shows("../images/C:/secret.png"), _AT),
    Attack(
        "escapes", {CSS: ".panel{background:u\\72l(h\\74tp:SERVER/a.png)}\n"}, r"styles/tr.*:1:19"
    ),
    Attack(
        "font", {CSS: "@font-face{font-family:a;src:url(HTTP/a.ttf)}\n"}, r"styles/tri.*:1:30: "
    ),
    Attack(
        "bullet", {CSS: "li{display:list-item;list-style:url(HTTP/a.png)}\n"}, r"styles/.*:1:33: "
    ),
    Attack("border", {CSS: ".panel{border-image:url(HTTP/a.png) 1}\n"}, r"styles/.*:1:21: "),
    Attack("generated content", {CSS: "p::before{content:url(HTTP/a.png)}\n"}, r"styles/.*:1:19: "),
    Attack("page ground", {CSS: "@page{background:url(HTTP/a.png)}\n"}, r"styles/.*:1:18: "),
    Attack("content.yaml", shows("../content.yaml"), _AT),
    Attack("a text file", holds("images/notes.txt", MARKER), _AT),
    Attack(
        "a file that is not there", shows("../images/none.png"), _AT + "images/none.png does not"
    ),
    Attack(
        "a name past all length", shows(f"../images/{'a' * 5000}.png"), _AT + ".* cannot be read"
    ),
    # Links out of the project
    Attack(
        "linked picture",
        holds("images/a.png", Link("secret.png")),
        _AT + "images/a.png leads outside",
    ),
    Attack(
        "linked folder",
        holds("images", Link("")) | shows("../images/secret.png"),
        _AT + "images/secret.png leads",
    ),
    Attack(
        "linked stylesheet",
        {"styles/a.css": Link("secret.css"), CSS: '@import "a.css";\n'},
        r"styles/trifold\.css:1:9: styles/a\.css leads",
    ),
    Attack(
        "linked edition", {"styles/trifold.css": Link("secret.css")}, r"styles/trifold\.css leads"
    ),
    Attack(
        "linked template", {"templates/trifold.html.j2": Link("secret.txt")}, _IN_PAGE + " leads"
    ),
    Attack("linked drawing", {CONTENT: Link("secret.svg")}, "figures/tooth.svg is not an SVG"),
    # From a template
    Attack("img over http", page('<img src="HTTP/a.png">'), _IN_PAGE + ":2:11: http"),
    Attack("img of a file", page('<img src="file://OUTSIDE/secret.png">'), _IN_PAGE + ":2:11: "),
    Attack(
        "stylesheet link", page('<link rel="stylesheet" href="HTTP/a.css">'), _IN_PAGE + ":2:30: "
    ),
    Attack(
        "attached link",
        page('<link rel="attachment" href="file://OUTSIDE/secret.txt">'),
        _IN_PAGE + ": <link rel",
    ),
    Attack(
        "attached anchor",
        page('<a rel="attachment" href="file://OUTSIDE/secret.txt">a</a>'),
        _IN_PAGE + ": <a rel",
    ),
    Attack("base", page('<base href="HTTP/"><img src="a.png">'), _IN_PAGE + ": <base>"),
    Attack("object", page('<object data="HTTP/a.png"></object>'), _IN_PAGE + ": <object>"),
    Attack("embed", page('<embed src="HTTP/a.png">'), _IN_PAGE + ": <embed>"),
    Attack(
        "a form that sends",
        page('<form action="HTTP/" method="post"></form>'),
        _IN_PAGE + ": <form>",
    ),
    Attack("a button", page('<input type="submit" value="">'), _IN_PAGE + ": an <input> other"),
    Attack("iframe", page('<iframe src="HTTP/"></iframe>'), _IN_PAGE + ": <iframe>"),
    Attack(
        "svg in the page",
        page('<svg><image href="HTTP/a.png" width="9" height="9"/></svg>'),
        _IN_PAGE + ": a drawing",
    ),
    Attack("style element", page('<style>@import "HTTP/a.css";</style>'), _IN_PAGE + ":2:17: "),
    Attack(
        "style attribute", page('<p style="background:url(HTTP/a.png)">a</p>'), _IN_PAGE + ":2:26: "
    ),
    Attack(
        "put together", page('<img src="{{ "htt" }}{{ "p:SERVER/a.png" }}">'), _IN_PAGE + ": http"
    ),
    Attack("include upwards", page('{% include "../../outside/secret.txt" %}'), _IN_PAGE + ":2: "),
    Attack(
        "reach for Python",
        page("{{ title.__class__.__mro__[1].__subclasses__() }}"),
        _IN_PAGE + ":2: .*unsafe",
    ),
    Attack(
        "a long loop", page("{% for n in range(999999999) %}{{ n }}{% endfor %}"), _IN_PAGE + ":2: "
    ),
    Attack("divide by zero", page("{{ 1 / 0 }}"), _IN_PAGE + ":2: .* ZeroDivisionError"),
    Attack(
        "endless macro", page("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), _IN_PAGE + ":2: "
    ),
    # Drawings
    Attack(
        "external entity",
        holds("figures/a.svg", _XXE + f"{SVG}><text>&a;</text></svg>"),
        r"figures/a\.svg:1: .* DOCTYPE",
    ),
    Attack(
        "many entities",
        holds("figures/a.svg", _LAUGHS + f"{SVG}><text>&b;</text></svg>"),
        r"figures/a\.svg:1: .* DOCTYPE",
    ),
    Attack(
        "image over http",
        holds("figures/a.svg", f'{SVG}>{_LINE}<image x:href="HTTP/a.png"/></svg>'),
        r"figures/a\.svg:3: http",
    ),
    Attack(
        "image of a file",
        holds("figures/a.svg", f'{SVG}>{_LINE}<image href="file://OUTSIDE/secret.png"/></svg>'),
        r"figures/a\.svg:3: file",
    ),
    Attack(
        "image beside",
        holds("figures/a.svg", f'{SVG}>{_LINE}<image href="b.png"/></svg>'),
        r"figures/a\.svg:3: b\.png",
    ),
    Attack(
        "use of a file",
        holds("figures/a.svg", f'{SVG}><use href="file://OUTSIDE/secret.svg#a"/></svg>'),
        r"figures/a\.svg:1: file",
    ),
    Attack(
        "paint over http",
        holds("figures/a.svg", f"{SVG}><path style='fill:url(HTTP/a#b)'/></svg>"),
        r"figures/a\.svg:1: http",
    ),
    Attack(
        "import in a drawing",
        holds("figures/a.svg", f'{SVG}>\n<style>@import "HTTP/a.css";</style></svg>'),
        r"figures/a\.svg:2: http.* is imported|figures/a\.svg:2: a drawing may import",
    ),
    Attack(
        "another base",
        holds("figures/a.svg", f'{SVG} xml:base="HTTP/"><path/></svg>'),
        r"figures/a\.svg:1: xml:base",
    ),
    Attack(
        "stylesheet of a drawing",
        holds("figures/a.svg", f'<?xml-stylesheet href="HTTP/a.css"?>{SVG}></svg>'),
        r"figures/a\.svg:1: <\?xml-sty",
    ),
    Attack(
        "nested use", holds("figures/a.svg", uses(30)), r"figures/a\.svg:1: .* more than 50,000"
    ),
    Attack(
        "use of itself",
        holds("figures/a.svg", f'{SVG}><g id="a"><use href="#a"/></g></svg>'),
        r"figures/a\.svg:1: .* without end",
    ),
    Attack(
        "markers on markers",
        holds(
            "figures/a.svg",
            SVG
            + ">"
            + "".join(
                f'<marker id="m{n}"><path d="{"h1" * 60}" marker-mid="url(#m{n + 1})"/></marker>'
                for n in range(6)
            )
            + '<path marker-mid="url(#m0)" d="M0 0h1h1"/></svg>',
        ),
        r"figures/a\.svg:1: .* more than 50,000",
    ),
    Attack(
        "too many elements",
        holds("figures/a.svg", f"{SVG}>{'<g/>' * 20_001}</svg>"),
        r"figures/a\.svg:1: .* more than 20,000",
    ),
    Attack(
        "deep elements",
        holds("figures/a.svg", f"{SVG}>{'<g>' * 60}{'</g>' * 60}</svg>"),
        r"figures/a\.svg:1: more than 50",
    ),
    Attack(
        "script",
        holds("figures/a.svg", f"{SVG}>\n<script>1</script></svg>"),
        r"figures/a\.svg:2: <sc",
    ),
    Attack(
        "foreign object",
        holds("figures/a.svg", f"{SVG}><foreignObject/></svg>"),
        r"figures/a\.svg:1: ",
    ),
    Attack(
        "event handler",
        holds("figures/a.svg", f'{SVG} onload="a()"></svg>'),
        r"figures/.*:1: onload=",
    ),
    Attack(
        "not well-formed",
        holds("figures/a.svg", f"{SVG}>{_LINE}<g></svg>"),
        r"figures/a\.svg:3: .*mismatched",
    ),
    Attack(
        "drawing in data",
        shows(data(f'{SVG}><image href="http://127.0.0.1/a.png"/></svg>')),
        _AT + "http",
    ),
    Attack("nested use in data", shows(data(uses(30))), _AT),
    Attack("entity in data", shows(data(_XXE + f"{SVG}><text>&a;</text></svg>")), _AT),
    Attack("page in data", shows("data:text/html,<p>a"), _AT + "data:text/html"),
    Attack(
        "drawing named in content",
        {CONTENT: f"{SVG}>\n<script/></svg>"},
        r"figures/tooth\.svg:2: <script>",
    ),
    # Files that are not what their names say
    Attack(
        "a drawing as stylesheet",
        {"styles/a.css": uses(30), **page('<img src="../styles/a.css">')},
        r"styles/a\.css: this is no stylesheet",
    ),
    Attack(
        "a picture as stylesheet",
        {"styles/a.css": "P3 99999 9999 255\n", **page('<img src="../styles/a.css">')},
        r"styles/a\.css: this is a picture",
    ),
    Attack(
        "a stylesheet as drawing",
        {
            "figures/a.svg": f"{SVG}><!-- }} {doubled(40)} --></svg>",
            CSS: '@import "../figures/a.svg";\n',
        },
        r"styles/trifold\.css:1:9: .* is imported but",
    ),
    # Pictures
    Attack(
        "169 megapixels",
        holds("images/a.png", png(13000, 13000)),
        r"images/a\.png: .*13000 × 13000",
    ),
    Attack("400 megapixels", holds("images/a.png", png(20000, 20000)), r"images/a\.png: .* pixels"),
    Attack("a long picture", holds("images/a.png", png(8, 30000)), r"images/a\.png: .* on a side"),
    Attack(
        "169 megapixels in data",
        shows(f"data:image/png;base64,{b64encode(png(13000, 13000)).decode()}"),
        _AT,
    ),
    Attack(
        "broken off", holds("images/a.png", png(4000, 4000)[:-600]), r"images/a\.png: .* broken off"
    ),
    Attack("mislabelled", holds("images/a.jpg", png(8, 8)), r"images/a\.jpg: .* holds a PNG"),
    Attack("text as picture", holds("images/a.png", MARKER), r"images/a\.png: .* holds no PNG"),
    Attack("animation", holds("images/a.png", animation()), r"images/a\.png: .* animation"),
    Attack(
        "21 MB", holds("images/a.png", png(8, 8) + bytes(21_000_000)), r"images/a\.png: .* 20 MB"
    ),
    # Bombs
    Attack("doubling var()", {CSS: doubled(40)}, r"styles/trifold\.css: --v\d+ grows without"),
    Attack(
        "doubling var() imported",
        {"styles/a.css": doubled(40), CSS: '@import "a.css";\n'},
        r"styles/a\.css: ",
    ),
    Attack(
        "doubling var() in two",
        {CSS: ".panel{--a:var(--b) var(--b)} .place{--b:var(--a) var(--a)}"},
        r"styles/trifold\.css: --[ab] grows without",
    ),
    Attack(
        "an edition that imports itself",
        {CSS: '@import "trifold.css";\n'},
        r"styles/trifold\.css:1:9: styles/trifold\.css would import itself",
    ),
    Attack(
        "a circle of imports",
        {
            CSS: '@import "a.css";\n',
            "styles/a.css": '@import "sub/b.css";',
            "styles/sub/b.css": "\n@import url( ../a.css );",
        },
        r"styles/sub/b\.css:2:9: styles/a\.css would import itself",
    ),
    Attack(
        "a circle through data",
        {
            CSS: '@import "a.css";\n',
            "styles/a.css": "@import 'data:text/css,@import %22file:///styles/a.css%22;';",
        },
        r"data:text/css.*:1:9: styles/a\.css would import itself",
    ),
    Attack(
        "imports in a row",
        {
            CSS: '@import "i0.css";\n',
            **{f"styles/i{n}.css": f'@import "i{n + 1}.css";' for n in range(10)},
            "styles/i10.css": "p{color:red}",
        },
        r"styles/i9\.css:1:9: more than 10 stylesheets",
    ),
    Attack(
        "doubling imports",
        {
            CSS: '@import "i0.css";\n',
            **{f"styles/i{n}.css": f'@import "i{n + 1}.css";' * 2 for n in range(9)},
            "styles/i9.css": "p{color:red}",
        },
        r"styles/i3\.css:1:26: more than 100 stylesheets",
    ),
    Attack("many imports", {CSS: '@import "a.css";' * 101}, r"styles/trifold\.css:1:1609: more"),
    Attack("brackets", {CSS: f".panel{{width:{'(' * 5000}}}"}, r"styles/trifold\.css:1: "),
    Attack("giant length", {CSS: ".panel{height:1e9mm}"}, r"styles/trifold\.css:1:15: the number"),
    Attack(
        "giant counter", {CSS: "p{counter-reset:a 999999999}"}, r"styles/trifold\.css:1:19: the num"
    ),
    Attack("a long stylesheet", {CSS: "p{color:red}" * 90_000}, r"styles/trifold\.css: .* longer"),
    Attack("colspan", page('<table><tr><td colspan="99999999">a</table>'), _IN_PAGE + ": colspan"),
    Attack("rowspan", page('<table><tr><td rowspan="99999999">a</table>'), _IN_PAGE + ": rowspan"),
    Attack("span of columns", page('<table><col span="99999999"></table>'), _IN_PAGE + ": span"),
    Attack("a number in a list", page('<ol start="999999999"><li>a</ol>'), _IN_PAGE + ": start"),
    Attack("nested elements", page("<div>" * 200 + "</div>" * 200), _IN_PAGE + ": more than 60"),
    Attack(
        "a long page",
        page("{% for n in range(99999) %}" + "<i></i>" * 9 + "{% endfor %}"),
        _IN_PAGE + ": the page is longer",
    ),
    # What only limits of time and memory can stop
    Attack(
        "nested flex",
        {CSS: "div,p,li{display:flex}", **page("<div>" * 14 + "</div>" * 14)},
        "",
        "worker",
    ),
    Attack(
        "multiplied length", {CSS: ".panel{height:calc(9999mm * 99999)!important}"}, "", "worker"
    ),
    Attack(
        "repeated tracks",
        {CSS: ".panel{display:grid;grid-template:repeat(99999,1px)/repeat(99999,1px)!important}"},
        "",
        "worker",
    ),
    Attack(
        "nested loops",
        page("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"),
        "",
        "worker",
    ),
    Attack("a text multiplied", page("{{ 'x' * 9999999999 }}"), "", "worker"),
    Attack("unclosed elements", page("{% for n in range(40000) %}<div>{% endfor %}"), "", "worker"),
)
