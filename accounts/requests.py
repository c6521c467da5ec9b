"""Requests as views behind a door see them; types only."""

from django.http import HttpRequest

from accounts.models import User
from common.actor import Actor
from tenants.directory import CurrentMunicipality


class MunicipalityRequest(HttpRequest):
    """A request at a city's host: `tenants.middleware` found the city."""

    municipality: CurrentMunicipality


class MemberRequest(MunicipalityRequest):
    """A request of somebody who came through a door of `accounts.access`; at the consortium's host there is no municipality."""

    actor: Actor
    user: User
