"""The commands by which what is here is published."""

from __future__ import annotations

from dipgraph.commands import DATA, STORE
from dipgraph.errors import SourceError, UsageError
from dipgraph.words import HELP, Command, Word, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

COMMANDS: dict[str, Command] = {}


@command(
    COMMANDS,
    Word("folder", metavar="DIR", required=True, path=True, help="Folder of the release: a new or an empty one."),
    Word("--version", metavar="VERSION", help="Its version [default: the first digits of the digest of the graph]."),
    Word("--date", metavar="DATE", help="Its day [default: the last on which something in the graph was written]."),
    Word("--address", metavar="URL", help="Where the folder will be on the web [default: addresses are relative]."),
    Word(
        "--license",
        metavar="FILE",
        path=True,
        help="The licence of the data [default: LICENSE of --data; none of --store].",
    ),
    DATA,
    STORE,
    HELP,
)
def release(
    folder: Path,
    version: str | None,
    date: str | None,
    address: str | None,
    license: Path | None,
    data: Path | None,
    store: str | None,
) -> None:
    """Write a release of the graph that can be cited: the graph, its descriptions, its queries and its ontology.

    It has the graph as canonical N-Quads, TriG and JSON-LD, descriptions in VoID, DCAT and RO-Crate, the stored
    queries, the ontology as a page of HTML, and the digests of all files. Two releases of one graph are the same, byte
    by byte.

    Example: `dipgraph release dipgraph-1.0 --version 1.0 --date 2026-11-26`
    """
    from dipgraph import release as releasing
    from dipgraph import shipped
    from dipgraph.asked import store_at
    from dipgraph.opening import is_address
    from dipgraph.terminal import count, progress, say

    if store is not None and is_address(store):
        raise UsageError(f"{store} has graphs of others too: pull from it, and release the store that is made here")
    if license is None and store is None:
        beside = shipped.data_folder(data) / "LICENSE"
        license = beside if beside.is_file() else None
    with store_at(store, data) as opened, progress("writing the release") as advance:
        edition = releasing.release(opened, folder, version, date, address, license, advance)
    numbers = f"{count(len(edition.graphs), 'graph')}, {edition.census.statements:,} statements"
    unlicensed = "" if edition.licence else "; no licence of the data is stated: give it with --license"
    say(f"{folder}: version {edition.version} of {edition.day}, {numbers}{unlicensed}")


@command(
    COMMANDS,
    Word("folder", metavar="DIR", required=True, path=True, help="Folder of the web site: a new or an empty one."),
    DATA,
    STORE,
    HELP,
)
def site(folder: Path, data: Path | None, store: str | None) -> None:
    """Write the pages that serve shows as a web site of files, to be put anywhere: it needs no server.

    Each meeting, person, state, issue, commitment and document is a page of HTML with its data beside it, each stored
    query a page with its answer. A script searches, in an index beside the pages. Links are relative, and nothing is asked
    of any other host.

    Example: `dipgraph site pages`
    """
    from dipgraph import static_site
    from dipgraph.asked import store_at
    from dipgraph.opening import is_address
    from dipgraph.terminal import count, progress, say

    if store is not None and is_address(store):
        raise UsageError(f"{store} is asked over the network for each of some thousand things: pull from it first")
    with store_at(store, data) as opened, progress("writing the pages") as advance:
        try:
            pages = static_site.site(opened, folder, advance)
        except ImportError:
            raise UsageError("pages need jinja2: pip install 'dipgraph[serve]'") from None
        except RuntimeError as error:
            # What the store raises where it is damaged.
            raise SourceError(
                f"the store cannot be read ({error}): see what 'dipgraph check' says of it", store
            ) from None
    say(f"{folder}: {count(pages, 'page')}; open {folder}/index.html")
