package org.triaged.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.mail.Sha256;

/**
 * The last reader before a mail may leave. It runs when a mail is composed, with everything at hand, and again on the
 * frozen bytes before they are sent. Each check has an id that admins see; a failure holds the mail.
 */
public final class Linter {

    /** @param passes given the mail and what it was made of */
    record Check(String id, BiPredicate<Letter, Made> passes) {

        static Check of(String id, Predicate<Letter> passes) {
            return new Check(id, (letter, made) -> passes.test(letter));
        }
    }

    /** What a mail was made of, and what came of it. */
    record Made(FrozenReply reply, Composition task) {}

    /**
     * The frozen bytes as they lie in the database.
     *
     * @param sha256 as it was stored beside them
     * @param aged composed so long ago may still be sent; empty for one that a person released
     * @param shadow for admins alone, and no list
     */
    public record Frozen(
            byte[] bytes,
            String sha256,
            String sender,
            List<String> recipients,
            String listAddress,
            Instant now,
            Optional<Duration> aged,
            boolean shadow) {}

    private Linter() {}

    /** The id of the first check a newly composed mail fails. */
    static Optional<String> firstFailure(FrozenReply reply, Composition task) {
        Letter letter = Letter.of(reply.bytes());
        Made made = new Made(reply, task);
        return Stream.of(
                        HeaderChecks.OF_BYTES,
                        HeaderChecks.OF_COMPOSITION,
                        BodyChecks.OF_BYTES,
                        BodyChecks.OF_COMPOSITION)
                .flatMap(List::stream)
                .filter(check -> !check.passes().test(letter, made))
                .map(Check::id)
                .findFirst();
    }

    /** The id of the first check that stored bytes fail, right before they would be sent. */
    public static Optional<String> firstFailure(Frozen frozen) {
        Letter letter = Letter.of(frozen.bytes());
        Optional<String> ofBytes = Stream.concat(HeaderChecks.OF_BYTES.stream(), BodyChecks.OF_BYTES.stream())
                .filter(check -> !check.passes().test(letter, null))
                .map(Check::id)
                .findFirst();
        return ofBytes.or(() -> failure("H1", Sha256.hex(frozen.bytes()).equals(frozen.sha256())))
                .or(() -> failure("H4", HeaderChecks.isFresh(letter, frozen.now(), frozen.aged())))
                .or(() -> failure(
                        "H7",
                        HeaderChecks.envelopeFits(
                                letter, frozen.sender(), frozen.recipients(), frozen.listAddress(), frozen.shadow())));
    }

    private static Optional<String> failure(String id, boolean passes) {
        return passes ? Optional.empty() : Optional.of(id);
    }
}
