package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The facts about the machine that the toolkit runs on. */
class EnvironmentTest {

    @Test
    void readsTheFactsOfThisMachine() {
        Environment environment = Environment.check();

        assertEquals("2.7.1", environment.pytorch());
        assertEquals(System.getProperty("java.version").split("[.+-]")[0], environment.java().split("[.+-]")[0]);
        assertTrue(environment.memory() >= environment.heap() && environment.heap() > 0, environment.toString());
    }
}
