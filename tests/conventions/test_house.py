"""What linters cannot see: the habits of the house."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import comity
import comity.model
from comity import errors
from comity.cli import VERBS
from comity.errors import ComityError

HEAVY = ("sqlalchemy", "numpy", "scipy", "fastapi", "rich", "jinja2", "trafilatura", "pyarrow")
MODULE_LIMIT = 400  # lines; house style


def records() -> list[type]:
    """Return every dataclass of the model."""
    found = []
    for module in pkgutil.iter_modules(comity.model.__path__):
        home = importlib.import_module(f"comity.model.{module.name}")
        found += [
            item
            for _, item in inspect.getmembers(home, dataclasses.is_dataclass)
            if isinstance(item, type) and item.__module__ == home.__name__
        ]
    return found


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_records_are_frozen_and_slotted(record: type) -> None:
    """A record that passes between stages can be neither changed nor grown."""
    assert record.__dataclass_params__.frozen
    assert "__slots__" in vars(record)


def test_public_names_are_those_that_can_be_seen() -> None:
    """What ``dir`` shows, ``__all__`` names and each name can be had."""
    assert sorted(comity.__all__) == dir(comity)
    for name in comity.__all__:
        assert getattr(comity, name) is not None


def test_importing_loads_no_heavy_library() -> None:
    """``import comity`` and the help of the command line stay light."""
    probe = f"import sys, comity, comity.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_error_cannot_be_raised_without_its_mend() -> None:
    """Forgetting the mend is a mistake that shows at once."""
    with pytest.raises(TypeError):
        ComityError("no mend")  # type: ignore[call-arg]


def test_every_error_is_public_and_drawn_in_the_tree() -> None:
    """The tree in the docstring names every exception, and all derive from one."""
    kinds = [item for _, item in inspect.getmembers(errors, inspect.isclass)]
    for kind in kinds:
        assert issubclass(kind, ComityError)
        assert kind.__name__ in errors.__all__
        assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_every_verb_has_help(verb: str) -> None:
    """Each verb can be loaded, and says what it is for."""
    command = importlib.import_module(VERBS[verb][0]).command
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert all(option.help for option in options)


def test_no_module_is_two_rooms_in_one(root: Path) -> None:
    """No module is longer than the house allows."""
    long = {
        str(path.relative_to(root)): count
        for folder in ("src", "tests", "scripts", "bench")
        for path in (root / folder).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LIMIT
    }
    assert long == {}


def test_nothing_names_a_machine_or_a_registry(root: Path) -> None:
    """No committed text holds a path of somebody's machine, nor a lock file a host."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    machine = re.compile(r"(?<![\w.-])/(?:home|root|work)/[A-Za-z0-9]")
    for name in filter(None, tracked):
        path = root / name
        if not path.is_file() or path.suffix not in {".py", ".md", ".toml", ".lock", ".sh", ""}:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not machine.search(text), name
        if name.endswith(".lock"):
            assert "://" not in text, name
