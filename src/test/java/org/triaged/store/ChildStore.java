package org.triaged.store;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.FailPoint;

/** A process that notes one row of the audit after the other, and prints the number of each once it is committed. */
final class ChildStore {

    private ChildStore() {}

    static Process start(Path folder, String keeperOptions) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildStore.class.getName(),
                        folder.toString(),
                        keeperOptions))
                .redirectError(new File("/dev/null"))
                .start();
    }

    public static void main(String[] arguments) {
        DataFolder folder = DataFolder.open(Path.of(arguments[0]), Optional.empty(), false, FailPoint.INERT);
        AuditTrail audit =
                Database.open(folder, arguments[1], "test", FailPoint.INERT).auditTrail();
        PrintStream out = System.out;
        for (int number = 1; ; number++) {
            audit.note("daemon-start", "number", Integer.toString(number), "", Instant.EPOCH);
            out.println(number);
            out.flush();
        }
    }
}
