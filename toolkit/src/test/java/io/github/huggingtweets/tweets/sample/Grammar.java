package io.github.huggingtweets.tweets.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named rules, each with its alternatives.
 *
 * <p>In a file, {@code [name]} begins or continues a rule, and each further line is one alternative. {@code ~} is the
 * empty alternative, {@code 3x } in front counts an alternative three times, {@code \n} is a new line, and a line that starts
 * with {@code # } is a comment. {@link Expander} replaces references in braces.
 */
final class Grammar {

    /** A reference in braces. */
    static final Pattern REFERENCE = Pattern.compile("\\{([^{}]*)}");

    private static final Pattern WEIGHT = Pattern.compile("(\\d+)x (.*)", Pattern.DOTALL);

    private final Map<String, List<String>> rules = new LinkedHashMap<>();

    private Grammar() {}

    /**
     * Reads resources beside this class.
     *
     * @param resources the names of the resources, which are read as one file
     * @throws IllegalArgumentException if a line belongs to no rule; the message names file and line
     */
    static Grammar read(List<String> resources) {
        Grammar grammar = new Grammar();
        for (String resource : resources) {
            grammar.add(resource, lines(resource));
        }
        return grammar;
    }

    /** {@return the lines of a resource beside this class, without comments and blank lines} */
    static List<String> lines(String resource) {
        try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no resource " + resource + " beside " + Grammar.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String resource, List<String> lines) {
        List<String> alternatives = null;
        for (String line : lines) {
            if (line.startsWith("[") && line.endsWith("]")) {
                alternatives = rules.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else if (alternatives == null) {
                throw new IllegalArgumentException(resource + ": \"" + line + "\" stands under no [rule]");
            } else {
                Matcher weight = WEIGHT.matcher(line);
                boolean weighted = weight.matches();
                String text = (weighted ? weight.group(2) : line).strip().replace("\\n", "\n");
                for (int i = weighted ? Integer.parseInt(weight.group(1)) : 1; i > 0; i--) {
                    alternatives.add(text.equals("~") ? "" : text);
                }
            }
        }
    }

    /** {@return the names of all rules, in the order in which they were read} */
    Set<String> names() {
        return rules.keySet();
    }

    /**
     * {@return the alternatives of a rule, each as many times as it counts}
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    List<String> alternatives(String rule) {
        List<String> alternatives = rules.get(rule);
        if (alternatives == null) {
            throw new IllegalArgumentException("The grammar has no rule [" + rule + "]");
        }
        return alternatives;
    }
}
