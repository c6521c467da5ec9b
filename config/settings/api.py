"""The API of a city: tokens only, JSON only, described by drf-spectacular. No session, no browsable pages."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["applications.api.authentication.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["applications.api.authentication.HasToken"],
    "DEFAULT_THROTTLE_CLASSES": ["applications.api.throttling.TokenThrottle"],
    "DEFAULT_THROTTLE_RATES": {"token": "120/min"},
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "applications.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "共同窓口 API",
    "DESCRIPTION": "市町村に届いた申請を、その市町村のシステムが読むためのAPI。トークンは職員の画面「API」で作る。",
    "VERSION": "1",
    "SERVERS": [{"url": "/api/v1"}],
    "SCHEMA_PATH_PREFIX": "",
    "DISABLE_ERRORS_AND_WARNINGS": False,
}
