"""Files lie in a folder of their city; there is no way to name one without standing in it."""

from django.core.files.storage import FileSystemStorage

from tenants.context import current_schema


class MunicipalityStorage(FileSystemStorage):
    """Django's disk storage below `<MEDIA_ROOT>/<schema>/`. Raises NoMunicipality where no context is."""

    @property
    def base_location(self) -> str:
        return f"{super().base_location}/{current_schema()}"

    @property
    def location(self) -> str:
        return self.base_location

    def url(self, name: str | None) -> str:
        raise NotImplementedError("files are served through an authorised view, never by address")
