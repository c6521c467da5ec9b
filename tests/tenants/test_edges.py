"""What else knows its city: cache keys, files, log lines, and the edge of the web."""

import io
import logging

import pytest
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from tenants import context
from tenants.errors import NoMunicipality
from tenants.logging import MunicipalityFilter

SAKAI, TOYONAKA = "m_271403", "m_272035"


# ---- cache --------------------------------------------------------------------------------------------------------------
def test_a_city_finds_in_the_cache_what_it_put_there_and_nothing_else(sakai, toyonaka):
    with context.in_municipality(sakai):
        cache.set("hot", "堺")
        cache.set_many({"a": 1})
    with context.in_municipality(toyonaka):
        assert cache.get("hot") is None
        assert cache.get_many(["hot", "a"]) == {}
        cache.set("hot", "豊中")
        cache.delete("a")
    with context.in_consortium():
        assert cache.get("hot") is None
    with context.in_municipality(sakai):
        assert (cache.get("hot"), cache.get("a")) == ("堺", 1)


def test_outside_of_a_city_there_is_no_cache():
    for question in (lambda: cache.get("hot"), lambda: cache.set("hot", 1), lambda: cache.delete("hot")):
        with pytest.raises(NoMunicipality):
            question()


# ---- files --------------------------------------------------------------------------------------------------------------
@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def test_files_of_two_cities_have_the_same_name_and_never_meet(sakai, toyonaka, media):
    with context.in_municipality(sakai):
        assert default_storage.save("a/photo.jpg", ContentFile(b"sakai")) == "a/photo.jpg"
    with context.in_municipality(toyonaka):
        assert not default_storage.exists("a/photo.jpg")
        assert default_storage.save("a/photo.jpg", ContentFile(b"toyonaka")) == "a/photo.jpg"
        default_storage.delete("a/photo.jpg")
        assert default_storage.listdir("a") == ([], [])
    with context.in_municipality(sakai), default_storage.open("a/photo.jpg") as file:
        assert file.read() == b"sakai"
    assert (media / SAKAI / "a" / "photo.jpg").read_bytes() == b"sakai"


@pytest.mark.parametrize(
    "name",
    [
        f"../{TOYONAKA}/secret",
        f"a/../../{TOYONAKA}/secret",
        "/etc/passwd",
        f"../{SAKAI}0/x",
        "..",
        f"a/..//../{TOYONAKA}/secret",
    ],
)
def test_no_name_leads_out_of_the_citys_folder(sakai, toyonaka, media, name):
    with context.in_municipality(toyonaka):
        default_storage.save("secret", ContentFile(b"toyonaka"))
    with context.in_municipality(sakai):
        for attack in (default_storage.open, default_storage.delete, default_storage.size, default_storage.path):
            with pytest.raises(SuspiciousFileOperation):
                attack(name)
        with pytest.raises(SuspiciousFileOperation):
            default_storage.save(name, ContentFile(b"x"))
    assert (media / TOYONAKA / "secret").read_bytes() == b"toyonaka"
    assert not (media / f"{SAKAI}0").exists()


def test_outside_of_a_city_there_are_no_files_and_nowhere_is_there_an_address(sakai, media):
    for question in (lambda: default_storage.exists("a"), lambda: default_storage.save("a", ContentFile(b""))):
        with pytest.raises(NoMunicipality):
            question()
    with context.in_municipality(sakai), pytest.raises(NotImplementedError):
        default_storage.url("a/photo.jpg")


# ---- log lines ----------------------------------------------------------------------------------------------------------
def test_each_log_line_says_whose_it_is(sakai):
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(logging.Formatter("[%(municipality)s] %(message)s"))
    handler.addFilter(MunicipalityFilter())
    logger = logging.Logger("trial")
    logger.addHandler(handler)

    logger.info("outside")
    with context.in_municipality(sakai):
        logger.info("inside")
    with context.in_consortium():
        logger.info("consortium")

    assert lines.getvalue().splitlines() == ["[-] outside", f"[{SAKAI}] inside", "[public] consortium"]


def test_the_console_handler_of_every_setting_has_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["municipality"]
    assert "%(municipality)s" in settings.LOGGING["formatters"]["line"]["format"]


# ---- the edge of the web ------------------------------------------------------------------------------------------------
@pytest.fixture
def visit(db):
    """Ask for a page of a host; what the view saw, and the answer."""
    from tenants.middleware import MunicipalityMiddleware

    def ask(host: str, view=None) -> tuple[object, HttpResponse]:
        seen = []

        def look(request):
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_schema()")
                city = getattr(request, "municipality", None)
                seen.append((cursor.fetchone()[0], city and city.name, request.urlconf))
            return HttpResponse("ok")

        response = MunicipalityMiddleware(view or look)(RequestFactory().get("/", HTTP_HOST=host))
        return (seen[0] if seen else None), response

    return ask


@pytest.mark.parametrize("host", ["sakai.localhost", "sakai.localhost:8000", "SAKAI.localhost:80"])
def test_a_citys_host_stands_in_the_city(visit, host):
    seen, response = visit(host)

    assert seen == (SAKAI, "堺市", "config.urls.municipality")
    assert response.status_code == 200


@pytest.mark.parametrize("host", ["localhost", "localhost:8000"])
def test_the_base_host_stands_in_the_consortium(visit, host):
    seen, _ = visit(host)

    assert seen == ("public", None, "config.urls.consortium")


@pytest.mark.parametrize(
    "host",
    [
        "nobody.localhost",
        "sakai.localhost.evil.example",
        "www.sakai.localhost",
        "evil.example",
        "127.0.0.1",
        "a b",
        "[::1]",
    ],
)
def test_any_other_host_is_told_404_and_no_view_is_reached(visit, host):
    seen, response = visit(host)

    assert seen is None
    assert response.status_code == 404


def test_a_request_ends_with_its_context_also_when_the_view_fails(visit):
    def fail(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        visit("sakai.localhost", fail)
    with pytest.raises(NoMunicipality):
        context.current_schema()
    assert visit("toyonaka.localhost")[0][0] == TOYONAKA


def test_each_request_takes_its_standing_afresh(transactional_db_without_flush, visit_over):
    """Whatever an earlier request left on the connection, unseen by us."""
    assert visit_over("sakai.localhost") == SAKAI
    with context.in_municipality(SAKAI), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, false)", [TOYONAKA])
    assert visit_over("sakai.localhost") == SAKAI


@pytest.fixture
def visit_over():
    """A request over a connection in autocommit; the schema its view saw."""
    from tenants.middleware import MunicipalityMiddleware

    def ask(host: str) -> str:
        def look(request):
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_schema()")
                return HttpResponse(cursor.fetchone()[0] or "nowhere")

        return MunicipalityMiddleware(look)(RequestFactory().get("/", HTTP_HOST=host)).content.decode()

    return ask


def test_templates_are_told_the_city(sakai):
    from tenants.context_processors import municipality

    request = RequestFactory().get("/")
    assert municipality(request)["municipality"] is None
    request.municipality = sakai
    assert municipality(request)["municipality"] is sakai
