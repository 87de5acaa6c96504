"""Which model a seat talks to, from the command, the models file and the environment."""

from collections.abc import Mapping

from pydantic import ValidationError

from negotiation.catalog.endpoints import EndpointEntry, load_endpoints
from negotiation.errors import SettingsError, UsageError
from negotiation.llm.chat import ModelProfile
from negotiation.settings import Settings

__all__ = ["Endpoints"]


class Endpoints:
    """The models that can be asked by name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._named: Mapping[str, EndpointEntry] = load_endpoints(settings.models_file)

    @property
    def default(self) -> str | None:
        """What an unnamed model means; ``None`` when nothing is set up."""
        named = self._settings.model
        if named is None or (named not in self._named and self._settings.base_url is None):
            return None
        return named

    @property
    def missing_half(self) -> str | None:
        """Say what is still missing where the environment has only half of an endpoint."""
        if self.default is not None or (self._settings.base_url is self._settings.model is None):
            return None
        if self._settings.model is None:
            return "an endpoint is set, but HAGGLE_MODEL is not"
        return f"model {self._settings.model!r} is set, but no endpoint: set HAGGLE_BASE_URL"

    def names(self) -> tuple[str, ...]:
        """Return every model that is set up."""
        default = self.default
        if default is None or default in self._named:
            return tuple(self._named)
        return (*self._named, default)

    def profile(self, name: str | None) -> ModelProfile:
        """Return the profile of a model: a name of the models file, or a model of the endpoint.

        Raises:
            UsageError: there is no endpoint for it.
            SettingsError: the endpoint's address or key is not usable.
        """
        wanted = name or self.default
        if wanted is None:
            raise UsageError(
                "no model is set up: set HAGGLE_BASE_URL and HAGGLE_MODEL, or name one in "
                f"{self._settings.models_file}"
            )
        entry = self._named.get(wanted)
        try:
            return self._of_entry(wanted, entry) if entry else self._of_environment(wanted)
        except ValidationError as exc:
            first = exc.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"model {wanted!r}: {where}: {first['msg']}") from exc

    def _of_entry(self, name: str, entry: EndpointEntry) -> ModelProfile:
        given = entry.model_dump(exclude={"api_key_env"}, exclude_none=True)
        if entry.api_key_env is None:
            return ModelProfile(name=name, **given)
        key = self._settings.secret(entry.api_key_env)
        if key is None:
            raise SettingsError(f"model {name!r}: the variable {entry.api_key_env} is not set")
        return ModelProfile(name=name, api_key=key, **given)

    def _of_environment(self, model: str) -> ModelProfile:
        base_url, key = self._settings.base_url, self._settings.api_key
        if base_url is None:
            known = ", ".join(self._named) or "none"
            raise UsageError(
                f"no endpoint for model {model!r}: set HAGGLE_BASE_URL, or use a name of "
                f"{self._settings.models_file} (known: {known})"
            )
        if key is None:
            return ModelProfile(name=model, base_url=base_url, model=model)
        return ModelProfile(name=model, base_url=base_url, model=model, api_key=key)
