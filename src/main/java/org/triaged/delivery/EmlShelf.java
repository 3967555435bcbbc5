package org.triaged.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.triaged.policy.Finding;
import org.triaged.reply.FrozenReply;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Shelf;

/** A folder of {@code T-xxx.eml}, the exact bytes, each with a {@code T-xxx.json} that says to whom and why. */
public final class EmlShelf implements Shelf {

    /** A stranger's line may hold anything, half a surrogate pair too. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Set<OpenOption> ANEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Pattern REPORT = Pattern.compile("T-[A-Za-z0-9]{1,40}");

    private final Path folder;
    private final FailPoint failPoint;

    /** @param folder made when it is first needed, for our user alone */
    public EmlShelf(Path folder, FailPoint failPoint) {
        this.folder = folder;
        this.failPoint = failPoint;
    }

    @Override
    public void lay(FrozenReply reply, List<Finding> why) {
        if (!REPORT.matcher(reply.report()).matches()) {
            throw new IllegalArgumentException("not a report id: " + reply.report());
        }
        failPoint.reached("shelf.before");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // The mail last: who finds it finds its reasons too.
            write(reply.report() + ".json", json(reply, why));
            failPoint.reached("shelf.reasons-laid");
            write(reply.report() + ".eml", reply.bytes());
            failPoint.reached("shelf.mail-laid");
            syncFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lay " + reply.report() + " into " + folder, e);
        }
        failPoint.reached("shelf.after");
    }

    /** Under a name of its own first: who was stopped in between finds it there and begins it anew. */
    private void write(String name, byte[] bytes) throws IOException {
        Path unfinished = folder.resolve("." + name + ".new");
        try (FileChannel channel = FileChannel.open(unfinished, ANEW, OURS_ALONE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        failPoint.reached("shelf.unfinished");
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] json(FrozenReply reply, List<Finding> why) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("report", reply.report());
            json.writeStringField("message_id", reply.messageId().value());
            json.writeStringField("list", reply.list());
            json.writeStringField("root", reply.root().value());
            json.writeNumberField("version", reply.version());
            json.writeStringField("in_reply_to", reply.anchor().value());
            json.writeStringField("sha256", reply.sha256());
            json.writeObjectFieldStart("envelope");
            json.writeStringField("sender", reply.sender());
            array(json, "recipients", reply.recipients());
            json.writeEndObject();
            array(
                    json,
                    "rules",
                    reply.rules().stream().map(rule -> rule.value()).toList());
            json.writeArrayFieldStart("why");
            for (Finding finding : why) {
                write(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void array(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** A finding about the whole series has no number. */
    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule().value());
        json.writeStringField("severity", finding.severity().word());
        if (finding.number().isPresent()) {
            json.writeNumberField("number", finding.number().get());
        } else {
            json.writeNullField("number");
        }
        json.writeStringField("evidence", finding.evidence());
        json.writeEndObject();
    }
}
