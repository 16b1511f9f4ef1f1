package io.github.huggingtweets.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What invented people say: the rules of {@code invented-tweets.txt}, whose first lines explain them. */
final class Phrases {

    private static final Pattern REFERENCE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern WEIGHT = Pattern.compile("(\\d)x (.*)");
    private static final int LEAST_NUMBER = 2;
    private static final int GREATEST_NUMBER = 40;

    /** A piece of a text. */
    @FunctionalInterface
    interface Part {
        void say(StringBuilder text, InventedAccount speaker, SplittableRandom random);
    }

    /** One of some alternatives. */
    private static final class Rule implements Part {

        private final String name;
        private Part[] alternatives = new Part[0];

        Rule(String name) {
            this.name = name;
        }

        void add(Part alternative, int times) {
            int end = alternatives.length;
            alternatives = Arrays.copyOf(alternatives, end + times);
            Arrays.fill(alternatives, end, end + times, alternative);
        }

        @Override
        public void say(StringBuilder text, InventedAccount speaker, SplittableRandom random) {
            alternatives[random.nextInt(alternatives.length)].say(text, speaker, random);
        }
    }

    private final Map<String, Rule> rules = new HashMap<>();

    private Phrases() {}

    static Phrases read() {
        try (InputStream resource = Phrases.class.getResourceAsStream("invented-tweets.txt")) {
            return of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a rule refers to one that is not there */
    static Phrases of(String source) {
        Phrases phrases = new Phrases();
        Rule rule = null;
        for (String line : source.lines().filter(line -> !line.isBlank() && !line.startsWith("# ")).toList()) {
            if (line.startsWith("[")) {
                rule = phrases.named(line.substring(1, line.length() - 1));
            } else {
                Matcher weight = WEIGHT.matcher(line);
                boolean weighted = weight.matches();
                rule.add(phrases.compile(weighted ? weight.group(2) : line), weighted ? Integer.parseInt(weight.group(1)) : 1);
            }
        }
        phrases.rules.values().forEach(known -> phrases.part(known.name));
        return phrases;
    }

    private Rule named(String name) {
        return rules.computeIfAbsent(name, Rule::new);
    }

    /**
     * {@return the rule of a name}
     *
     * @throws IllegalArgumentException if there is none
     */
    Part part(String name) {
        Rule rule = rules.get(name);
        if (rule == null || rule.alternatives.length == 0) {
            throw new IllegalArgumentException("There is no rule [" + name + "]");
        }
        return rule;
    }

    /** {@return the alternatives of a rule without references} */
    List<String> words(String name) {
        part(name);
        return Arrays.stream(rules.get(name).alternatives).map(alternative -> {
            StringBuilder word = new StringBuilder();
            alternative.say(word, null, null);
            return word.toString();
        }).toList();
    }

    private Part compile(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(template);
        int end = 0;
        while (reference.find()) {
            parts.add(literal(template.substring(end, reference.start())));
            parts.add(referred(reference.group(1)));
            end = reference.end();
        }
        parts.add(literal(template.substring(end)));
        Part[] all = parts.toArray(Part[]::new);
        return all.length == 1 ? all[0] : (text, speaker, random) -> {
            for (Part part : all) {
                part.say(text, speaker, random);
            }
        };
    }

    private static Part literal(String words) {
        return (text, speaker, random) -> text.append(words);
    }

    private Part referred(String reference) {
        if (reference.indexOf('|') >= 0) {
            Rule choice = new Rule(reference);
            Arrays.stream(reference.split("\\|")).forEach(word -> choice.add(literal(word), 1));
            return choice;
        }
        String name = reference.substring(0, 1).toLowerCase(Locale.ROOT) + reference.substring(1);
        Part part = switch (name) {
            case "town" -> (text, speaker, random) -> text.append(speaker.town());
            case "friend" -> (text, speaker, random) -> text.append('@').append(speaker.friend(random));
            case "number" -> (text, speaker, random) -> text.append(random.nextInt(LEAST_NUMBER, GREATEST_NUMBER + 1));
            default -> named(name);
        };
        return name.equals(reference) ? part : (text, speaker, random) -> {
            int start = text.length();
            part.say(text, speaker, random);
            text.setCharAt(start, Character.toUpperCase(text.charAt(start)));
        };
    }
}
