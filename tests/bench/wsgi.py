"""The application a server under test runs; which one, its settings say."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
