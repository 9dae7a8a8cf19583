package dev.headgate.topology.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import java.io.PrintWriter;
import java.util.List;

/** Shows problems: to people with the source line and a caret, to programs as JSON. */
final class ProblemPrinter {
    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String PLAIN = "\u001B[0m";

    private ProblemPrinter() {}

    static void print(List<Problem> problems, PrintWriter writer, boolean colors) {
        for (Problem problem : problems) {
            String text = problem.text();
            if (colors) {
                String severity = problem.rule().severity().label();
                int start = problem.at().toString().length() + 2;
                text = text.substring(0, start)
                        + (problem.isError() ? RED : YELLOW)
                        + severity
                        + PLAIN
                        + text.substring(start + severity.length());
            }
            writer.println(text);
        }
    }

    /** How many there are, such as {@code 2 errors, 1 warning}. */
    static String count(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings = problems.size() - errors;
        String first = errors == 0 ? "" : amount(errors, "error");
        String second = warnings == 0 ? "" : amount(warnings, "warning");
        return first + (errors > 0 && warnings > 0 ? ", " : "") + second;
    }

    /** Of a topology, with the environments that have a problem, where its file has any. */
    static String jsonOf(String file, List<ValidateCommand.Found> found) {
        JsonArray list = new JsonArray();
        for (ValidateCommand.Found one : found) {
            JsonObject entry = json(one.problem());
            if (!one.environments().isEmpty()) {
                JsonArray environments = new JsonArray();
                one.environments().forEach(environments::add);
                entry.add("environments", environments);
            }
            list.add(entry);
        }
        return json(file, list, found.stream().noneMatch(one -> one.problem().isError()));
    }

    static String json(String file, List<Problem> problems) {
        JsonArray list = new JsonArray();
        problems.forEach(problem -> list.add(json(problem)));
        return json(file, list, problems.stream().noneMatch(Problem::isError));
    }

    private static String json(String file, JsonArray problems, boolean isValid) {
        JsonObject result = new JsonObject();
        result.addProperty("file", file);
        result.addProperty("valid", isValid);
        result.add("problems", problems);
        return Json.text(result);
    }

    private static JsonObject json(Problem problem) {
        JsonObject entry = new JsonObject();
        Location at = problem.at();
        entry.addProperty("severity", problem.rule().severity().label());
        entry.addProperty("rule", problem.rule().id());
        entry.addProperty("file", at.source().name());
        entry.addProperty("line", at.line());
        entry.addProperty("column", at.column());
        entry.addProperty("message", problem.message());
        return entry;
    }

    /** Such as {@code 1 file} or {@code 2 files}. */
    static String amount(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
