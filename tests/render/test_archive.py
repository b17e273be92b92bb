"""The PDF as a file for keeping: PDF/A-3u (ISO 19005-3), with the data inside, by validators and by the rules.

PDFBox Preflight knows PDF/A-1b, the stricter form: it must find nothing but what 1b forbids and 3u allows.
"""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pdf_oxide import PdfDocument
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

from dxdesk.document.compose import UnprintableTextError
from dxdesk.document.profile import PROFILES
from dxdesk.export import export
from dxdesk.issuing.receipt_sheet import receipt_sheet
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package
from dxdesk.plan.model import Plan
from dxdesk.signing.embedded import embedded_package
from tests.conftest import Tool
from tests.document.one_of_everything import one_of_everything, whole_pack
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, pack, short_plan
from tests.exchange.samples import receipt
from tests.signing.documents import exported, issued_document

# An attached file, the tree that names it, and "part 1, level A or B".
ALLOWED_IN_3U: Final = {"1.2.9", "1.4.7", "7.11.1", "7.11.2"}
GENERATED: Final = 50
_JARS: Final = (
    "preflight",
    "pdfbox2",
    "xmpbox",
    "fontbox2",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
)
_LIBRARY: Final = Path("/usr/share/java")


def some_plans() -> list[Plan]:
    found: list[Plan] = []

    @settings(
        max_examples=GENERATED,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(printed_plans())
    def collect(plan: Plan) -> None:
        found.append(plan)

    collect()
    return found


def generated() -> Iterator[bytes]:
    for number, plan in enumerate(some_plans()):
        profile = tuple(PROFILES)[number % len(PROFILES)]
        try:
            yield export(draft_package(plan), pack(), profile=profile).pdf
        except UnprintableTextError:
            continue


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with PDF files of every kind."""
    folder = tmp_path_factory.mktemp("archive")
    files = {f"short-{profile}": exported(profile) for profile in PROFILES} | {
        "issued": issued_document(),
        "full": export(draft_package(full_plan("huyen")), pack()).pdf,
        "everything": export(draft_package(one_of_everything("decision")), whole_pack()).pdf,
        "receipt": receipt_sheet(receipt()),
    }
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    for number, data in enumerate(generated()):
        (folder / f"generated-{number:02}.pdf").write_bytes(data)
    return folder


def test_preflight_finds_nothing_that_3u_forbids(folder: Path, tool: Tool) -> None:
    java = tool("java")
    jars = [_LIBRARY / f"{name}.jar" for name in _JARS]
    if missing := [jar for jar in jars if not jar.exists()]:
        tool(str(missing[0]))
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    command = [java, "-cp", ":".join(map(str, jars)), validator, "xml", "batch", str(folder)]
    subprocess.run(command, check=False, capture_output=True, timeout=300)
    reports = sorted(folder.glob("*.preflight.xml"))
    assert len(reports) == len(list(folder.glob("*.pdf"))) > GENERATED
    for report in reports:
        errors = [
            (error.findtext("code"), error.findtext("details"))
            for error in ET.parse(report).iter("error")  # noqa: S314
        ]
        assert [error for error in errors if error[0] not in ALLOWED_IN_3U] == [], report.name


def test_pdf_oxide_calls_them_pdf_a_3u(folder: Path) -> None:
    for path in folder.glob("*.pdf"):
        result = PdfDocument(str(path)).validate_pdf_a("3u")
        assert (result["valid"], result["errors"]) == (True, []), path.name


def test_qpdf_and_pdffonts_find_nothing(folder: Path, tool: Tool) -> None:
    for path in folder.glob("*.pdf"):
        subprocess.run([tool("qpdf"), "--check", path], check=True, capture_output=True)
        listed = subprocess.run([tool("pdffonts"), path], check=True, capture_output=True, text=True).stdout
        for line in listed.splitlines()[2:]:
            assert re.search(r"yes (yes|no) +yes +\d+ +0$", line), line


def test_the_rules_of_3u_that_the_validators_do_not_read(folder: Path) -> None:
    for path in folder.glob("*.pdf"):
        reader = PdfFileReader(BytesIO(path.read_bytes()))
        assert not reader.encrypted
        assert len(reader.trailer["/ID"]) == 2
        root = reader.root
        assert str(root["/Lang"]) == "vi-VN"
        assert len(root["/AF"]) == 1
        file = root["/AF"][0]
        assert file["/AFRelationship"] == "/Source"
        assert str(file["/F"]) == str(file["/UF"])
        assert str(file["/F"]).isascii()
        assert file["/EF"]["/F"]["/Subtype"] == "/application/json"
        for dictionary in dictionaries(reader):
            assert not {"/JS", "/JavaScript", "/AA", "/OPI", "/Alternates"} & dictionary.keys()
            assert dictionary.get("/S") not in {
                "/JavaScript",
                "/Launch",
                "/SubmitForm",
                "/ImportData",
                "/Movie",
            }
            if dictionary.get("/Subtype") == "/Widget":
                assert int(dictionary["/F"]) & 0b100111 == 0b100  # printed, not hidden
                assert "/N" in dictionary["/AP"]
            if dictionary.get("/Type") == "/Font":
                meant = re.findall(rb"<..> <(....)>", dictionary["/ToUnicode"].data)
                assert not {b"0000", b"FEFF", b"FFFE"} & set(meant)


def dictionaries(reader: PdfFileReader) -> Iterator[Any]:
    """Yield every dictionary that the root leads to."""
    seen: set[int] = set()
    rest: list[Any] = [reader.trailer.raw_get("/Root")]
    while rest:
        value = rest.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            value = value.get_object()
        if isinstance(value, DictionaryObject):
            yield value
            rest += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            rest += [value.raw_get(index) for index in range(len(value))]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_package_inside_is_the_one_beside_without_its_documents(profile: Any) -> None:
    made = export(draft_package(short_plan()), pack(), profile=profile)
    inside, beside = read_package(embedded_package(made.pdf)).package, read_package(made.package).package
    assert inside.documents == ()
    assert (inside.plan, inside.digest, inside.metadata) == (beside.plan, beside.digest, beside.metadata)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_revision_gives_the_same_bytes(profile: Any) -> None:
    first, second = (export(draft_package(short_plan()), pack(), profile=profile) for _turn in range(2))
    assert first == second
