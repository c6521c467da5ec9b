"""The receipt as a PDF: everything that was sent, readable for people, screen readers and phones' cameras."""

import io

import pytest
from pypdf import PdfReader

from applications.receipt_document import receipt_document
from applications.status_codes import status_code
from tenants.context import in_municipality
from tests.factories.applications import DOG_ANSWERS, a_procedure, an_application
from tests.flows.test_resident_applies import fill_in
from tests.flows.visitor import Visitor


def words_of(content: bytes) -> str:
    """Everything a document says, without the spaces that a PDF scatters."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.usefixtures("in_sakai")
def test_it_has_every_answer_the_number_and_the_code():
    owner = {"family": "𠮷野", "given": "髙子", "family_kana": "ヨシノ", "given_kana": "タカコ"}
    application = an_application(answers={**DOG_ANSWERS, "owner": owner})

    words = words_of(receipt_document(application))

    for wanted in (application.receipt_number, status_code(application.pk), "𠮷野髙子", "犬の名前", "ポチ", "堺市"):
        assert wanted in words


@pytest.mark.usefixtures("in_sakai")
def test_it_is_tagged_titled_and_in_japanese():
    pdf = PdfReader(io.BytesIO(receipt_document(an_application())))

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "ja-JP"
    assert pdf.metadata
    assert pdf.metadata.title == "申請の控え"
    assert pdf.xmp_metadata
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()


@pytest.mark.usefixtures("in_sakai")
def test_an_answer_is_never_taken_for_markup():
    application = an_application(answers={**DOG_ANSWERS, "dog_name": '#read("/etc/passwd") *太字* $x$ <div>'})

    assert '#read("/etc/passwd")*太字*$x$<div>' in words_of(receipt_document(application))


def test_the_applicant_keeps_it_and_nobody_else_sees_it(sakai):
    with in_municipality(sakai):
        a_procedure()
    visitor, stranger = Visitor(), Visitor()
    fill_in(visitor)
    done = visitor.send("この内容で申請する", confirm="1")
    address = done.links["控えをPDFで保存する"]

    received = visitor.client.get(address)
    assert received["Content-Type"] == "application/pdf"
    assert "no-store" in received["Cache-Control"]
    assert received.content.startswith(b"%PDF-")
    assert stranger.get(address).address == "/status/"
