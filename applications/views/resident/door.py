"""What every resident's page has in common."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from applications.errors import DraftTooLarge
from web.views import too_large

View = Callable[..., HttpResponseBase]


def resident_page(*methods: str) -> Callable[[View], View]:
    """A page for anybody, by default for looking only.

    Residents have no session whose authority another site could borrow; `SameOriginMiddleware` checks where posts come from.
    A body beyond all limits is answered here, where it is read for the first time.
    """
    allowed = [*(methods or ("GET",)), *(["HEAD"] if not methods or "GET" in methods else [])]

    def decorate(view: View) -> View:
        @csrf_exempt
        @never_cache
        @require_http_methods(allowed)
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            try:
                request.POST.keys()
                return view(request, *args, **kwargs)
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, DraftTooLarge):
                return too_large(request)

        return guarded

    return decorate
