"""`procedure|procedure_title`: what a procedure is called, for `|words` or `|plain`."""

from django import template

from applications.titles import title_of

register = template.Library()

register.filter("procedure_title", title_of)
