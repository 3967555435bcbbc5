package org.triaged.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.policy.Weight;
import org.triaged.triage.InForce;
import org.triaged.triage.InForce.Kind;

/** Table {@code in_force}: what conf and the key said when they were read last, and the audit of what is new in them. */
final class SettingsInForce {

    private static final String ALL = """
            SELECT kind, list, object, content
              FROM in_force
            """;

    private static final String KEEP = """
            INSERT INTO in_force (kind, list, object, content, since)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String CHANGE = """
            UPDATE in_force
               SET content = ?, since = ?
             WHERE kind = ? AND list = ? AND object = ?
            """;

    private final Sql sql;
    private final String actor;
    private final Instant now;

    private SettingsInForce(Sql sql, String actor, Instant now) {
        this.sql = sql;
        this.actor = actor;
        this.now = now;
    }

    private record Name(Kind kind, String list, String object) {

        static Name of(InForce fact) {
            return new Name(fact.kind(), fact.list(), fact.object());
        }
    }

    /** That conf was read is always noted; of the rest what changed, and nothing when it is the first of its sort. */
    static void take(Sql sql, String actor, List<InForce> facts, Instant now) {
        Map<Name, String> before = sql
                .list(ALL, row -> new InForce(Kind.valueOf(row.text(1)), row.text(2), row.text(3), row.text(4)))
                .stream()
                .collect(Collectors.toMap(Name::of, InForce::content));
        SettingsInForce settings = new SettingsInForce(sql, actor, now);
        facts.forEach(fact -> settings.take(fact, before));
        settings.fallBack(facts, before);
    }

    private void take(InForce fact, Map<Name, String> before) {
        Name name = Name.of(fact);
        Optional<String> older = Optional.ofNullable(before.get(name));
        if (older.isEmpty()) {
            sql.update(KEEP, fact.kind().name(), fact.list(), fact.object(), fact.content(), now);
        } else if (!older.get().equals(fact.content())) {
            change(name, fact.content());
        }
        Optional<String> known = older.or(() -> unsaid(name, before));
        if (fact.kind() == Kind.CONF
                || known.filter(word -> !word.equals(fact.content())).isPresent()) {
            note(name, known, fact.content());
        }
    }

    /** A rule without a line is recorded; of a list that is new nothing is known. */
    private static Optional<String> unsaid(Name name, Map<Name, String> before) {
        return Optional.of(Weight.RECORD.word())
                .filter(word ->
                        name.kind() == Kind.WEIGHT && before.containsKey(new Name(Kind.POLICY, name.list(), "")));
    }

    /** A rule whose line was taken out of a list that is still there. */
    private void fallBack(List<InForce> facts, Map<Name, String> before) {
        Set<Name> said = facts.stream().map(Name::of).collect(Collectors.toCollection(HashSet::new));
        before.forEach((name, older) -> {
            boolean silent = name.kind() == Kind.WEIGHT
                    && !said.contains(name)
                    && said.contains(new Name(Kind.POLICY, name.list(), ""));
            if (silent && !older.equals(Weight.RECORD.word())) {
                change(name, Weight.RECORD.word());
                note(name, Optional.of(older), Weight.RECORD.word());
            }
        });
    }

    private void change(Name name, String content) {
        sql.update(CHANGE, content, now, name.kind().name(), name.list(), name.object());
    }

    private void note(Name name, Optional<String> older, String newer) {
        AuditEntry entry = AuditEntry.of(
                        now, name.kind().change().word(), name.kind().word(), name.object())
                .on(name.list())
                .saying(older.map(word -> word + " to " + newer).orElse(newer));
        AuditChain.append(sql, actor, hashed(entry, name, newer));
    }

    private static AuditEntry hashed(AuditEntry entry, Name name, String newer) {
        return switch (name.kind()) {
            case CONF -> entry.judgedBy("", "", newer);
            case PROFILE -> entry.judgedBy(name.object(), newer, "");
            case KEY, POLICY, WEIGHT -> entry;
        };
    }
}
