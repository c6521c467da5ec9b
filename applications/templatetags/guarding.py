"""Names of applicants in lists, which say nothing of those under protection."""

from django import template

from applications import guarding

register = template.Library()
register.filter("name_in_lists", guarding.name_in_lists)
