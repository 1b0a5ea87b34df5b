// Asks each query of a SPARQL endpoint with rsparql of Apache Jena, and prints each answer before a line of its own:
// java -cp JAR Rsparql.java ADDRESS [--post] QUERY …
public class Rsparql {
    public static void main(String[] given) {
        int first = given[1].equals("--post") ? 2 : 1;
        for (int place = first; place < given.length; place++) {
            String form = given[place].contains("CONSTRUCT") || given[place].contains("DESCRIBE") ? "NT" : "JSON";
            String[] words = {"--service=" + given[0], "--results=" + form, given[place]};
            String[] posted = {"--service=" + given[0], "--post", "--results=" + form, given[place]};
            arq.rsparql.main(first == 2 ? posted : words);
            System.out.println("\n--- answered ---");
            System.out.flush();
        }
    }
}
