"""People and departments, complete by default. Call them inside a city or the consortium."""

from itertools import count
from typing import Any

from django.test import Client

from accounts.actors import SYSTEM, actor_of
from accounts.models import Department, User
from accounts.roles import Role
from accounts.services.departments import add_department
from accounts.services.people import create_person
from common.actor import Actor, ActorKind

PASSWORD = "紫陽花と坂道と自転車と夕焼け"
_numbers = count(1)


def a_department(name: str = "", **changes: Any) -> Department:
    """環境業務課 and the like."""
    return add_department(name=name or f"第{next(_numbers)}課", actor=SYSTEM, **changes)


def a_person(*roles: Role, departments: tuple[Department, ...] = (), **changes: Any) -> User:
    """Somebody who can sign in with PASSWORD; in every department unless told otherwise."""
    number = next(_numbers)
    values = {"email": f"person{number}@city.example.jp", "name": f"職員{number}", "password": PASSWORD, **changes}
    return create_person(
        roles=roles or (Role.PROCESSOR,), departments=[each.pk for each in departments], actor=SYSTEM, **values
    )


def an_actor(*roles: Role, **changes: Any) -> Actor:
    """A new person as an actor of a city's staff."""
    return actor_of(a_person(*roles, **changes), ActorKind.STAFF)


def signed_in(client: Client, user: User) -> Client:
    """The client with both factors behind it, by the demo's door."""
    door = "/staff/demo" if client.defaults["HTTP_HOST"] != "localhost" else "/demo"
    response = client.post(f"{door}/{user.pk}/")
    assert response.status_code == 302, response.status_code
    return client
