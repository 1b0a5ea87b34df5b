"""Files as named graphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from conftest import ACTORS, DOCUMENT
from dipgraph import Dataset, shipped
from dipgraph.dataset import VOCABULARIES, Files, Graph
from dipgraph.errors import SourceError
from dipgraph.terms import BASE

LINE = "<https://example.org/a> <https://example.org/b> <c> .\n"


def names(dataset: Dataset) -> list[str]:
    """Return the names of the graphs in their order."""
    return [graph.name.value for graph in dataset.graphs]


def message(*paths: Path) -> str:
    """Return the message of the error that reading gives."""
    with pytest.raises(SourceError) as error:
        Dataset.read(*paths)
    return str(error.value)


def test_vocabularies_come_first_unless_unwanted(small: Path) -> None:
    """The ontology and its vocabularies are read before the data, or not at all."""
    expected = [BASE + "actors", BASE + "document/mofa-xa/2020-01-02-xb"]
    assert len(VOCABULARIES) == 3
    assert names(Dataset.read(small)) == [*VOCABULARIES.values(), *expected]
    assert names(Dataset.read(small, vocabularies=False)) == expected


def test_shapes_and_alignments_are_not_read(shipped_dataset: Dataset) -> None:
    """Of the folder ontology/ only the ontology, acts and issues are in the dataset."""
    folder = shipped.folder("ontology")
    read = {graph.path.name for graph in shipped_dataset.graphs if graph.path.parent == folder}
    assert read == {"dipgraph.ttl", "acts.ttl", "issues.ttl"}
    assert {path.name for path in folder.glob("*.ttl")} > read


def test_each_shipped_file_is_a_graph_of_its_own(shipped_dataset: Dataset) -> None:
    """Every Turtle file of data/ is one graph, a document's named by its path."""
    files = [*shipped.folder("data").rglob("*.ttl")]
    assert len(files) > 50
    assert len(shipped_dataset.names()) == len(shipped_dataset.graphs) == len(files) + len(VOCABULARIES)
    assert NamedNode(BASE + "document/tdi/2023-04-17-jp-us") in shipped_dataset.names()
    assert NamedNode(BASE + "findings") in shipped_dataset.names()


def test_base_line_of_each_document_is_its_graph(shipped_dataset: Dataset) -> None:
    """A document says its graph's name in its first line, so that it can travel alone."""
    documents = [graph for graph in shipped_dataset.graphs if graph.name.value.startswith(BASE + "document/")]
    assert documents
    for graph in documents:
        assert graph.source.startswith(f"@base <{graph.name.value}> .\n"), graph.path


def test_names_do_not_depend_on_how_a_file_is_given(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has one graph, whether the data folder, a folder below it or the file is given, from wherever."""
    document = small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    name = BASE + "document/mofa-xa/2020-01-02-xb"
    for path in (small / "documents", document.parent, document):
        assert names(Dataset.read(path, vocabularies=False)) == [name]
    assert names(Dataset.read(small / "actors.ttl", vocabularies=False)) == [BASE + "actors"]
    monkeypatch.chdir(document.parent)
    for text in (".", "2020-01-02-xb.ttl"):
        assert names(Dataset.read(text, vocabularies=False)) == [name]
    assert names(Dataset.read("../../actors.ttl", vocabularies=False)) == [BASE + "actors"]


def test_data_folder_may_lie_below_a_folder_named_documents(tmp_path: Path) -> None:
    """A checkout in ~/documents has the same graphs as one elsewhere."""
    folder = tmp_path / "documents" / "dipgraph" / "data"
    (folder / "documents" / "xa").mkdir(parents=True)
    (folder / "actors.ttl").write_text(ACTORS, encoding="utf-8")
    (folder / "documents" / "xa" / "a.ttl").write_text(LINE, encoding="utf-8")
    expected = [BASE + "actors", BASE + "document/xa/a"]
    assert names(Dataset.read(folder, vocabularies=False)) == expected
    assert names(Dataset.read(folder / "actors.ttl", vocabularies=False)) == expected[:1]


def test_file_that_travels_alone_is_named_by_its_base(tmp_path: Path) -> None:
    """Outside a data folder the @base line names the graph, after a byte order mark too, and resolves relative IRIs."""
    path = tmp_path / "alone.ttl"
    for mark in ("", "\ufeff"):
        path.write_text(f"{mark}@base <https://example.org/doc/1> .\n{LINE}", encoding="utf-8")
        graph = Dataset.read(path, vocabularies=False).graphs[0]
        assert graph.name == NamedNode("https://example.org/doc/1")
        assert graph.triples[0].object == NamedNode("https://example.org/doc/c")


def test_a_folder_of_one_publisher_names_its_documents_by_their_base(tmp_path: Path) -> None:
    """Given by itself or within the folder above, a document has the same name; what is none has that of its file."""
    folder = tmp_path / "drafts" / "ministry"
    folder.mkdir(parents=True)
    name = "https://w3id.org/dipgraph/document/ministry/2022-05-23-pe"
    (folder / "2022-05-23-pe.ttl").write_text(f"@base <{name}> .\n{LINE}", encoding="utf-8")
    (folder / "actors.ttl").write_text(f"@base <https://example.org/actors> .\n{LINE}", encoding="utf-8")
    for given in (folder, folder.parent):
        graphs = Dataset.read(given, vocabularies=False).graphs
        assert name in {graph.name.value for graph in graphs}
    (folder / "2022-05-23-pe.ttl").unlink()
    (graph,) = Dataset.read(folder, vocabularies=False).graphs
    assert graph.name.value == "https://w3id.org/dipgraph/actors"


def test_file_without_base_is_named_by_its_place(tmp_path: Path) -> None:
    """Outside a data folder and without @base a graph has the file's address as its name."""
    path = tmp_path / "alone.ttl"
    path.write_text(LINE, encoding="utf-8")
    assert names(Dataset.read(path, vocabularies=False)) == [path.resolve().as_uri()]


def test_quads_carry_their_graph(small: Path) -> None:
    """Each triple becomes a quad of its graph."""
    dataset = Dataset.read(small, vocabularies=False)
    quads = list(dataset.quads())
    assert len(quads) == sum(len(graph.triples) for graph in dataset.graphs) > 0
    assert {quad.graph_name for quad in quads} == dataset.names()


def test_file_given_twice_is_read_once(small: Path) -> None:
    """A folder and a file within it may both be given."""
    document = small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    assert len(Dataset.read(small, document, small / "documents", vocabularies=False).graphs) == 2


def test_two_files_with_one_graph_are_refused(tmp_path: Path) -> None:
    """Two files that claim one graph are named both."""
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(f"@base <https://example.org/x> .\n{LINE}", encoding="utf-8")
    assert message(tmp_path / "a.ttl", tmp_path / "b.ttl") == (
        f"{tmp_path / 'b.ttl'}: the graph <https://example.org/x> is also that of {tmp_path / 'a.ttl'}: leave one "
        "of them out, or change @base"
    )


def test_replaced_by_puts_new_graphs_in_place_of_old(small: Path, tmp_path: Path) -> None:
    """A graph of the same name is replaced, others stay, and the old dataset is as it was."""
    old = Dataset.read(small, vocabularies=False)
    path = tmp_path / "draft.ttl"
    path.write_text(DOCUMENT.replace("Alm and Berg agree", "Both agree"), encoding="utf-8")
    new = Dataset.read(path, vocabularies=False)
    both = old.replaced_by(new)
    assert names(both) == names(old)
    assert both.graphs[1] is new.graphs[0]
    assert both.graphs[0] is old.graphs[0]
    assert len(old.graphs) == 2


def test_replaced_by_replaces_a_file_whose_graph_has_another_name(small: Path) -> None:
    """A file that is read again, now as another graph, does not stand beside what it was."""
    path = small / "alone.ttl"
    old = Dataset.read(small, vocabularies=False)
    path.write_text(LINE, encoding="utf-8")
    before = Dataset.read(path, vocabularies=False)
    assert names(old.replaced_by(before)) == [*names(old), BASE + "alone"]
    after = Dataset((Graph(NamedNode("https://example.org/other"), path, LINE.encode()),))
    assert names(old.replaced_by(before).replaced_by(after)) == [*names(old), "https://example.org/other"]


def test_missing_path(tmp_path: Path) -> None:
    """A path that is not there is named."""
    path = tmp_path / "no.ttl"
    assert message(path) == f"{path}: no such file or folder: give the path of an RDF file, or of a folder of them"


def test_folder_without_turtle(tmp_path: Path) -> None:
    """A folder in which nothing is Turtle is no empty dataset but an error."""
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    assert message(tmp_path).startswith(f"{tmp_path}: no RDF file (")


def test_file_of_another_kind(tmp_path: Path) -> None:
    """A file that is not named as RDF is not taken for RDF."""
    path = tmp_path / "a.rdf"
    path.write_text(LINE, encoding="utf-8")
    assert message(path) == (
        f"{path}: not RDF by its name: give files that end in .ttl, .turtle, .trig, .nt, .nq, .jsonld, "
        "or in one of these and .gz"
    )


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff", "\ufeff\n"])
def test_empty_file(tmp_path: Path, content: str) -> None:
    """A file of nothing, of blanks, or of a byte order mark is empty."""
    path = tmp_path / "a.ttl"
    path.write_text(content, encoding="utf-8")
    assert message(path) == f"{path}: the file is empty: remove it, or write a document in it"


def test_file_without_statement(tmp_path: Path) -> None:
    """A file of prefixes and comments alone says nothing."""
    path = tmp_path / "a.ttl"
    path.write_text("@prefix a: <https://example.org/> .\n# nothing\n", encoding="utf-8")
    assert message(path) == f"{path}: no statement in this file: write the document's Turtle"


def test_not_utf8_names_the_line(tmp_path: Path) -> None:
    """The line of the first byte that is not UTF-8 is named, a byte order mark or not."""
    path = tmp_path / "a.ttl"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + b'<a> <b> "c" .\n# caf\xe9\n')
        assert message(path) == f"{path}:2: not UTF-8: save the file in that encoding"


def test_not_turtle_names_the_line(tmp_path: Path) -> None:
    """The line at which the parser stumbles is named, with what it found and the cure."""
    path = tmp_path / "a.ttl"
    path.write_text(LINE + "\nnope:a <b> <c> .\n", encoding="utf-8")
    found = message(path)
    assert found.startswith(f"{path}:3: not Turtle: ")
    assert found.endswith("The prefix nope: has not been declared: correct it there")


def test_name_that_is_no_iri(tmp_path: Path) -> None:
    """A @base or a file's name that cannot be a graph's name is an error with the file's path."""
    path = tmp_path / "a.ttl"
    path.write_text(f"@base <https://example.org/a b> .\n{LINE}", encoding="utf-8")
    assert message(path).startswith(f"{path}: ")
    documents = tmp_path / "documents"
    documents.mkdir()
    spaced = documents / "my notes.ttl"
    spaced.write_text(LINE, encoding="utf-8")
    assert "no spaces in the file's name" in message(spaced)


def test_folder_named_like_a_file(tmp_path: Path) -> None:
    """A folder whose name ends in .ttl is a folder: what is in it is read."""
    (tmp_path / "a.ttl").mkdir()
    assert message(tmp_path).startswith(f"{tmp_path}: no RDF file")
    (tmp_path / "a.ttl" / "b.ttl").write_text(LINE, encoding="utf-8")
    assert len(Dataset.read(tmp_path, vocabularies=False).graphs) == 1


# rdflib warns of a name of its own that it uses itself.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_to_rdflib_has_the_same_graphs(small: Path) -> None:
    """The rdflib Dataset has the same named graphs with as many triples, and their union as default graph."""
    dataset = Dataset.read(small, vocabularies=False)
    converted = dataset.to_rdflib()
    counts = {str(graph.identifier): len(graph) for graph in converted.graphs() if len(graph)}
    expected = {graph.name.value: len(graph.triples) for graph in dataset.graphs}
    assert {name: count for name, count in counts.items() if name in expected} == expected
    rows = list(converted.query("SELECT ?l { <https://w3id.org/dipgraph/person/alm-ada> rdfs:label ?l }"))
    assert [str(row[0]) for row in rows] == ["Ada Alm"]  # type: ignore[index]


SEVERAL = """\
<https://example.org/a> <https://example.org/b> <https://example.org/c> <https://example.org/g1> .
<https://example.org/a> <https://example.org/b> _:x <https://example.org/g2> .
<https://example.org/a> <https://example.org/b> "d" .
"""


def test_file_with_several_graphs(tmp_path: Path) -> None:
    """N-Quads name their graphs; what stands in none is in the graph of the file."""
    path = tmp_path / "a.nq"
    path.write_text(SEVERAL, encoding="utf-8")
    dataset = Dataset.read(path, vocabularies=False)
    assert names(dataset) == ["https://example.org/g1", "https://example.org/g2", path.as_uri()]
    assert [len(graph.triples) for graph in dataset.graphs] == [1, 1, 1]
    assert {graph.path for graph in dataset.graphs} == {path}
    assert [graph.source for graph in dataset.graphs] == ["", "", ""]


def test_graph_that_is_a_blank_node_is_refused(tmp_path: Path) -> None:
    """A graph needs an address, for it is a document's."""
    path = tmp_path / "a.nq"
    path.write_text("<a:a> <a:b> <a:c> _:g .\n", encoding="utf-8")
    assert message(path).endswith("has no address: name it by an IRI")


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_digest_of_a_graph_among_several_is_that_of_its_content(tmp_path: Path, suffix: str) -> None:
    """Reading a file again gives the same digests, blank nodes or not, and a change in one graph changes one."""
    nquads, path = tmp_path / "a.nq", tmp_path / f"b{suffix}"
    nquads.write_text(SEVERAL, encoding="utf-8")
    dataset = Dataset.read(nquads, vocabularies=False)

    def digests(dataset: Dataset) -> list[str]:
        kind = RdfFormat.from_extension(suffix[1:])
        assert kind is not None
        serialize(dataset.quads(), str(path), kind)
        return [graph.digest for graph in Dataset.read(path, vocabularies=False).graphs]

    before = digests(dataset)
    assert len(set(before)) == 3
    assert sorted(digests(dataset)) == sorted(before)
    nquads.write_text(SEVERAL.replace('"d"', '"e"'), encoding="utf-8")
    after = digests(Dataset.read(nquads, vocabularies=False))
    assert len(set(after) - set(before)) == 1


def test_lines_are_written_once_and_in_their_graph(tmp_path: Path) -> None:
    """What a file says twice is one statement; a literal that looks like the end of a line stays as it is."""
    path = tmp_path / "a.ttl"
    path.write_text('@base <https://example.org/d> .\n<a> <b> "x .\\n" , "x .\\n" , "y" .\n', encoding="utf-8")
    lines, number = Dataset.read(path, vocabularies=False).graphs[0].trig()
    assert number == 2
    assert set(parse(lines, format=RdfFormat.TRIG)) == set(Dataset.read(path, vocabularies=False).quads())


def test_files_are_read_one_by_one(small: Path) -> None:
    """A dataset need not be held: its files are counted at once, and read as they are asked for, each time anew."""
    files = Files.at(small, vocabularies=False)
    assert len(files) == 2
    assert len(Files.at(small)) == 5
    first = next(iter(files))
    assert first.path.name == "actors.ttl"
    (small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").write_text("nonsense", encoding="utf-8")
    assert [graph.path.name for graph in files] == ["actors.ttl", "2020-01-02-xb.ttl"]
    with pytest.raises(SourceError, match="1: not Turtle: "):
        _ = [graph.triples for graph in files]
