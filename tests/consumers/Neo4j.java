import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Runs scripts of Cypher, each twice, or opens what was imported in bulk, and prints what the database then has.
 *
 * Neo4j HOME FILE.cypher …: a line of JSON for each file, of a database emptied before it.
 * Neo4j HOME: one line for what is there.
 */
public final class Neo4j {
    private static final String ABOUT = """
        CALL () { MATCH (n:Dipgraph) WITH n ORDER BY n.label RETURN count(n) AS nodes, collect(n.label) AS labels }
        CALL () { MATCH (n:Dipgraph) UNWIND labels(n) AS name WITH n, name WHERE name <> 'Dipgraph'
          WITH name ORDER BY name RETURN collect(toLower(name)) AS types }
        CALL () { MATCH ()-[r]->() WITH r ORDER BY r.evidence RETURN count(r) AS edges, sum(r.weight) AS weight,
          collect(r.evidence) AS evidence, collect(r.address) AS addresses, min(coalesce(r.start, r.end)) AS first, max(coalesce(r.end, r.start)) AS last }
        CALL () { MATCH ()-[r]->() WITH type(r) AS name, count(*) AS n ORDER BY name RETURN collect(name) AS relations }
        RETURN nodes, labels, types, edges, weight, evidence, addresses, relations, toString(first) AS first, toString(last) AS last,
          first IS :: DATE AS dated
        """;

    public static void main(String[] arguments) throws Exception {
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of(arguments[0])).build();
        GraphDatabaseService database = service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
        for (int place = 1; place < arguments.length; place++) {
            run(database, "MATCH (n) DETACH DELETE n");
            for (int time = 0; time < 2; time++) {
                for (String statement : Files.readString(Path.of(arguments[place])).split(";\n")) {
                    if (!statement.isBlank()) run(database, statement);
                }
            }
            print(database);
        }
        if (arguments.length == 1) print(database);
        service.shutdown();
    }

    private static void run(GraphDatabaseService database, String statement) {
        try (Transaction transaction = database.beginTx()) {
            transaction.execute(statement).close();
            transaction.commit();
        }
    }

    private static void print(GraphDatabaseService database) throws Exception {
        try (Transaction transaction = database.beginTx(); Result result = transaction.execute(ABOUT)) {
            System.out.println(json(result.next()));
        }
    }

    private static String json(Object value) {
        StringBuilder made = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, held) -> made.append(made.isEmpty() ? "" : ", ").append(json(key)).append(": ").append(json(held)));
            return "{" + made + "}";
        }
        if (value instanceof Iterable<?> several) {
            several.forEach(held -> made.append(made.isEmpty() ? "" : ", ").append(json(held)));
            return "[" + made + "]";
        }
        if (value == null || value instanceof Number || value instanceof Boolean) return String.valueOf(value);
        for (char character : value.toString().toCharArray()) {
            boolean plain = character != '"' && character != '\\' && character >= ' ' && character <= '~';
            made.append(plain ? String.valueOf(character) : String.format("\\u%04x", (int) character));
        }
        return "\"" + made + "\"";
    }
}
