"""Names of a package that are imported when they are first asked for (PEP 562).

Much of what a package has is not needed by most of what runs, and takes time to import.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def names_of(
    package: str, homes: Mapping[str, Iterable[str]], *, rooms: Iterable[str] = ()
) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package: it imports a name from the module that is its home.

    ``homes`` has the names of each module, which is named as in the package; ``rooms`` are modules
    that are names themselves. For any other name an AttributeError says which one may be meant.

    >>> names_of("argmap", {"nearest": ["did_you_mean"]})("did_you_mean").__name__
    'did_you_mean'
    """
    home_of = {name: home for home, names in homes.items() for name in names}
    home_of |= dict.fromkeys(rooms, "")

    def get(name: str) -> object:
        home = home_of.get(name)
        if home is None:
            error = AttributeError(f"module {package!r} has no attribute {name!r}")
            # A name that begins with an underscore is asked for by Python itself.
            meant = None if name.startswith("_") else did_you_mean(name, home_of)
            if meant:
                error.add_note(meant)
            raise error
        if not home:
            return import_module(f"{package}.{name}")
        value = getattr(import_module(f"{package}.{home}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
