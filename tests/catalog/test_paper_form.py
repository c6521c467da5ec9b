"""A blank form on paper: every question with room for its answer, and the way to the very publication it was printed from."""

import io

import pytest
from pypdf import PdfReader

from catalog.models import PublishedForm
from catalog.paper_form import MOST_BOXES, paper_form
from shared_forms import library
from shared_forms.language import to_json
from tenants.context import in_municipality
from tests.factories.applications import a_procedure


def words_of(content: bytes) -> str:
    """Everything a document says, without the spaces that a PDF scatters."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def squeezed(words: object) -> str:
    return "".join(str(words).split())


def _printed_options(question) -> tuple:
    """All of them, except those of a long list."""
    options = getattr(question, "options", ())
    return () if question.type == "select" and len(options) > MOST_BOXES else options


@pytest.mark.parametrize("template", library.templates(), ids=lambda template: template.slug)
def test_it_asks_all_that_the_form_asks(in_sakai, template):
    procedure = a_procedure(template.slug, to_json(template.definition))

    content = paper_form(procedure.current_form)

    words = words_of(content)
    assert b"pdfuaid" in PdfReader(io.BytesIO(content)).xmp_metadata.stream.get_data()
    for question in template.definition.questions():
        assert squeezed(question.label) in words
        for option in _printed_options(question):
            assert squeezed(option.label) in words


def test_a_condition_stands_in_words(in_sakai):
    assert "（『鑑札はありますか』が「はい」のときだけ）" in words_of(paper_form(a_procedure().current_form))


def test_each_publication_keeps_its_address(sakai, client_at):
    with in_municipality(sakai):
        procedure = a_procedure()
        second = PublishedForm.objects.create(
            procedure=procedure,
            number=2,
            definition=procedure.current_form.definition,
            content_hash=procedure.current_form.content_hash,
            published_by="様式担当",
        )
        procedure.current_form = second
        procedure.save()
    client = client_at("sakai.localhost")

    assert client.get("/p/dog-death/paper/")["Location"] == "/p/dog-death/paper/2/"
    first = client.get("/p/dog-death/paper/1/")
    assert (first["Content-Type"], "第1版" in words_of(first.content)) == ("application/pdf", True)
    assert "第2版" in words_of(client.get("/p/dog-death/paper/2/").content)
    assert client.get("/p/dog-death/paper/3/").status_code == 404
    assert client_at("toyonaka.localhost").get("/p/dog-death/paper/1/").status_code == 404
