package org.triaged.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.triaged.policy.Judge;
import org.triaged.policy.Known;
import org.triaged.policy.Policies.Following;
import org.triaged.policy.ProfileId;
import org.triaged.policy.Publicity;
import org.triaged.policy.Receiver;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Weight;
import org.triaged.series.ListFacts;
import org.triaged.series.People;
import org.triaged.triage.Mode;
import org.triaged.triage.WatchedList;

/** {@code lists/NAME.yaml}: a list that is watched, and how it wants to be served. */
final class ListFile {

    private static final Duration SHORTEST_QUIET = Duration.ofMinutes(5);
    private static final ProfileId USUAL_BEFORE_FIRST = new ProfileId("generic/dco");

    private static final Form<String> LIST_ID = Form.matching(
            "the List-Id without brackets, such as devel.lists.example.org", "[A-Za-z0-9._-]+\\.[A-Za-z0-9._-]+");

    private static final Form<Mode> MODE = Form.word(Mode.class);

    private final Optional<DaemonFile> daemon;
    private final Path confFolder;
    private final MailPlace.Reader places;
    private final Tables tables;
    private final ProfileFiles profiles;
    private final Mistakes mistakes;

    /** @param daemon empty when that file is broken; what depends on it is not checked then */
    ListFile(Path confFolder, Optional<DaemonFile> daemon, Tables tables, ProfileFiles profiles, Mistakes mistakes) {
        this.daemon = daemon;
        this.confFolder = confFolder;
        this.places = new MailPlace.Reader(confFolder, daemon);
        this.tables = tables;
        this.profiles = profiles;
        this.mistakes = mistakes;
    }

    WatchedList read(String name, Section top) {
        Duration quiet = top.value(
                "quiet-period",
                Form.DURATION
                        .only(length -> length.compareTo(SHORTEST_QUIET) >= 0)
                        .called("a duration of PT5M or more, such as PT10M"),
                Duration.ofMinutes(10));
        Duration maxAge = top.value("max-age", Form.DURATION, Duration.ofHours(24));
        if (quiet.compareTo(maxAge) >= 0) {
            top.mistake("max-age", "must be longer than quiet-period, else every mail is too old when it is judged");
        }
        MailPlace place = places.of(top);
        Mode mode = top.value("mode", MODE, Mode.RECORD);
        if (!place.polled() && mode != Mode.RECORD) {
            top.mistake(
                    "mode",
                    "nothing is answered from a Maildir that is import only; write live: true below folder, or"
                            + " mode: record");
        }
        People people = people(top);
        WatchedList list = new WatchedList(
                facts(name, top, people),
                place.account(),
                place.folder(),
                place.polled(),
                mode,
                terms(top, people),
                top.value("maintainers-file", Form.pathIn(confFolder).or("none"), Optional.empty()),
                robots(top),
                quiet,
                maxAge,
                top.value("unknown-grace", Form.DURATION, Duration.ofMinutes(30)),
                SendingKeys.read(top, maxAge));
        top.nothingElse();
        return list;
    }

    private People people(Section top) {
        return top.value("people", Form.pathIn(confFolder).or("none"), Optional.empty())
                .map(file -> PeopleFile.read(file, top, "people", mistakes))
                .orElse(People.NONE);
    }

    private ListFacts facts(String name, Section top, People people) {
        String own = daemon.map(DaemonFile::ownAddress).orElse("");
        List<String> addresses = top.list("addresses", Form.ADDRESS, List.of());
        if (!top.has("addresses") || addresses.isEmpty()) {
            top.mistake("addresses", "expected a list [...] of addresses; the first is the Cc of every reply");
        }
        if (addresses.stream().anyMatch(own::equalsIgnoreCase)) {
            top.mistake("addresses", "'" + own + "' is the daemon's own-address; it would answer itself");
        }
        daemon.stream()
                .flatMap(file -> file.admins().stream())
                .filter(admin -> addresses.stream().anyMatch(admin::equalsIgnoreCase))
                .forEach(
                        admin -> top.mistake(
                                "addresses",
                                "'" + admin
                                        + "' is one of the admins in triaged.yaml; what is for them alone would go to the list"));
        return new ListFacts(
                name,
                top.required("list-id", LIST_ID).orElse(""),
                addresses,
                top.list("relays", Form.ADDRESS, List.of()),
                top.list("list-tags", Form.LINE, List.of()),
                own,
                top.list("maintainers", Form.ADDRESS, List.of()),
                people);
    }

    private Set<String> robots(Section top) {
        Set<String> robots = new TreeSet<>(tables.robots());
        top.list("robots", Form.ADDRESS, List.of()).forEach(robot -> robots.add(robot.toLowerCase(Locale.ROOT)));
        return robots;
    }

    private Judge.Terms terms(Section top, People people) {
        Receiver receiver = daemon.map(DaemonFile::receiver).orElse(Receiver.NONE);
        return new Judge.Terms(profiles.policies(), following(top), tables.scope(top, "scope"), weights(top))
                .beside(shadow(top))
                .knowing(new Known(people, Known.NOTHING.maintainers(), receiver));
    }

    /** Profiles that judge beside the one in force; here alone a draft may. */
    private List<ProfileId> shadow(Section top) {
        List<ProfileId> shadow = top.list("shadow", Form.PROFILE, List.of());
        shadow.forEach(id -> profiles.checkShadow(top, "shadow", id));
        if (new HashSet<>(shadow).size() < shadow.size()) {
            top.mistake("shadow", "a profile stands there twice");
        }
        return shadow;
    }

    private Following following(Section top) {
        ProfileId beforeFirst = top.value("before-first", Form.PROFILE, USUAL_BEFORE_FIRST);
        profiles.checkUse(top, "before-first", beforeFirst);
        Section policy = top.section("policy");
        boolean follows = policy.has("project") | policy.has("follow");
        if (policy.has("pin") == follows) {
            top.mistake("policy", "expected {project: NAME, follow: timeline} or {pin: PROJECT/VERSION}, one of them");
        }
        Optional<ProfileId> pinned = policy.maybe("pin", Form.PROFILE);
        pinned.ifPresent(id -> profiles.checkUse(policy, "pin", id));
        Optional<String> project = follows ? timeline(policy) : Optional.empty();
        return pinned.<Following>map(Following.Pin::new)
                .orElse(new Following.Timeline(project.orElse(""), beforeFirst));
    }

    private Optional<String> timeline(Section policy) {
        policy.required("follow", Form.word("timeline"));
        Optional<String> project = policy.required("project", Form.oneOf("a folder in policies/", profiles.projects()));
        project.filter(name -> profiles.isWhole(name)
                        && profiles.policies().timeline(name).isEmpty())
                .ifPresent(name -> policy.mistake("project", "'" + name + "' has no active profile"));
        return project;
    }

    private static Map<RuleId, Weight> weights(Section top) {
        Section rules = top.section("rules");
        Map<RuleId, Weight> weights = new HashMap<>();
        rules.names(Form.RULE).forEach((key, rule) -> {
            Optional<Weight> weight = rules.maybe(key, Form.word(Weight.class));
            weight.ifPresent(chosen -> weights.put(rule, chosen));
            boolean silent = RuleBook.entry(rule).publicity() == Publicity.NO;
            if (silent && weight.filter(Weight.REPLY::equals).isPresent()) {
                rules.mistake(key, "its findings never stand in a mail; write record or off");
            }
        });
        return weights;
    }

    /** One mail, one list: two files for the same List-Id would answer it twice. */
    static void checkDistinct(List<YamlFile> files, List<WatchedList> lists, Mistakes mistakes) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lists.size(); i++) {
            String id = lists.get(i).facts().listId().toLowerCase(Locale.ROOT);
            if (!id.isEmpty() && !seen.add(id)) {
                Section top = new Section(files.get(i).root(), mistakes);
                top.mistake("list-id", "'" + id + "' has a list file already; one list, one file");
            }
        }
    }
}
