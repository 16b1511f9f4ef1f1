package io.github.huggingtweets.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a program: names, most of which are followed by a value. */
public final class OptionList {

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads options.
     *
     * @param flags the names without a value
     * @param valued the names with a value
     * @param args the arguments of the program
     * @throws IllegalArgumentException if a name is not known, or its value is missing
     */
    public OptionList(Set<String> flags, Set<String> valued, String... args) {
        List<String> rest = new ArrayList<>(List.of(args));
        while (!rest.isEmpty()) {
            String name = rest.remove(0);
            if (!flags.contains(name) && !valued.contains(name)) {
                throw new IllegalArgumentException("'./lab bench' does not know %s here; './lab help' lists what it knows."
                        .formatted(name));
            }
            if (valued.contains(name) && rest.isEmpty()) {
                throw new IllegalArgumentException("A value is missing after %s.".formatted(name));
            }
            values.put(name, flags.contains(name) ? "" : rest.remove(0));
        }
    }

    /** {@return whether an option was given} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return the value of an option, or another if it was not given} */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * {@return the value of an option, or another if it was not given}
     *
     * @throws IllegalArgumentException if the value is not a number from 1 to {@code most}
     */
    public int number(String name, int otherwise, int most) {
        return has(name) ? number(name, values.get(name), most) : otherwise;
    }

    /**
     * {@return the values of an option, separated by commas, or others if it was not given}
     *
     * @throws IllegalArgumentException if one of them is not a number from 1 to {@code most}
     */
    public List<Integer> numbers(String name, List<Integer> otherwise, int most) {
        return has(name) ? Arrays.stream(values.get(name).split(",", -1)).map(value -> number(name, value, most)).toList()
                : otherwise;
    }

    private static int number(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value.replace("_", ""));
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new IllegalArgumentException("%s takes a number from 1 to %d, not %s.".formatted(name, most, value));
    }
}
