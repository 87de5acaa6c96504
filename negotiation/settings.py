"""The only reader of the environment. Secrets are masked wherever they are shown."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

__all__ = ["Settings", "quiet_frameworks", "quiet_ray", "wait_passively"]


class Settings:
    """What the environment says, read once.

    ``HAGGLE_*`` comes before its ``OPENAI_*`` counterpart. An empty variable counts as absent.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {key: value for key, value in environment.items() if value.strip()}

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the environment of this process."""
        return cls(os.environ)

    @property
    def base_url(self) -> str | None:
        """Where the default model lives."""
        return self._first("HAGGLE_BASE_URL", "OPENAI_BASE_URL")

    @property
    def model(self) -> str | None:
        """The default model: a profile of the models file, or a name that the endpoint knows."""
        return self._first("HAGGLE_MODEL")

    @property
    def api_key(self) -> SecretStr | None:
        """The key of the default endpoint.

        The key of OpenAI goes only where ``OPENAI_BASE_URL`` points, never to another endpoint.
        """
        own = self.secret("HAGGLE_API_KEY")
        if own is not None or "HAGGLE_BASE_URL" in self._environment:
            return own
        return self.secret("OPENAI_API_KEY")

    @property
    def models_file(self) -> Path:
        """The file of named model profiles; it need not be there."""
        return Path(self._first("HAGGLE_MODELS_FILE") or "models.yaml")

    def with_models_file(self, path: Path) -> "Settings":
        """Return the same settings for a place where the models file is somewhere else."""
        return Settings({**self._environment, "HAGGLE_MODELS_FILE": str(path)})

    def with_endpoint(self, base_url: str, model: str, api_key: str) -> "Settings":
        """Return the same settings with another default model; an empty key is none."""
        own = {"HAGGLE_BASE_URL": base_url, "HAGGLE_MODEL": model, "HAGGLE_API_KEY": api_key}
        return Settings({**self._environment, **own})

    @property
    def coaches(self) -> tuple[str, ...]:
        """The e-mail addresses of those who may coach where people sign in."""
        named = (self._first("HAGGLE_COACHES") or "").split(",")
        return tuple(email.strip().casefold() for email in named if email.strip())

    @property
    def ray_address(self) -> str | None:
        """The cluster of Ray to work on, in Ray's own variable."""
        return self._first("RAY_ADDRESS")

    @property
    def database_url(self) -> str | None:
        """Where sessions with people keep their place; a SQLite file in the run without it."""
        return self._first("HAGGLE_DATABASE_URL")

    @property
    def cache_dir(self) -> Path | None:
        """Where what was found out is kept for the next run; ``None`` where there is no home."""
        for name, below in (
            ("HAGGLE_CACHE_DIR", ""),
            ("XDG_CACHE_HOME", "haggle"),
            ("HOME", ".cache/haggle"),
            ("USERPROFILE", ".cache/haggle"),
        ):
            if name in self._environment:
                return Path(self._environment[name]) / below
        return None

    @property
    def model_folder(self) -> Path:
        """Where model files stand; it need not be there."""
        named = self._first("HAGGLE_MODEL_DIR")
        if named is not None:
            return Path(named)
        home = Path(self._first("HOME", "USERPROFILE") or ".")
        data = self._first("XDG_DATA_HOME")
        return (Path(data) if data else home / ".local" / "share") / "haggle" / "models"

    @property
    def local_model(self) -> str | None:
        """What the model ``local`` is: a file, or a name in the model folder."""
        return self._first("HAGGLE_LOCAL_MODEL")

    def has_screen(self, system: str) -> bool:
        """Whether a browser that is opened here is seen by whoever started this process.

        Args:
            system: as ``sys.platform`` has it.
        """
        if self._first("SSH_CONNECTION") is not None:
            return False
        on_screen = self._first("DISPLAY", "WAYLAND_DISPLAY") is not None
        return on_screen or system in {"darwin", "win32"}

    def secret(self, name: str) -> SecretStr | None:
        """Return the secret in the variable ``name``."""
        value = self._environment.get(name)
        return SecretStr(value) if value is not None else None

    def _first(self, *names: str) -> str | None:
        return next((self._environment[name] for name in names if name in self._environment), None)


def quiet_frameworks() -> None:
    """Keep frameworks from sending traces anywhere and from reviving types out of a database.

    Both are read from the environment when LangGraph is imported. A trace holds every word of a
    talk, so it takes more than a variable meant for other programs: ``HAGGLE_ALLOW_TRACING=1``.
    """
    if os.environ.get("HAGGLE_ALLOW_TRACING") != "1":
        for vendor in ("LANGSMITH", "LANGCHAIN"):
            os.environ[f"{vendor}_TRACING"] = "false"
            os.environ[f"{vendor}_TRACING_V2"] = "false"
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")


def quiet_ray(*, alone: bool) -> None:
    """Keep Ray from reporting how it is used, and a cluster of this process alone to the loopback.

    It is read when Ray is imported. Ray knows the second by the name of the systems where that is
    its default; elsewhere it listens to the whole network.

    Args:
        alone: whether a cluster is started here, and none is joined.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if alone:
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"


def wait_passively() -> None:
    """Let the threads of llama.cpp sleep while they wait for each other, not spin.

    Spinning is faster on an idle machine and ten times slower on a busy one. It is read when the
    library is loaded; whoever sets the variable has the last word.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
