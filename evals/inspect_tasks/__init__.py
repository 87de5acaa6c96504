"""Suites as tasks of Inspect AI: ``inspect eval haggle/negotiate -T suite=skill --model MODEL``.

Inspect asks the models, shows and logs the samples; we play the talks and judge them, into a folder
of results like any other. Nothing else of the product imports this package, for it needs the extra
``inspect``.
"""

from evals.inspect_tasks.tasks import negotiate

__all__ = ["negotiate"]
