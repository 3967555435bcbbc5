package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.triaged.triage.BackupFacts;

/** What a backup holds as JSON, there and back. */
final class BackupJson {

    private BackupJson() {}

    /** A field of an object that is open. */
    static void write(BackupFacts made, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("backup");
        json.writeStringField("file", made.file().toString());
        json.writeNumberField("size", made.size());
        json.writeStringField("database", made.database());
        json.writeStringField("schema", made.schema());
        json.writeStringField("made", made.made().toString());
        json.writeNumberField("mails", made.mails());
        json.writeNumberField("replies", made.replies());
        json.writeStringField("auditHead", made.auditHead());
        json.writeBooleanField("key", made.key());
        json.writeBooleanField("journal", made.journal());
        json.writeEndObject();
    }

    static BackupFacts read(JsonFields answer) throws Malformed {
        JsonFields made = answer.object("backup");
        return new BackupFacts(
                Path.of(made.text("file")),
                made.number("size"),
                made.text("database"),
                made.text("schema"),
                made.instant("made"),
                made.number("mails"),
                made.number("replies"),
                made.text("auditHead"),
                made.flag("key"),
                made.flag("journal"));
    }
}
