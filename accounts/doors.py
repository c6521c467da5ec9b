"""Through which door a request came: staff of a city at `/staff/`, the secretariat at the consortium's own address."""

from django.conf import settings
from django.http import HttpRequest

from common.actor import ActorKind
from tenants import context


def kind_here(request: HttpRequest) -> ActorKind:
    """In which capacity people sign in at this host."""
    return ActorKind.STAFF if hasattr(request, "municipality") else ActorKind.SECRETARIAT


def home(request: HttpRequest) -> str:
    """Where people start to work after signing in."""
    return "/staff/" if kind_here(request) is ActorKind.STAFF else "/"


def host() -> str:
    """The host name of the city or consortium at hand, for addresses in mails; tasks and commands have no request."""
    if is_consortium():
        return settings.KYODO.base_domain
    return context.current_municipality().host


def urlconf() -> str:
    """The URL tree of the city or consortium at hand."""
    return settings.PUBLIC_SCHEMA_URLCONF if is_consortium() else settings.ROOT_URLCONF


def is_consortium() -> bool:
    """Whether we stand in the consortium rather than in a city."""
    return context.current_schema() == "public"


def place_name() -> str:
    """What people call the place they sign in to."""
    return "事務局" if is_consortium() else context.current_municipality().name
