"""What must hold for the package as a whole: light imports, small modules, a few names, licences, no foreign words."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import framing

PACKAGE = Path(framing.__file__).parent
ROOT = Path(__file__).parent.parent
IN_REPOSITORY = (ROOT / "framing" / "__init__.py").is_file()
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("torch", "transformers", "sklearn", "pandas", "matplotlib")
LICENCES = ("LICENSE", "LICENSE-WEIGHTS", "NOTICE")
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_PUBLIC_NAMES = 8
MAX_HELP_SECONDS = 0.5
# Put together from halves, so that this file does not hold them itself.
FOREIGN = tuple(
    "".join(halves)
    for halves in (
        ("/wo", "rk/"),
        ("/opt/", "pypi"),
        ("/opt/", "wheels"),
        ("pypi", ".org"),
        ("files.python", "hosted"),
        ("download.", "pytorch"),
        ("registry.", "npmjs"),
        ("deb.", "debian"),
    )
)
UNTRACKED = {".git", ".hypothesis", ".venv", "build", "data", "dist", "node_modules", "reports"}


def run(*arguments: str) -> str:
    finished = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def module_id(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def repository_files() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.name in UNTRACKED or top.name.endswith("_cache"):
            continue
        for path in (top, *sorted(top.rglob("*"))):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def metadata() -> importlib.metadata.PackageMetadata:
    try:
        return importlib.metadata.metadata("framing")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("framing is imported from its source and not installed")


def test_import_loads_nothing_heavy() -> None:
    loaded = run("-c", "import sys, framing; print(*(m.partition('.')[0] for m in sys.modules))").split()
    assert "framing" in loaded
    assert not set(loaded) & set(HEAVY)


def test_help_answers_at_once() -> None:
    pytest.importorskip("framing.cli")
    call = ("-c", "import sys; from framing.cli import main; sys.argv = ['framing', '--help']; main()")
    times = []
    for _ in range(3):
        started = time.perf_counter()
        assert "Usage" in run(*call)
        times.append(time.perf_counter() - started)
    assert min(times) < MAX_HELP_SECONDS


def test_public_names_are_few_and_exist() -> None:
    assert 0 < len(framing.__all__) <= MAX_PUBLIC_NAMES
    assert len(set(framing.__all__)) == len(framing.__all__)
    assert [name for name in framing.__all__ if not hasattr(framing, name)] == []


def test_version_is_that_of_the_installed_package() -> None:
    assert metadata()["Version"] == framing.__version__


def test_licences_are_in_the_package() -> None:
    found = metadata()
    assert found["License-Expression"] == "Apache-2.0 AND CC-BY-NC-SA-4.0"
    assert sorted(found.get_all("License-File") or []) == sorted(LICENCES)
    installed = importlib.metadata.distribution("framing")
    for name in LICENCES:
        assert (installed.read_text(f"licenses/{name}") or "").strip(), name


def test_core_requires_nothing_heavy() -> None:
    required = [line for line in metadata().get_all("Requires-Dist") or [] if "extra ==" not in line]
    assert [line for line in required if line.startswith("onnxruntime")], "the list should name what serves the model"
    unwanted = ("torch", "transformers", "scikit-learn", "pandas", "pyarrow", "duckdb", "ray", "fastapi")
    assert [line for line in required if line.startswith(unwanted)] == []


def test_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_module_keeps_the_house_rules(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "the module needs a docstring"
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    command = "cli" in path.relative_to(PACKAGE).parts  # whose options are declared in its signature
    begins = {node.name: node.body[0].lineno if command else node.lineno for node in functions}
    lengths = {node.name: (node.end_lineno or node.lineno) - begins[node.name] + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FUNCTION_LINES} == {}
    if not command:
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert "print" not in names, "the library logs, it does not print"


@pytest.mark.skipif(not IN_REPOSITORY, reason="only the repository has all files")
def test_project_speaks_of_itself_alone() -> None:
    found = []
    for path in repository_files():
        text = path.read_bytes().decode("utf-8", errors="replace").lower()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FOREIGN if word in text]
    assert found == []


@pytest.mark.skipif(not IN_REPOSITORY, reason="only the repository has the pins")
def test_pins_are_exact_and_without_build_tags() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert [line for line in pins if line.count("==") != 1 or "+" in line or "@" in line] == []
