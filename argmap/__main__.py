"""Where the command begins: `argmap`, and `python -m argmap`."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command; an interrupt while it is still loading is reported like any other."""
    # Looking for pydantic's plugins reads the records of all packages, some 20 ms in every command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from argmap.cli import main as run  # noqa: PLC0415 -- its imports are what may be interrupted
    except KeyboardInterrupt:
        os.write(2, b"argmap: error: interrupted\n")
        os._exit(2)
    run()


if __name__ == "__main__":
    main()
