package org.triaged.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --since}: a day, a time, or so long ago; in UTC. */
final class Since {

    private static final InstantSource CLOCK = InstantSource.system();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Those alone from then on: 2026-11-22, 2026-11-22T10:00:00Z, or P7D for seven days ago.")
    private String since;

    Optional<Instant> instant() {
        if (since == null) {
            return Optional.empty();
        }
        try {
            if (since.startsWith("P")) {
                return Optional.of(CLOCK.instant()
                        .atOffset(ZoneOffset.UTC)
                        .minus(Period.parse(since))
                        .toInstant());
            }
            return Optional.of(
                    since.contains("T")
                            ? OffsetDateTime.parse(since).toInstant()
                            : LocalDate.parse(since).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--since: '" + since + "' is no date; write 2026-11-22, 2026-11-22T10:00:00Z or P7D");
        }
    }
}
