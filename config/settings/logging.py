"""Log lines carry the municipality; personal data never enters them (receipt numbers and codes only)."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"municipality": {"()": "tenants.logging.MunicipalityFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s [%(municipality)s] %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["municipality"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "fido2": {"level": "WARNING"},  # it would write down whose passkey was used
    },
}
