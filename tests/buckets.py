"""Buckets of S3, served by a server inside the tests."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def bucket_server(patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve S3 without any bucket; what is asked for with rights goes there. Give its address."""
    moto = pytest.importorskip("moto.server")
    serving = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    serving.start()
    try:
        host, port = serving.get_host_and_port()
        address = f"http://{host}:{port}"
        # The buckets are those of the process: they outlive a server.
        urlopen(Request(f"{address}/moto-api/reset", method="POST")).close()  # noqa: S310 -- ours
        patch.setenv("AWS_ENDPOINT_URL", address)
        patch.setenv("AWS_ACCESS_KEY_ID", "for")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        pytest.importorskip("s3fs").S3FileSystem.clear_instance_cache()
        yield address
    finally:
        serving.stop()
