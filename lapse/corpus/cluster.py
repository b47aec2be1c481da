"""Work on the workers of a Dask cluster. They read files and records from a folder or an object store that all share.

A task is a batch of documents. Its results come back as they are (cards) or, where they are parts of the graph, as one
Parquet file of columns in the shared place, which is loaded once. What a lost worker had in hand is done by another.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .crew import Died, batches
from .folder import Entry
from .shelf import Shelf, file_of

if TYPE_CHECKING:
    import pyarrow as pa

C = TypeVar("C")
J = TypeVar("J")
R = TypeVar("R")

RETRIES = 3
"""How often a batch is tried again that raised, and how many workers may die with one in hand."""
PATIENCE = 30
"""Seconds in which a scheduler has to answer."""
PARTS = "parts"
_ONE_AT_A_TIME = threading.Lock()
"""Python does one thing at a time anyway, and what batches have in common is not made for several threads."""


class ClusterError(Exception):
    """The cluster cannot be used: one sentence says why, and what to do."""


class SharedShelf(Shelf):
    """A shelf at a URL that all workers see; in this process with a copy in a folder, made of what is asked for."""

    def __init__(self, url: str, copy: Path | None = None) -> None:
        super().__init__(copy or Path())
        self._url, self._copy = url, copy

    def __reduce__(self) -> tuple[type[SharedShelf], tuple[str]]:  # type: ignore[override]
        return SharedShelf, (self._url,)

    def read(self, name: str) -> bytes:
        """The bytes of a record, from the copy where that has it. OSError where there is none."""
        if self._copy is not None:
            try:
                return super().read(name)
            except OSError:
                pass
        files, place = _files(self._url)
        data = bytes(files.cat_file(f"{place}/{file_of(name)}"))
        if self._copy is not None:
            super().write(name, data)
        return data

    def write(self, name: str, data: bytes) -> None:
        """Keeps the bytes of a record where all see it. OSError where it cannot be written."""
        files, place = _files(self._url)
        files.makedirs(place, exist_ok=True)
        unfinished = f"{place}/{name}.{hashlib.blake2b(data, digest_size=4).hexdigest()}.new"
        files.pipe_file(unfinished, data)
        files.mv(unfinished, f"{place}/{file_of(name)}")


def _files(url: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415 - the extra `cluster`

    files, place = fsspec.core.url_to_fs(url)
    return files, place


@dataclass(frozen=True)
class Cluster:
    """The workers of the scheduler at an address (tcp://host:8786).

    `folder` is the code's folder here, `shared` its URL as the workers see it (s3://bucket/code), "" where it is the
    same path. ClusterError where the extra is missing or the scheduler does not answer.
    """

    address: str
    folder: Path
    shared: str = ""
    own = False

    @property
    def root(self) -> str:
        """The URL of the folder as the workers see it."""
        return self.shared.rstrip("/") or f"file://{self.folder.absolute().as_posix()}"

    def shelf(self, folder: Path) -> Shelf:
        """The shelf that the workers write to."""
        return SharedShelf(f"{self.root}/.lapse/documents", folder) if self.shared else Shelf(folder.absolute())

    def each(
        self, work: Callable[[C, J], R], context: C, jobs: Sequence[J], sizes: Sequence[int]
    ) -> Iterator[tuple[int, R | Died]]:
        """As `Crew.each`."""
        distributed = _distributed()
        shared = Shared(work, context, self.folder.absolute(), self.root)
        try:
            client = distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise ClusterError(
                f"the scheduler {self.address} does not answer: {problem}; start one with `dask scheduler`"
            ) from problem
        with client:
            common = client.submit(_same, shared, pure=False)
            given = {}
            for batch in batches(sizes):
                several = [(number, jobs[number]) for number in batch]
                given[client.submit(_batch, common, several, pure=False, retries=RETRIES)] = batch
            waiting = distributed.as_completed(given, loop=client.loop)
            for future in waiting:
                batch = given.pop(future)
                try:
                    found = future.result()
                except distributed.KilledWorker as problem:
                    yield from ((number, Died(f"the workers that read it died ({problem})")) for number in batch)
                    continue
                results: Iterable[tuple[int, Any]] = _unpacked(found, self.root) if isinstance(found, str) else found
                yield from results
                future.release()


@dataclass(frozen=True)
class Shared:
    """What all batches of a pass have in common; `folder` is the code's folder where the work was given out."""

    work: Callable[[Any, Any], Any]
    context: Any
    folder: Path
    root: str


def _same(shared: Shared) -> Shared:
    """A task of its own, so that any worker can be told again what all batches have in common."""
    return shared


def _batch(shared: Shared, jobs: Sequence[tuple[int, Any]]) -> list[tuple[int, Any]] | str:
    """The results of a batch with their numbers; the name of a Parquet file where they are parts of the graph."""
    with _ONE_AT_A_TIME:
        found = [(number, _one(shared, job)) for number, job in jobs]
    if any(isinstance(result, bytes) for _, result in found):
        return _packed(found, shared.root)
    return found


def _one(shared: Shared, job: Any) -> Any:
    if not isinstance(job, Entry) or not job.path.absolute().is_relative_to(shared.folder):
        return shared.work(shared.context, job)
    files, place = _files(f"{shared.root}/{job.path.absolute().relative_to(shared.folder).as_posix()}")
    with tempfile.TemporaryDirectory(prefix="lapse-") as folder:
        here = Path(folder) / job.path.name
        files.get_file(place, str(here))
        return shared.work(shared.context, replace(job, path=here))


def _packed(found: Sequence[tuple[int, bytes]], root: str) -> str:
    """Writes N-Quads as columns to a Parquet file in the shared place, and gives its name."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - the extra `cluster`

    data = io.BytesIO()
    pq.write_table(columns(found), data, compression="zstd")
    name = f"{hashlib.blake2b(data.getbuffer(), digest_size=16).hexdigest()}.parquet"
    files, place = _files(f"{root}/.lapse/{PARTS}")
    files.makedirs(place, exist_ok=True)
    files.pipe_file(f"{place}/{name}", data.getvalue())
    return name


def columns(found: Sequence[tuple[int, bytes]]) -> pa.Table:
    """N-Quads of numbered documents as a table: document, subject, predicate, object, graph, as N-Quads spell them."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    numbers: list[int] = []
    parts: list[tuple[str, str, str, str]] = []
    for number, quads in found:
        for line in quads.decode().split("\n")[:-1]:
            subject, predicate, rest = line.removesuffix(" .").split(" ", 2)
            value, graph = rest.rsplit(" ", 1)
            parts.append((subject, predicate, value, graph))
            numbers.append(number)
    made = [pa.array(one, pa.string()).dictionary_encode() for one in (zip(*parts, strict=True) if parts else [()] * 4)]
    return pa.table([pa.array(numbers, pa.int64()), *made], ["document", "subject", "predicate", "object", "graph"])


def lines(table: pa.Table) -> Iterator[tuple[int, bytes]]:
    """The N-Quads of each document in a table that `columns` made."""
    of: dict[int, list[str]] = {}
    for number, *quad in zip(*(column.to_pylist() for column in table.columns), strict=True):
        of.setdefault(number, []).append(f"{' '.join(quad)} .\n")
    yield from ((number, "".join(several).encode()) for number, several in of.items())


def _unpacked(name: str, root: str) -> Iterator[tuple[int, bytes]]:
    """What `_packed` wrote; the file is taken away."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    files, place = _files(f"{root}/.lapse/{PARTS}/{name}")
    yield from lines(pq.read_table(io.BytesIO(files.cat_file(place))))
    files.rm_file(place)


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - the extra `cluster`
        import fsspec  # noqa: F401, PLC0415
        import pyarrow  # noqa: F401, PLC0415
    except ImportError as problem:
        raise ClusterError(f"--cluster needs {problem.name}; install it with `pip install 'lapse[cluster]'`") from None
    return distributed
