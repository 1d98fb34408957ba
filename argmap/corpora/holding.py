"""Where the files are that a document names, if they are in no folder of this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.corpora.archives import Archived
    from argmap.corpora.item import Item
    from argmap.corpora.remote import Remote


def holder_of(item: Item) -> Archived | Remote | None:
    """Return the archive or the remote folder that a document is in, None if it is in neither."""
    if item.entry is not None:
        from argmap.corpora.archives import Archived  # noqa: PLC0415 -- few corpora have any

        return Archived.of(item)
    if item.is_remote:
        from argmap.corpora.remote import Remote  # noqa: PLC0415 -- few corpora are

        return Remote.of(item)
    return None
