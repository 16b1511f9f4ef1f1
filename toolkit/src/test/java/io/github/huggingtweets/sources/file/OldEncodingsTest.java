package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.tweets.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in the encodings of the time before Unicode. */
class OldEncodingsTest extends FileOnDisk {

    /** A few sentences as people tweet them. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("Polish", "Dziś rano piekłem chleb, a potem poszliśmy na spacer nad rzekę. Zażółć gęślą jaźń! Później wrócę"
                    + " do domu i będę czytał książkę o żółwiach. Świetnie, że już wiosna, mam nadzieję, że słońce zostanie."),
            Map.entry("Czech",
                    "Dnes ráno jsem pekl chléb a potom jsme šli na procházku k řece. Příliš žluťoučký kůň úpěl ďábelské"
                            + " ódy. Později se vrátím domů a budu číst knížku o želvách. Skvělé, že už je jaro."),
            Map.entry("Hungarian", "Ma reggel kenyeret sütöttem, aztán sétálni mentünk a folyóhoz. Árvíztűrő tükörfúrógép. Később"
                    + " hazamegyek és könyvet olvasok a teknősökről. Nagyszerű, hogy végre itt a tavasz."),
            Map.entry("Romanian", "Azi dimineaţă am copt pâine, apoi ne-am plimbat pe malul râului. Mai târziu mă întorc acasă şi"
                    + " citesc o carte despre broaşte ţestoase. Ce bine că a venit primăvara."),
            Map.entry("Turkish", "Bu sabah ekmek pişirdim, sonra nehrin kıyısında yürüyüşe çıktık. Daha sonra eve dönüp"
                    + " kaplumbağalar hakkında bir kitap okuyacağım. Ne güzel, artık bahar geldi. Çok teşekkür ederim arkadaşlar."),
            Map.entry("Arabic",
                    "خبزت هذا الصباح الخبز ثم ذهبنا في نزهة على ضفاف النهر. سأعود لاحقا إلى المنزل وأقرأ كتابا عن السلاحف."
                            + " رائع أن الربيع قد جاء وأتمنى أن تبقى الشمس معنا."),
            Map.entry("French",
                    "Ce matin j'ai fait du pain, puis nous sommes allés nous promener près de la rivière. Ça coûte 3 €"
                            + " à peine, c'est très bon marché. Plus tard je rentrerai à la maison. Le cœur a ses raisons, ma sœur aussi."),
            Map.entry("German",
                    "Heute früh habe ich Brot gebacken, danach gingen wir am Fluss spazieren. Das Brötchen kostet jetzt"
                            + " 3 €, ganz schön teuer für so eine Größe. Schön, dass endlich Frühling ist, hoffentlich bleibt die Sonne."),
            Map.entry("Spanish",
                    "Esta mañana hice pan y después fuimos a pasear junto al río. Más tarde volveré a casa y leeré un"
                            + " libro sobre tortugas. ¡Qué bien que ya llegó la primavera, ojalá el sol se quede! El año pasado fue difícil."),
            Map.entry("Swedish",
                    "I morse bakade jag bröd och sedan gick vi på promenad längs ån. Senare ska jag gå hem och läsa en"
                            + " bok om sköldpaddor. Så härligt att det äntligen är vår."),
            Map.entry("Portuguese",
                    "Esta manhã fiz pão e depois fomos passear à beira do rio. Mais tarde volto para casa e vou ler um"
                            + " livro. Que bom que a primavera já chegou, não é? Você também gosta? Coração, informações, amanhã."),
            Map.entry("English",
                    "I’m baking bread this morning – it’s a lovely day, isn’t it? “Yes”, she said… The café is closed."
                            + " Don’t worry, we’ll find another one, won’t we?"),
            Map.entry("Finnish",
                    "Tänään aamulla leivoin leipää ja sitten menimme kävelylle joen rannalle. Myöhemmin palaan kotiin ja"
                            + " luen kirjaa. Hienoa että kevät on täällä."),
            Map.entry("Icelandic",
                    "Í morgun bakaði ég brauð og svo fórum við í göngutúr við ána. Seinna fer ég heim og les bók um"
                            + " skjaldbökur. Það er gott að vorið er komið."),
            Map.entry("Russian",
                    "Сегодня утром я испёк хлеб, а потом мы пошли гулять вдоль реки. Позже я вернусь домой и буду читать"
                            + " книгу о черепахах."),
            Map.entry("Greek", "Σήμερα το πρωί έψησα ψωμί και μετά πήγαμε βόλτα δίπλα στο ποτάμι. Αργότερα θα γυρίσω σπίτι και θα"
                    + " διαβάσω ένα βιβλίο. Άλλη μέρα πάλι."),
            Map.entry("Hebrew", "הבוקר אפיתי לחם ואחר כך הלכנו לטייל ליד הנהר. מאוחר יותר אחזור הביתה ואקרא ספר על צבים."));

    static Stream<Arguments> encodings() {
        return Map.ofEntries(
                Map.entry("windows-1250", "Polish Czech Hungarian Romanian"),
                Map.entry("ISO-8859-2", "Polish Czech Hungarian Romanian"),
                Map.entry("windows-1254", "Turkish"),
                Map.entry("windows-1256", "Arabic"),
                Map.entry("ISO-8859-15", "French German Finnish"),
                Map.entry("x-MacRoman", "French German Spanish Swedish Portuguese English Finnish"),
                Map.entry("windows-1252", "French German Spanish Swedish Portuguese English Finnish Icelandic"),
                Map.entry("windows-1251", "Russian"),
                Map.entry("IBM866", "Russian"),
                Map.entry("KOI8-R", "Russian"),
                Map.entry("windows-1253", "Greek"),
                Map.entry("ISO-8859-7", "Greek"),
                Map.entry("windows-1255", "Hebrew"))
                .entrySet().stream().flatMap(entry -> Stream.of(entry.getValue().split(" "))
                        .map(language -> Arguments.of(entry.getKey(), language)));
    }

    private static List<String> sentences(String language) {
        return Arrays.asList(TEXTS.get(language).split("(?<=[.!?]) "));
    }

    /** Each tweet is a sentence, in a row with an id, a date, an app and counts, after a thousand rows of plain ASCII. */
    private Path tweets(String encoding, String language) {
        StringBuilder csv = new StringBuilder("id,created_at,text,likes,source\n");
        for (int i = 0; i < 1_000; i++) {
            csv.append(1000 + i).append(",2019-01-02T03:04:05Z,A plain line,3,Twitter for iPhone\n");
        }
        for (String sentence : sentences(language)) {
            csv.append("121257532563,2020-01-02T03:04:05Z,\"@Some_body ").append(sentence)
                    .append(" https://t.co/AbCdEf7\",5,Twitter for iPhone\n");
        }
        return write("tweets.csv", csv.toString(), Charset.forName(encoding));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void guessesTheEncodingOfAFewTweets(String encoding, String language) {
        List<String> expected = sentences(language).stream().map(text -> "@Some_body " + text + " https://t.co/AbCdEf7").toList();

        assertEquals(expected, texts(Timeline.file(tweets(encoding, language))).subList(0, expected.size()));
    }

    @Test
    void namesTheEncodingThatItGuesses() {
        List<String> notes = new ArrayList<>();
        TweetFile.read(tweets("windows-1250", "Polish"), FileColumns.recognized(), notes::add);

        assertEquals(1, notes.size());
        for (String part : List.of("tweets.csv is not UTF-8", "like windows-1250", "FileColumns.recognized().encoding(")) {
            assertTrue(notes.get(0).contains(part), notes.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void saysNothingOfUnicode(String encoding) {
        List<String> notes = new ArrayList<>();
        TweetFile.read(write("tweets.csv", "text\n" + TEXTS.get("Polish").replace(",", "") + "\n", Charset.forName(encoding)),
                FileColumns.recognized(), notes::add);
        assertEquals(List.of(), notes);
    }

    @Test
    void readsTheEncodingThatTheUserNames() {
        List<String> notes = new ArrayList<>();
        Path file = write("short.csv", "text\nšlo to\n", Charset.forName("ISO-8859-2"));

        assertEquals(List.of("šlo to"), texts(Timeline.file(file, FileColumns.recognized().encoding("ISO-8859-2"))));
        assertEquals(List.of("ąlo to"), texts(Timeline.file(file, FileColumns.recognized().encoding("Cp1250"))));
        TweetFile.read(file, FileColumns.recognized().encoding("latin2"), notes::add);
        assertEquals(List.of(), notes);
        assertEquals(List.of("für"), texts(Timeline.file(write("mac.csv", "text\nfür\n", Charset.forName("x-MacRoman")),
                FileColumns.recognized().encoding("macintosh"))));
        assertEquals(List.of("für"), texts(Timeline.file(write("old.jsonl", "{\"text\":\"für\"}\n", StandardCharsets.ISO_8859_1),
                FileColumns.recognized().encoding("windows-1252"))));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FileColumns.recognized().encoding("klingon"))
                .getMessage().contains("\"klingon\""));
    }

    private static byte[] with(String text, Charset charset, int wrong) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : text.split("(?<=#)")) {
            byte[] encoded = part.replace("#", "").getBytes(charset);
            bytes.writeBytes(encoded);
            if (part.endsWith("#")) {
                bytes.write(wrong);
            }
        }
        return bytes.toByteArray();
    }

    /** Byte 0x81 is no character in windows-1252 and windows-1250. */
    @Test
    void refusesBytesThatAreNoCharactersInTheEncoding() {
        String german = TEXTS.get("German").replace(",", "");
        Path guessed = write("guessed.csv", with("text\n" + german + "\n" + german + "\nkapu#t\n" + german + "\n",
                Charset.forName("windows-1252"), 0x81));
        Path named = write("named.csv", with("text\nšlo to\nkapu#t\n", Charset.forName("windows-1250"), 0x81));
        Path json = write("named.jsonl", with("{\"text\":\"šlo to\"}\n{\"text\":\"kapu#t\"}\n{\"text\":\"ano\"}\n",
                Charset.forName("windows-1250"), 0x81));
        FileColumns columns = FileColumns.recognized().encoding("windows-1250");

        assertRefused(guessed, "Line 4 of", "bytes that are not windows-1252", "encoding(");
        assertEquals(3, Timeline.file(guessed, FileColumns.recognized().skipBroken(report -> {})).size());
        assertRefused(named, columns, "Line 3 of", "bytes that are not windows-1250", "skipBroken()");
        assertRefused(json, columns, "Line 2 of", "bytes that are not windows-1250");
        assertEquals(List.of("šlo to", "ano"), texts(Timeline.file(json, columns.skipBroken(report -> {}))));
    }

    @Test
    void asksForTheEncodingOfJsonThatIsNotUtf8() {
        assertRefused(write("old.jsonl", "{\"text\":\"für\"}\n", StandardCharsets.ISO_8859_1), "Line 1 of",
                "bytes that are not UTF-8", "encoding(\"windows-1250\")");
    }

    /** Somebody else's program lost a character before; that is not ours to refuse. */
    @Test
    void keepsReplacementCharactersThatStandInUtf8() {
        assertEquals(List.of("kapu\uFFFDt für"), texts(Timeline.file(write("t.csv", "text\nkapu\uFFFDt für\n"))));
    }
}
