"""The reference: a form service as plain Django and django-tenants would have it, without any of our machinery."""
