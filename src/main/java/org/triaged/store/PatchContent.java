package org.triaged.store;

import java.util.List;
import java.util.Locale;
import org.triaged.series.FileChange;
import org.triaged.series.ListMail;
import org.triaged.series.Trailer;

/** Tables {@code patch}, {@code patch_file} and {@code trailer}. */
final class PatchContent {

    private static final String PATCH = """
            INSERT INTO patch (mail, author_name, author_address, in_body_from, diff_sha256, files, added, deleted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FILE = """
            INSERT INTO patch_file (mail, place, path, old_path, status, added, deleted)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String TRAILER = """
            INSERT INTO trailer (mail, place, in_block, trailer_key, content, person_name, person_address)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private PatchContent() {}

    static void keep(Sql sql, long mail, ListMail read) {
        List<FileChange> files = read.files();
        sql.update(
                PATCH,
                mail,
                read.author().name(),
                read.author().email(),
                read.inBodyFrom().isPresent(),
                read.diffHash(),
                files.size(),
                files.stream().mapToInt(file -> file.added().orElse(0)).sum(),
                files.stream().mapToInt(file -> file.deleted().orElse(0)).sum());
        for (int place = 0; place < files.size(); place++) {
            FileChange file = files.get(place);
            String status = file.status().name().toLowerCase(Locale.ROOT);
            sql.update(FILE, mail, place, file.path(), file.oldPath(), status, file.added(), file.deleted());
        }
        trailers(sql, mail, read.trailersAbove(), false, 0);
        trailers(sql, mail, read.trailers(), true, read.trailersAbove().size());
    }

    private static void trailers(Sql sql, long mail, List<Trailer> trailers, boolean inBlock, int first) {
        for (int i = 0; i < trailers.size(); i++) {
            Trailer trailer = trailers.get(i);
            sql.update(
                    TRAILER,
                    mail,
                    first + i,
                    inBlock,
                    trailer.key(),
                    trailer.value(),
                    trailer.person().name(),
                    trailer.person().email());
        }
    }
}
