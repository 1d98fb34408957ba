"""What the tests with other programs share."""

from tests.corpora.conftest import corpora

__all__ = ["corpora"]
