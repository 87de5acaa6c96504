"""What a visitor's own model is, and how it changes. Its key stays in the server's memory."""

from concurrent.futures import Future
from typing import TypeAlias

from negotiation.app.endpoints import Endpoints
from negotiation.app.service.probing import Tried, models_at, try_model
from negotiation.errors import HaggleError
from negotiation.settings import Settings
from ui.page import Page
from ui.session import forget, keep, recall
from ui.views.watch.endpoints import EndpointForm, problem_of

__all__ = ["ASKED", "MODEL", "PROBLEM", "URL", "Asked", "ask_again", "forget_key", "forget_model"]
__all__ += ["key_field", "own_of", "use_model"]

Asked: TypeAlias = "Future[Tried] | Future[tuple[str, ...]]"
"""What is being asked of a server, or was: what a model can do, or which models there are."""

URL, MODEL = "settings-url", "settings-model"
"""The fields of the address and of the model."""

PROBLEM, ASKED, N_KEYS = "settings-problem", "settings-asked", "settings-n-keys"
"""What is wrong with what was entered; what was asked; how many keys have been entered."""


def own_of(page: Page) -> Settings | None:
    """Return what the visitor has set up, if anything."""
    return None if page.settings is page.server.settings else page.settings


def key_field() -> str:
    """Return the name of the field of the key: every time another, for a browser keeps a field."""
    n_entered: int = recall(N_KEYS, 0)
    return f"settings-key-{n_entered}"


def forget_key() -> None:
    """Empty the field of the key, on the page and in the session."""
    forget(key_field())
    keep(N_KEYS, recall(N_KEYS, 0) + 1)


def use_model(page: Page, form: EndpointForm) -> None:
    """Take a form that was stripped, unless something is wrong with it, and try it out."""
    key = form.key or _kept_key(page, form.base_url)
    settings = page.server.settings.with_endpoint(form.base_url, form.model, key)
    problem: str | None = problem_of(form)
    if problem is None and form.model and _is_taken(settings, form):
        problem = "taken_name"
    keep(PROBLEM, problem)
    forget(ASKED)
    if problem is not None:
        return
    page.server.set_endpoint(page.visitor.key, settings)
    if form.model:
        ask_again(page, settings)
    else:
        listing = models_at(page.server.settings, form.base_url, key)
        keep(ASKED, page.server.service.spawn(listing))


def ask_again(page: Page, settings: Settings) -> None:
    """Have a model tried out in the background."""
    keep(ASKED, page.server.service.spawn(try_model(settings)))


def forget_model(page: Page) -> None:
    """Go back to what the server has set up."""
    page.server.set_endpoint(page.visitor.key, None)
    forget_key()
    for name in (URL, MODEL):
        keep(name, "")
    for name in (PROBLEM, ASKED):
        forget(name)


def _kept_key(page: Page, base_url: str) -> str:
    """Return the key that was entered earlier for the very same address; else none."""
    own = own_of(page)
    if own is None or own.api_key is None or own.base_url != base_url:
        return ""
    return own.api_key.get_secret_value()


def _is_taken(settings: Settings, form: EndpointForm) -> bool:
    """Whether the name means another model here, which goes first."""
    try:
        return Endpoints(settings).profile(form.model).base_url != form.base_url
    except HaggleError:
        return True
