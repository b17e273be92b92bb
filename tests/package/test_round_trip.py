import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.characters import character_faults
from dxdesk.package.documents import attached
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Attachment, Transport
from dxdesk.package.metadata import metadata_of
from dxdesk.package.opening import open_at_once, open_stagewise
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes, package_name, stripped, with_digests
from dxdesk.plan.model import Plan
from tests.package import samples
from tests.strategies import hostile_texts, lines, moments, plans, texts

DOCUMENTS = st.one_of(
    st.builds(attached, st.just("docx"), st.just("ke-hoach.docx"), st.binary(max_size=40)),
    st.builds(
        attached,
        st.sampled_from(["pdf", "signed-pdf", "scan"]),
        st.just("plan (1).pdf"),
        st.binary(max_size=40),
    ),
)
TRANSPORTS = st.builds(
    Transport, producer=lines(), created=st.none() | moments(), contact=lines(), note=texts()
)


@given(
    plans(),
    st.integers(1, 9999),
    st.lists(DOCUMENTS, max_size=1),
    TRANSPORTS,
    st.none() | st.integers(0, 999),
)
def test_is_the_identity(
    plan: Plan, revision: int, documents: list[Attachment], transport: Transport, pages: int | None
) -> None:
    package = draft_package(
        plan, revision=revision, documents=documents, transport=transport, page_amount=pages
    )
    data = package_bytes(package)
    read = read_package(data)
    assert read.package == package
    assert package_bytes(read.package) == data
    assert open_at_once(data) is not None or b"\\\\" in data  # a backslash may be a false alarm


@given(plans())
def test_reads_any_other_spelling_of_the_same(plan: Plan) -> None:
    package = draft_package(plan)
    data = json.loads(package_bytes(package))
    for other in (json.dumps(data), json.dumps(data, sort_keys=True, ensure_ascii=False, indent="\t")):
        assert read_package(other.encode()).package == package


@given(plans())
def test_metadata_have_the_lengths_of_the_decree(plan: Plan) -> None:
    metadata = metadata_of(plan, 55)
    assert msgspec.convert(msgspec.to_builtins(metadata), type(metadata)) == metadata
    assert metadata.page_amount == 55


def test_is_written_by_fixed_rules() -> None:
    data = package_bytes(samples.package())
    assert data.startswith(
        b'{\n  "format": "dxdesk.plan",\n  "version": "1.0",\n  "statement": {\n    "type"'
    )
    assert data.endswith(b"\n}\n")
    assert b"\r" not in data
    assert "Sơn Lộc".encode() in data
    assert list(json.loads(data)) == [
        "format", "version", "statement", "digest", "plan", "metadata", "documents", "signatures", "transport",
    ]  # fmt: skip


def test_metadata_carry_the_names_of_the_decree() -> None:
    metadata = samples.plain()["metadata"]
    assert metadata["OrganName"] == "Ủy ban nhân dân xã Sơn Lộc"
    assert metadata["TypeName"] == "Kế hoạch"
    assert metadata["IssuedDate"] == "2023-02-10"
    assert metadata["SignerInfo"] == {"Position": "Chủ tịch", "FullName": "Nguyễn Văn Đức"}
    assert [place["OrganName"] for place in metadata["ToPlaces"]] == [
        "Ủy ban nhân dân huyện",
        "Đảng ủy, HĐND",
    ]
    assert (metadata["PageAmount"], metadata["FileCatalog"]) == (12, 2023)


def test_stripped_of_its_documents_it_is_the_same_package() -> None:
    small = stripped(samples.package())
    read = read_package(package_bytes(small))
    assert read.package.digest == samples.package().digest
    assert read.package.documents[0].data is None


def test_a_draft_says_so() -> None:
    read = read_package(package_bytes(samples.package()))
    assert read.is_draft
    assert [(notice.code, notice.pointer) for notice in read.notices] == [("DX192", "/statement/sealed_at")]


def test_a_draft_of_an_earlier_version_is_written_anew_with_digests_that_fit() -> None:
    plain = json.loads(package_bytes(samples.package()))
    plain["version"] = "1.7"
    del plain["plan"]["acceptances"]  # as if it had come later
    plain["plan"]["colour"] = "red"  # as if it would come later
    plain["statement"]["plan_sha256"] = sha256_hex(canonical_bytes(plain["plan"]))
    plain["digest"] = sha256_hex(canonical_bytes(plain["statement"]))
    read = read_package(json.dumps(plain).encode())
    data = package_bytes(with_digests(read.package, read.newer), read.newer)
    assert json.loads(data)["plan"]["colour"] == "red"
    again = read_package(data)
    assert again.package.plan == read.package.plan
    assert with_digests(again.package, again.newer) == again.package


def test_name_is_ascii() -> None:
    assert package_name(samples.PLAN, 2) == "2023-18490-r2.dxplan.json"


@given(hostile_texts())
def test_what_cannot_be_read_is_not_written(text: str) -> None:
    plan = msgspec.structs.replace(samples.PLAN, sections={"reports": text})
    package = msgspec.structs.replace(samples.package(), plan=plan, transport=Transport(note=text))
    if character_faults(text):
        with pytest.raises(PackageError) as raised:
            package_bytes(package)
        assert {fault.pointer for fault in raised.value.faults} == {
            "/plan/sections/reports",
            "/transport/note",
        }
    else:
        assert open_stagewise(package_bytes(package)).package == package


def test_names_every_place_that_cannot_be_written() -> None:
    transport = Transport(contact="a\u202eb", note="U\u0309y ban")
    with pytest.raises(PackageError) as raised:
        package_bytes(msgspec.structs.replace(samples.package(), transport=transport))
    assert [(fault.code, fault.pointer) for fault in raised.value.faults] == [
        ("DX146", "/transport/contact"),
        ("DX145", "/transport/note"),
    ]


def test_refuses_a_value_that_does_not_fit() -> None:
    transport = Transport(contact="x" * 2001)
    with pytest.raises(PackageError, match="contact"):
        package_bytes(msgspec.structs.replace(samples.package(), transport=transport))
