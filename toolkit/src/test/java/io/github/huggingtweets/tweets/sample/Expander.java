package io.github.huggingtweets.tweets.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Replaces references in braces until only plain text is left.
 *
 * <ul>
 *   <li><code>{rule}</code>: an alternative of the rule; <code>{Rule}</code> the same with a capital first letter;
 *   <li><code>{it:rule}</code>: the same as <code>{rule}</code>, and <code>{it}</code> repeats it later in the same text;
 *   <li><code>{this|that|}</code>: one of these words, or nothing if one is empty;
 *   <li><code>{#name}</code>: left as it is, for the numbering of the finished texts.
 * </ul>
 *
 * <p>The alternatives of a rule are drawn without replacement: no alternative is used again before all others were used.
 */
final class Expander {

    private final Grammar grammar;
    private final Random random;
    private final Map<String, List<String>> decks = new HashMap<>();

    Expander(Grammar grammar, Random random) {
        this.grammar = grammar;
        this.random = random;
    }

    /**
     * {@return the text of an expanded template}
     *
     * @param template a text with references to rules
     * @param given templates for some names, in this text only
     * @throws IllegalArgumentException if the template refers to a rule that does not exist
     */
    String expand(String template, Map<String, String> given) {
        return fill(template, new HashMap<>(given));
    }

    private String fill(String template, Map<String, String> memory) {
        // not a stream: a later reference may repeat the text of an earlier one
        StringBuilder text = new StringBuilder();
        Matcher reference = Grammar.REFERENCE.matcher(template);
        int end = 0;
        while (reference.find()) {
            text.append(template, end, reference.start()).append(replace(reference.group(1), memory));
            end = reference.end();
        }
        return text.append(template, end, template.length()).toString();
    }

    private String replace(String reference, Map<String, String> memory) {
        if (reference.startsWith("#")) {
            return "{" + reference + "}";
        }
        if (reference.contains("|")) {
            String[] words = reference.split("\\|", -1);
            return words[random.nextInt(words.length)];
        }
        if (Character.isUpperCase(reference.charAt(0))) {
            String text = replace(reference.substring(0, 1).toLowerCase(Locale.ROOT) + reference.substring(1), memory);
            return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        }
        int colon = reference.indexOf(':');
        if (colon > 0) {
            String text = replace(reference.substring(colon + 1), memory);
            memory.put(reference.substring(0, colon), text);
            return text;
        }
        String known = memory.get(reference);
        return fill(known != null ? known : draw(reference), memory);
    }

    private String draw(String rule) {
        List<String> deck = decks.computeIfAbsent(rule, name -> new ArrayList<>());
        if (deck.isEmpty()) {
            deck.addAll(grammar.alternatives(rule));
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }
}
