package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code for Spark in the README compiles. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```java spark\n((?s:.*?))^```$");

    @Test
    void compiles(@TempDir Path classes) throws IOException {
        List<String> blocks =
                BLOCK.matcher(Files.readString(Path.of("../../README.md"))).results().map(block -> block.group(1)).toList();

        assertFalse(blocks.isEmpty());
        for (String block : blocks) {
            StringWriter errors = new StringWriter();
            ToolProvider.getSystemJavaCompiler().getTask(errors, null, null,
                    List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none"), null,
                    List.of(source(block))).call();
            assertEquals("", errors.toString());
        }
    }

    private static JavaFileObject source(String block) {
        String imports = block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String statements = block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        String code = imports + "\nclass Snippet { static void run() throws Exception {\n" + statements + "\n} }";
        return new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }
}
