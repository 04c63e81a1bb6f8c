"""What all tests share: the fast ones run first, and two models: the tiny one of the tests and the shipped one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from framing.analyzer import Analyzer

TINY = Path(__file__).parent / "bundles" / "tiny"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the order of the files, with the tests marked `full` after all others."""
    items.sort(key=lambda item: item.get_closest_marker("full") is not None)


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Commands set up logging, which would go on in other tests."""
    loggers = [logging.getLogger(name) for name in ("framing", "framing.progress", None)]
    before = [(logger, logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    yield
    for logger, handlers, level, propagate in before:
        logger.handlers[:] = handlers
        logger.setLevel(level)
        logger.propagate = propagate


@pytest.fixture(scope="session")
def tiny_bundle() -> Path:
    """The folder of a model of 250 kB whose labels are poor and whose form is that of every model."""
    return TINY


@pytest.fixture(scope="session")
def analyzer(tiny_bundle: Path) -> Analyzer:
    """The tiny model, loaded."""
    from framing.analyzer import load

    return load(tiny_bundle)


@pytest.fixture(scope="session")
def int8_bundle(tiny_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model with 8-bit products."""
    pytest.importorskip("onnx")
    import quantised

    return quantised.write(tiny_bundle, tmp_path_factory.mktemp("int8") / "tiny")


@pytest.fixture(scope="session", params=["tiny", pytest.param("int8", marks=pytest.mark.full), "small"])
def bundle_path(request: pytest.FixtureRequest, tiny_bundle: Path) -> Path:
    """Each model in turn; the shipped one where it is there."""
    if request.param == "tiny":
        return tiny_bundle
    if request.param == "int8":
        return Path(request.getfixturevalue("int8_bundle"))
    from framing.bundle import MANIFEST, default_folder

    shipped = default_folder()
    if not (shipped / MANIFEST).is_file():
        pytest.skip(f"no shipped model in {shipped}")
    return shipped
