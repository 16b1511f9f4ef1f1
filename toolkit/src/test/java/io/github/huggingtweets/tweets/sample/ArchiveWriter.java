package io.github.huggingtweets.tweets.sample;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.tweets.sample.PostedText.Entity;
import io.github.huggingtweets.tweets.sample.PostedText.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes posts into the files of an X archive, in the format of the site: newest first, and numbers as strings. */
final class ArchiveWriter {

    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** The time that the site's ids count from, in milliseconds since 1970. */
    private static final long ID_EPOCH = 1_288_834_974_657L;
    private static final int ID_RANDOM_BITS = 22;
    private static final List<String> SOURCES = List.of(
            "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
            "<a href=\"http://twitter.com/download/android\" rel=\"nofollow\">Twitter for Android</a>");

    /** A person with an account. */
    private record Person(String handle, String id, String name) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Random random;
    /** The people by handle. The first one is the owner of the archive. */
    private final Map<String, Person> people;
    private final Person owner;

    /**
     * @param people lines of handle, account id and display name; the first is the owner of the archive
     * @param random the source of the random ids, short links and likes
     */
    ArchiveWriter(List<String> people, Random random) {
        this.random = random;
        this.people = people.stream()
                .map(line -> line.split(" ", 3))
                .map(parts -> new Person(parts[0], parts[1], parts[2]))
                .collect(Collectors.toMap(Person::handle, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        owner = this.people.values().iterator().next();
    }

    /** {@return the entries of the archive by name, in their order in the ZIP} */
    Map<String, byte[]> entries(List<Post> posts) {
        ArrayNode tweets = json.createArrayNode();
        posts.forEach(post -> tweets.insertObject(0).set("tweet", tweet(post)));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data/account.js", file("YTD.account.part0", json.createArrayNode().add(account())));
        entries.put("data/profile.js", file("YTD.profile.part0", json.createArrayNode().add(profile())));
        entries.put("data/tweets.js", file("YTD.tweets.part0", tweets));
        entries.put("data/manifest.js", file("__THAR_CONFIG", manifest(entries, tweets.size())));
        return entries;
    }

    private ObjectNode tweet(Post post) {
        PostedText typed = PostedText.of(post.text(), random);
        PostedText posted = post.kind() == Post.Kind.RETWEET ? typed.asRetweet() : typed;
        String id = id(post.time());
        int likes = likes(post);

        ObjectNode tweet = json.createObjectNode();
        ObjectNode edits = tweet.putObject("edit_info").putObject("initial");
        edits.putArray("editTweetIds").add(id);
        edits.put("editableUntil", ISO.format(post.time().plus(Duration.ofHours(1))));
        edits.put("editsRemaining", "5");
        edits.put("isEditEligible", post.kind() == Post.Kind.ORIGINAL || post.kind() == Post.Kind.CHRONICLE);
        tweet.put("retweeted", false);
        tweet.put("source", SOURCES.get(random.nextInt(3) == 0 ? 0 : 1));
        tweet.set("entities", entities(posted));
        tweet.putArray("display_text_range").add("0").add(String.valueOf(PostedText.length(posted.text())));
        tweet.put("favorite_count", String.valueOf(likes));
        Person answered = post.kind() != Post.Kind.RETWEET && posted.text().startsWith("@")
                ? person(posted.entities(Type.MENTION).get(0)) : null;
        if (answered != null) {
            String answeredId = id(post.time().minusSeconds(60 + random.nextInt(7200)));
            tweet.put("in_reply_to_status_id_str", answeredId);
            tweet.put("id_str", id);
            tweet.put("in_reply_to_user_id", answered.id());
            tweet.put("in_reply_to_status_id", answeredId);
            tweet.put("in_reply_to_screen_name", answered.handle());
            tweet.put("in_reply_to_user_id_str", answered.id());
        } else {
            tweet.put("id_str", id);
        }
        tweet.put("truncated", false);
        tweet.put("retweet_count", String.valueOf(retweets(likes)));
        tweet.put("id", id);
        if (!posted.entities(Type.LINK).isEmpty()) {
            tweet.put("possibly_sensitive", false);
        }
        tweet.put("created_at", CREATED_AT.format(post.time()));
        tweet.put("favorited", false);
        tweet.put("full_text", posted.text());
        tweet.put("lang", posted.language());
        return tweet;
    }

    private ObjectNode entities(PostedText posted) {
        ObjectNode entities = json.createObjectNode();
        ArrayNode hashtags = entities.putArray("hashtags");
        entities.putArray("symbols");
        ArrayNode mentions = entities.putArray("user_mentions");
        ArrayNode urls = entities.putArray("urls");
        for (Entity entity : posted.entities()) {
            ObjectNode node = switch (entity.type()) {
                case HASHTAG -> hashtags.addObject().put("text", entity.posted().substring(1));
                case MENTION -> mentions.addObject();
                case LINK -> urls.addObject();
            };
            if (entity.type() == Type.MENTION) {
                Person person = person(entity);
                node.put("name", person.name()).put("screen_name", person.handle());
                indices(node, entity).put("id_str", person.id()).put("id", person.id());
            } else if (entity.type() == Type.LINK) {
                node.put("url", entity.posted()).put("expanded_url", entity.typed()).put("display_url", display(entity.typed()));
                indices(node, entity);
            } else {
                indices(node, entity);
            }
        }
        return entities;
    }

    private static ObjectNode indices(ObjectNode node, Entity entity) {
        node.putArray("indices").add(String.valueOf(entity.start())).add(String.valueOf(entity.end()));
        return node;
    }

    /** {@return a link as it is shown: without its scheme, and cut after 26 more characters} */
    private static String display(String link) {
        String shown = link.replaceFirst("^https://(www\\.)?", "");
        return shown.length() > 27 ? shown.substring(0, 26) + "…" : shown;
    }

    private Person person(Entity mention) {
        Person person = people.get(mention.posted().substring(1));
        if (person == null) {
            throw new IllegalStateException(mention.posted() + " is not among the people of this archive");
        }
        return person;
    }

    /** {@return a random number from a log-normal distribution, in which a few numbers are very high} */
    private int likes(Post post) {
        double spread = StrictMath.exp(1.05 * random.nextGaussian());
        return (int) (post.kind().medianLikes() * Calendar.fame(post.time()) * spread);
    }

    private int retweets(int likes) {
        return (int) (likes * 0.09 * StrictMath.exp(0.8 * random.nextGaussian()));
    }

    /** {@return an id as the site makes it: with the time in the upper bits, so that ids sort by time} */
    private String id(Instant time) {
        return String.valueOf((time.toEpochMilli() - ID_EPOCH) << ID_RANDOM_BITS | random.nextInt(1 << ID_RANDOM_BITS));
    }

    private ObjectNode account() {
        ObjectNode account = json.createObjectNode();
        account.putObject("account")
                .put("email", "-")
                .put("createdVia", "web")
                .put("username", owner.handle())
                .put("accountId", owner.id())
                .put("createdAt", ISO.format(Calendar.FIRST.atTime(9, 0).toInstant(ZoneOffset.UTC)))
                .put("accountDisplayName", owner.name());
        return account;
    }

    private ObjectNode profile() {
        ObjectNode profile = json.createObjectNode();
        profile.putObject("profile").putObject("description")
                .put("bio", String.join(" ", Grammar.lines("bio.txt")))
                .put("website", "")
                .put("location", "Dimmet Point, foot of the lighthouse");
        return profile;
    }

    private ObjectNode manifest(Map<String, byte[]> files, int tweets) {
        ObjectNode manifest = json.createObjectNode();
        manifest.putObject("userInfo")
                .put("accountId", owner.id())
                .put("userName", owner.handle())
                .put("displayName", owner.name());
        manifest.putObject("archiveInfo")
                .put("sizeBytes", String.valueOf(files.values().stream().mapToInt(file -> file.length).sum()))
                .put("generationDate", ISO.format(Calendar.LAST.atTime(LocalTime.of(21, 30)).toInstant(ZoneOffset.UTC)))
                .put("isPartialArchive", false)
                .put("maxPartSizeBytes", "53687091200");
        ObjectNode types = manifest.putObject("dataTypes");
        Map.of("account", 1, "profile", 1, "tweets", tweets).entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(type -> types.putObject(type.getKey()).putArray("files").addObject()
                        .put("fileName", "data/" + type.getKey() + ".js")
                        .put("globalName", "YTD." + type.getKey() + ".part0")
                        .put("count", String.valueOf(type.getValue())));
        return manifest;
    }

    private byte[] file(String global, JsonNode content) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            String script = "window." + global + " = " + json.writer(printer).writeValueAsString(content);
            return script.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
