import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Prints for each file what Gephi has once it is imported, as a line of JSON. */
public final class Gephi {
    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        projects.newProject();
        for (String file : files) {
            Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
            projects.openWorkspace(workspace);
            Container container = importer.importFile(new File(file));
            container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
            importer.process(container, new DefaultProcessor(), workspace);
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
            print(model, container.getReport());
        }
    }

    private static void print(GraphModel model, Report report) {
        Graph graph = model.getGraph();
        List<String> labels = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        double weight = 0;
        for (Node node : graph.getNodes()) {
            labels.add(quoted(String.valueOf(node.getLabel())));
            types.add(quoted(String.valueOf(node.getAttribute(titled(model.getNodeTable(), "type")))));
        }
        for (Edge edge : graph.getEdges()) {
            weight += edge.getWeight();
            add(edge, titled(model.getEdgeTable(), "evidence"), evidence);
            add(edge, titled(model.getEdgeTable(), "address"), addresses);
        }
        Interval bounds = model.getTimeBounds();
        String days = bounds == null || Double.isInfinite(bounds.getLow()) ? "[]"
            : "[" + (long) bounds.getLow() + ", " + (long) bounds.getHigh() + "]";
        System.out.println("{\"nodes\": " + graph.getNodeCount() + ", \"edges\": " + graph.getEdgeCount()
            + ", \"directed\": " + model.isDirected() + ", \"weight\": " + weight + ", \"labels\": " + labels
            + ", \"types\": " + types + ", \"evidence\": " + evidence + ", \"addresses\": " + addresses + ", \"milliseconds\": " + days
            + ", \"issues\": " + quoted(report == null ? "" : report.getText()) + "}");
    }

    private static void add(Edge edge, Column column, List<String> values) {
        Object found = column == null ? null : edge.getAttribute(column);
        if (found != null) values.add(quoted(String.valueOf(found)));
    }

    private static Column titled(Table table, String title) {
        for (Column column : table) {
            if (column.getTitle().equals(title)) return column;
        }
        return null;
    }

    private static String quoted(String text) {
        StringBuilder made = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\' || character < ' ' || character > '~') {
                made.append(String.format("\\u%04x", (int) character));
            } else {
                made.append(character);
            }
        }
        return made.append('"').toString();
    }
}
