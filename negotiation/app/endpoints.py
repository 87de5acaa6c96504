"""Which model a seat talks to, from the command, the models file and the environment."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr, ValidationError

from negotiation.app.local_model import LOCAL, local_address, served
from negotiation.app.model_files import find_model
from negotiation.catalog.endpoints import EndpointEntry, load_endpoints
from negotiation.errors import SettingsError, UsageError
from negotiation.llm.chat import Chat
from negotiation.llm.gguf_server import HOST
from negotiation.llm.profile import ModelProfile
from negotiation.settings import Settings

__all__ = ["Delegate", "Endpoints"]

LOCAL_SECONDS = 900.0
"""The longest that a local model may think: a processor is slow, and its talks queue."""


class Delegate(NamedTuple):
    """A model that somebody else asks in our place, retries and limits included."""

    chat: Chat
    address: Mapping[str, str]
    """What a run's record says of where it is asked; has ``model``, as its server knows it."""


class Endpoints:
    """The models that can be asked by name.

    Args:
        settings: of this process.
        served: the model ``local``, where somebody serves it for several runs already.
        delegates: by name, the models that somebody else asks; they go before all others.
        n_sharers: how many processes keep to the limits of the endpoints together.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        served: ModelProfile | None = None,
        delegates: Mapping[str, Delegate] | None = None,
        n_sharers: int = 1,
    ) -> None:
        self._settings = settings
        self._n_sharers = n_sharers
        self._served = served
        self._delegates = dict(delegates or {})
        self._named: Mapping[str, EndpointEntry] = load_endpoints(settings.models_file)

    @property
    def default(self) -> str | None:
        """What an unnamed model means; ``None`` when nothing is set up."""
        named = self._settings.model
        if named is None or named in self._named or self._is_local(named):
            return named
        return named if self._settings.base_url is not None else None

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
        own = (LOCAL,) if self._has_local() else ()
        default = () if self.default is None else (self.default,)
        return tuple(dict.fromkeys((*self._named, *own, *default)))

    def delegate(self, name: str) -> Delegate | None:
        """Return who asks a model in our place; ``None`` where we ask it ourselves."""
        return self._delegates.get(name)

    def found(self, name: str | None) -> str:
        """Return the name of a model that can be asked. Raises what ``profile`` does."""
        return name if name in self._delegates else self.profile(name).name

    def profile(self, name: str | None) -> ModelProfile:
        """Return the profile of a model: a name of the models file, or a model of the endpoint.

        Raises:
            UsageError: there is no endpoint for it, or no file for the model ``local``.
            SettingsError: the endpoint's address or key is not usable.
        """
        wanted = name or self.default
        if wanted is None:
            raise UsageError(
                "no model is set up: set HAGGLE_BASE_URL and HAGGLE_MODEL, or name one in "
                f"{self._settings.models_file}"
            )
        if wanted in self._delegates:
            raise UsageError(f"model {wanted!r} has no endpoint of ours: somebody else asks it")
        if self._is_local(wanted):
            return _of_file(self._local_file())
        entry = self._named.get(wanted)
        try:
            whole = self._of_entry(wanted, entry) if entry else self._of_environment(wanted)
            return whole.shared_by(self._n_sharers)
        except ValidationError as exc:
            first = exc.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"model {wanted!r}: {where}: {first['msg']}") from exc

    @asynccontextmanager
    async def opened(
        self, name: str | None, *, n_talks: int = 2, seed: int | None = None
    ) -> AsyncIterator[ModelProfile]:
        """Yield the profile of a model that can be asked while the context is open.

        The model ``local`` is served for just so long. Its server keeps the prompts of ``n_talks``
        conversations, and its chance begins with ``seed``.

        Raises:
            UsageError: there is no endpoint for it, or the model ``local`` cannot be served.
            SettingsError: the endpoint's address or key is not usable.
            ChatUnavailable: the server of ``local`` did not come up in time.
        """
        profile = self.profile(name)
        if not self._is_local(profile.name):
            yield profile
            return
        if self._served is not None:
            yield self._served
            return
        async with served(self._local_file(), n_slots=n_talks, seed=seed) as there:
            reached = {
                "base_url": there.base_url,
                "api_key": SecretStr(there.api_key),
                "max_concurrent": n_talks,
            }
            yield profile.model_copy(update=reached)

    def address(self, name: str) -> dict[str, str]:
        """Return what a run's record says of where a model was asked. Raises as ``profile``."""
        if name in self._delegates:
            return dict(self._delegates[name].address)
        if self._is_local(name):
            return local_address(self._local_file())
        profile = self.profile(name)
        return {"base_url": profile.base_url, "model": profile.model}

    def place(self, name: str) -> str:
        """Say where a model lives: its address, or its file. Raises what ``profile`` does."""
        return str(self._local_file()) if self._is_local(name) else self.profile(name).base_url

    def _is_local(self, name: str) -> bool:
        return name == LOCAL and name not in self._named

    def _has_local(self) -> bool:
        if not self._is_local(LOCAL):
            return False
        try:
            self._local_file()
        except UsageError:
            return False
        return True

    def _local_file(self) -> Path:
        return find_model(self._settings.local_model, self._settings.model_folder)

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


def _of_file(file: Path) -> ModelProfile:
    """Return the profile of a model that is yet to be served; its address has no port so far."""
    return ModelProfile(
        name=LOCAL,
        base_url=f"http://{HOST}/v1",
        model=file.stem,
        read_timeout_seconds=LOCAL_SECONDS,
        total_seconds=2 * LOCAL_SECONDS,
    )
