"""Stores: where a dataset is loaded and queries are answered, in memory or on disk.

A store has three methods: ``load``, ``query`` and ``close``. Its default graph is the union of its named graphs.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager

import pyoxigraph as ox

from dipgraph.errors import DipgraphError, QueryError, SourceError
from dipgraph.rows import Results, Rows, answering
from dipgraph.states import States, signed
from dipgraph.syntax import depth, faulty, in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Any, Self

    import rdflib

    from dipgraph.dataset import Dataset
    from dipgraph.generations import Entry
    from dipgraph.loading import Graphs, Loaded, Progress

# pyoxigraph's parser recurses, and ends the process where the stack ends: at about 900 nested IF on a stack of 8 MB.
_DEEPEST = 200


class Store:
    """A store of pyoxigraph in memory, and what the others have in common with it."""

    def __init__(self) -> None:
        """Make an empty store."""
        self._store = ox.Store()
        self._record: dict[str, Entry] = {}
        # What stands for the state that is read, of a store on disk that has one.
        self.state: str | None = None

    def load(self, data: Dataset | Graphs, progress: Progress | None = None) -> Loaded:
        """Put in the graphs of *data* that are new or changed, take out those whose files are gone; say which.

        What judgements in *data* find to be one has one name in the store. Loading the same again changes nothing, and what
        does not come from the files of *data* is not touched; but where judgements hold, all is loaded together, and what
        they did is taken back by a load of all without them. After an error the store is as it was. *progress* is told how
        many of how many files are done.
        """
        from dipgraph.merging import merged

        return self.put(merged(data), progress)

    def put(self, data: Dataset | Graphs, progress: Progress | None = None) -> Loaded:
        """Load *data* as it is, each thing under each name that it has there."""
        from dipgraph.generations import Entry
        from dipgraph.loading import Loaded, judging, pending
        from dipgraph.merging import Merged

        fresh, loaded, record = ox.Store(), Loaded(), dict(self._record)
        judged = judging(self._store) if record else frozenset()
        for graph in pending(data, record, loaded, progress, judged, isinstance(data, Merged)):
            with graph.reading():
                fresh.load(graph.content, format=graph.format, base_iri=graph.name.value, to_graph=graph.name)
            if not fresh.contains_named_graph(graph.name):
                raise graph.empty()
            # How many statements it has is not asked of each: in memory nobody compares.
            record[graph.name.value] = Entry(0, graph.digest, graph.origin)
        if self._record:
            for name in loaded.changed + loaded.removed:
                self._store.remove_graph(ox.NamedNode(name))
            news = fresh.dump(format=ox.RdfFormat.N_QUADS)
            assert news is not None
            self._store.bulk_load(news, format=ox.RdfFormat.N_QUADS)
        else:
            self._store = fresh
        self._record = record
        loaded.statements = len(self._store)
        return loaded

    def query(self, sparql: str) -> Results:
        """Answer *sparql*; a QueryError says what is wrong with it, and where."""
        if sum(map(sparql.count, "([{")) > _DEEPEST and depth(sparql) > _DEEPEST:
            raise QueryError(f"the query nests more than {_DEEPEST} brackets: make it flatter")
        with answering():
            try:
                answer = asked_of(self._store, sparql, use_default_graph_as_union=True)
            except SyntaxError as error:
                raise QueryError(f"not SPARQL {faulty(sparql, str(error))}: correct the query") from None
        return Rows(answer) if isinstance(answer, ox.QuerySolutions) else answer

    def names(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        return sorted(name.value for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))

    def origin(self, name: str) -> str:
        """Return the path of the file from which the graph *name* was loaded, or an empty text."""
        return self._record[name].origin if name in self._record else ""

    @property
    def embedded(self) -> ox.Store:
        """The store of pyoxigraph itself."""
        return self._store

    def graph(self) -> rdflib.Dataset:
        """Return the store as a graph of rdflib, whose default graph is the union of the named ones; nothing is copied.

        What is written into that of a store in memory is in the store; a store on disk is only read. It needs
        ``pip install 'dipgraph[rdflib]'``.
        """
        from dipgraph.rdf import over

        return over(self._store)

    def statements(self, name: str) -> Iterator[ox.Quad]:
        """Yield the quads of the graph *name*."""
        return iter(self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of the store."""
        return iter(self._store)

    def repeated(self, name: str, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
        """Return those *quads* of the graph *name* whose triples are also in one whose name comes before."""
        written, find = f"<{name}", self._store.quads_for_pattern
        same = ((quad, find(quad.subject, quad.predicate, quad.object, None)) for quad in quads)
        return {quad for quad, found in same if any(str(other.graph_name)[:-1] < written for other in found)}

    def close(self) -> None:
        """Let go of the store."""
        self._store = ox.Store()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()


class DiskStore(Store):
    """A store of pyoxigraph in a folder: what it answers is one whole state, the one that was there when it was opened."""

    def __init__(self, path: Path | str) -> None:
        """Open the store in the folder *path*; where there is none, it is empty, and made by the first load."""
        self._states = States(os.fspath(path))
        self._open = ExitStack()
        self._read()

    def _read(self) -> None:
        self._record = {}
        while True:
            self._open.close()
            state = self._open.enter_context(self._states.reading())
            # There may be another by now.
            self._opened = self._states.mark
            if self._opened[0] == (state and os.path.basename(state)):
                break
        with usable(self._states):
            self._store = ox.Store() if state is None else ox.Store.read_only(state)
        self.state = signed(*self._opened)

    def put(self, data: Dataset | Graphs, progress: Progress | None = None) -> Loaded:
        """Load *data* as a store in memory does; those who have the store open go on with the state that they have.

        One can load at a time: a SourceError tells the second. If it is interrupted, the store is as it was.
        """
        from pathlib import Path

        from dipgraph.generations import Folder
        from dipgraph.loading import Loaded

        folder, handled = Folder(Path(self._states.place)), sys.exception()
        with folder.writing():
            loaded, record, state = Loaded(), folder.record(), folder.following()
            try:
                with usable(folder):
                    make = self._renew if record.graphs else self._begin
                    make(state, data, record.graphs, loaded, progress)
                    if state.exists():
                        folder.publish(state, record)
                # Before the last sweep, which takes the state that was open here if nobody else has it.
                self._read()
            except BaseException as error:
                let_go(error, handled)
                raise
            finally:
                folder.sweep()
            loaded.statements = sum(entry.statements for entry in record.graphs.values())
        return loaded

    @property
    def is_past(self) -> bool:
        """Whether there is a state after the one that is open; a SourceError says that the store is damaged."""
        return self._states.mark not in ((None, ""), self._opened)

    def _begin(
        self, state: Path, data: Dataset | Graphs, record: dict[str, Entry], loaded: Loaded, progress: Progress | None
    ) -> None:
        """Make *state* of *data* alone."""
        from dipgraph.loading import bulk, pending

        store = ox.Store(str(state))
        bulk(store, pending(data, record, loaded, progress), record)
        store.flush()

    def _renew(
        self, state: Path, data: Dataset | Graphs, record: dict[str, Entry], loaded: Loaded, progress: Progress | None
    ) -> None:
        """Make *state*, the present one with what is new in *data*; it is not made if nothing is."""
        from dipgraph.loading import judging, pending, spooled
        from dipgraph.merging import Merged

        news = state.with_name(f"{state.name}.record")
        before = dict(record)
        with self._states.reading() as present:
            assert present is not None
            judged = judging(ox.Store.read_only(present))
        spooled(pending(data, record, loaded, progress, judged, isinstance(data, Merged)), record, news)
        if record == before:
            news.unlink()
            return
        with self._states.reading() as present:
            assert present is not None
            ox.Store.read_only(present).backup(str(state))
        store = ox.Store(str(state))
        for name in loaded.changed + loaded.removed:
            store.remove_graph(ox.NamedNode(name))
        store.bulk_load(path=str(news), format=ox.RdfFormat.TRIG)
        store.flush()

    def origin(self, name: str) -> str:
        """Return the path of the file from which the graph *name* was loaded, or an empty text."""
        if not self._record:
            from pathlib import Path

            from dipgraph.generations import Folder

            self._record = Folder(Path(self._states.place)).record().graphs
        return super().origin(name)

    def close(self) -> None:
        """Let go of the store."""
        super().close()
        self._open.close()


def asked_of(store: ox.Store, sparql: str, **dataset: Any) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return what *store* answers, the columns of ``SELECT *`` in the order in which the variables stand in the query.

    Nothing is looked for before the first row is read: the query is planned twice, and answered once.
    """
    answer = store.query(sparql, **dataset)
    if isinstance(answer, ox.QuerySolutions):
        ordered = in_order(sparql, [variable.value for variable in answer.variables])
        return answer if ordered is None else store.query(ordered, **dataset)
    return answer


@contextmanager
def usable(states: States) -> Iterator[None]:
    """Turn what pyoxigraph has against a store into a SourceError, in a with block."""
    try:
        yield
    except DipgraphError:
        raise
    except (OSError, RuntimeError) as error:
        raise _refused(states, error) from None


def let_go(error: BaseException, handled: BaseException | None) -> None:
    """Forget what the functions that failed had: as long as an *error* is kept, it would keep their store open.

    It may have come up while another was *handled*, which is none of ours.
    """
    from traceback import clear_frames

    at: BaseException | None = error
    while at is not None and at is not handled:
        clear_frames(at.__traceback__)
        at = at.__context__


def _refused(states: States, error: OSError | RuntimeError) -> SourceError:
    text = str(error).splitlines()[0]
    if "No space left" in text or "Disk quota" in text:
        return SourceError(f"no room left on the disk ({text}): the store is as it was; give it room", states.place)
    if any(word in text.lower() for word in ("corrupt", "checksum", "invalid", "no such file", "manifest")):
        return states.damaged(text)
    return SourceError(f"the store cannot be used ({text}): give a folder that can be written", states.place)
