package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the set-up on machines that differ from the usual, one function of the scripts at a time. */
class SetUpIT {

    private static final Path SCRIPTS = Lab.ROOT.resolve("toolkit/src/main/lab");

    @TempDir
    Path folder;

    private Lab lab;
    private Path root;

    /** Makes a checkout that has nothing but the scripts and, in place of Maven, a program that prints what it is given. */
    @BeforeEach
    void imitateACheckout() throws IOException {
        root = Files.createDirectories(folder.resolve("a checkout"));
        Path scripts = Files.createDirectories(root.resolve("toolkit/src/main/lab"));
        Files.copy(SCRIPTS.resolve("reach.py"), scripts.resolve("reach.py"));
        Path maven = Files.writeString(root.resolve("mvnw"),
                "#!/bin/sh\nprintf '%s\\n' \"$@\" \"home $HOME\" \"user ${LAB_PROXY_USER-}\" \"password ${LAB_PROXY_PASSWORD-}\"\n");
        assertTrue(maven.toFile().setExecutable(true));
        lab = Lab.in(folder).with("HOME", Files.createDirectories(folder.resolve("home")).toString());
        Stream.of("http_proxy", "https_proxy", "all_proxy", "no_proxy")
                .forEach(variable -> lab.with(variable, null).with(variable.toUpperCase(), null));
    }

    private Result bash(String commands) throws IOException, InterruptedException {
        return lab.run(List.of("bash", "-euc",
                ("root='%s'; python=python3; venv=$root/.venv; say() { printf '%%s\\n' \"$*\" >&2; };"
                        + " fail() { say \"$*\"; exit 2; }; for script in device home network setup; do . '%s'/$script.sh; done;"
                        + " choose_home; share_proxies; %s").formatted(root, SCRIPTS, commands)));
    }

    @Test
    void keepsTheFilesOfMavenInTheCheckoutIfThereIsNoHome() throws Exception {
        String own = root + "/.cache/home";
        for (String home : new String[] {null, "", "/no/such/home"}) {
            lab.with("HOME", home);
            Result result = bash("maven verify; say \"$home_reason\"");

            assertEquals(0, result.status(), result.toString());
            List<String> given = result.out().lines().toList();
            assertTrue(given.contains("-Dmaven.repo.local=" + own + "/.m2/repository"), result.toString());
            assertTrue(given.contains("home " + own), result.toString());
            assertEquals(home == null || home.isEmpty() ? "HOME is not set\n" : home + ", which HOME names, cannot be written\n",
                    result.err());
        }
    }

    @Test
    void givesMavenTheProxyAndNoFileItsPassword() throws Exception {
        lab.with("HTTPS_PROXY", "http://dom%5Cus%40er:p%2Bss+%25%20w:rd@proxy.example:3128/").with("no_proxy",
                ",.a.example,, *.b");

        List<String> given = bash("maven -q verify").out().lines().toList();

        Path settings = root.resolve(".cache/maven-settings.xml");
        assertEquals(settings.toString(), given.get(given.indexOf("-gs") + 1));
        assertTrue(given.contains("user dom\\us@er") && given.contains("password p+ss+% w:rd"), given.toString());
        String written = Files.readString(settings);
        for (String part : List.of("<host>proxy.example</host><port>3128</port>",
                "<nonProxyHosts>localhost|127.*|a.example|*.a.example|b|*.b</nonProxyHosts>")) {
            assertTrue(written.contains(part), written);
        }
        assertFalse(written.contains("p+ss") || written.contains("p%2Bss") || written.contains("us@er"), written);
    }

    @Test
    void givesMavenNoProxyIfThereIsNoneOrItsOwnSettingsNameOne() throws Exception {
        assertFalse(bash("maven verify").out().contains("-gs"));

        Path settings = Files.createDirectories(folder.resolve("home/.m2")).resolve("settings.xml");
        Files.writeString(settings, "<settings><proxies><proxy><host>own</host></proxy></proxies></settings>");
        lab.with("https_proxy", "http://other:1");
        assertFalse(bash("maven verify").out().contains("-gs"));
    }

    @Test
    void refusesAProxyOfAnotherKindWithoutRepeatingItsPassword() throws Exception {
        for (String proxy : List.of("socks5://user:passw0rd@localhost:1", "https://p:1", "http://user:passw0rd@p:x")) {
            lab.with("ALL_PROXY", proxy);
            Result result = bash("maven verify");

            assertEquals(2, result.status(), result.toString());
            assertTrue(result.err().startsWith("HTTPS_PROXY names no HTTP proxy"), result.toString());
            assertFalse(result.toString().contains("passw0rd"), result.toString());
        }
    }

    @Test
    void endsAFailedDownloadWithASentenceThatNamesTheProxyWithoutItsPassword() throws Exception {
        lab.with("HTTPS_PROXY", "http://user:passw0rd@127.0.0.1:9");

        Result result = bash("fail_download 'The toolkit cannot be built' https://repo.example/maven2/");

        assertEquals(2, result.status(), result.toString());
        assertEquals(
                "The toolkit cannot be built: repo.example cannot be reached through the proxy 127.0.0.1:9 (Connection refused)."
                        + " Check the connection to the internet, and the proxy in HTTPS_PROXY if you need one; then run the same command"
                        + " again.\n",
                result.err());
    }

    @Test
    void saysOnItsErrorStreamWhyAStepFailed() throws Exception {
        lab.with("HTTPS_PROXY", "http://127.0.0.1:9");
        String imitated = "mkdir -p \"$venv/bin\" \"$root/.cache\"; : >\"$root/jjava.txt\"; jjava_requirements=$root/jjava.txt;"
                + " jjava=$root/.cache/jjava; jupyter=$root; built=$root/toolkit/target/built-by-lab;"
                + " printf '#!/bin/sh\\necho \"no package\" >&2; exit 1\\n' >\"$venv/bin/python\"; chmod +x \"$venv/bin/python\";"
                + " printf '#!/bin/sh\\necho \"no space\"; exit 1\\n' >\"$root/mvnw\"; ";

        for (List<String> step : List.of(List.of("install_jjava", "no package\nJJava cannot be installed: "),
                List.of("build_toolkit", "no space\nThe toolkit cannot be built: "))) {
            Result result = bash(imitated + step.get(0));

            assertEquals(2, result.status(), result.toString());
            assertEquals("", result.out());
            assertTrue(result.err().contains(step.get(1)), result.toString());
        }
    }

    @Test
    void saysThatItWaitsForAnotherLab() throws Exception {
        // the other one ends when the first has said that it waits, however slow the machine is
        Result result = bash("say() { printf '%s\\n' \"$*\" >&2; : >\"$root/said\"; }; mkdir -p \"$root/.cache\";"
                + " python3 -c \"import fcntl, os, time; lock = open('$root/.cache/lock', 'w'); fcntl.flock(lock, fcntl.LOCK_EX);"
                + " print(flush=True); [time.sleep(0.1) for _ in range(600) if not os.path.exists('$root/said')]\""
                + " | { read -r; locked echo done; };"
                + " locked echo again");

        assertEquals("done\nagain\n", result.out(), result.toString());
        assertEquals("Another ./lab is setting up this folder. Waiting until it has finished ...\n", result.err());
    }

    @Test
    void refusesAFolderWhosePathJavaWouldSplit() throws Exception {
        for (String path : List.of("/a=b/checkout", "/a:b")) {
            Result result = bash("root=" + path + "; check_folder");

            assertEquals(2, result.status(), result.toString());
            assertTrue(result.err().startsWith("Java cannot run here, since the path " + path + " has a colon"), result.err());
        }
        assertEquals(0, bash("check_folder").status());
    }

    @Test
    void refusesACheckoutOfAnotherUser() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
        assertTrue(root.toFile().setWritable(false));

        Result result = bash("check_folder");

        assertEquals(2, result.status(), result.toString());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("You may not write into " + root + "."), result.err());
        assertTrue(root.toFile().setWritable(true));
    }
}
