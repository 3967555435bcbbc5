package org.triaged.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.triaged.mail.Sha256;
import org.triaged.store.StoreUnavailable.Exit;
import org.triaged.triage.BackupFacts;

/**
 * The file a backup is: a zip of the parts of a data folder and, last, of {@code manifest}, which names what they are and
 * their hashes. Passwords are not in it; a restored folder gets new ones.
 */
final class BackupFile {

    static final String SCRIPT = "database.sql";

    /** In the order of a restored folder's making: with the journal there and the rest not, nothing new begins. */
    static final List<String> PARTS = List.of(DataFolder.JOURNAL, DataFolder.KEY, SCRIPT);

    private static final String MANIFEST = "manifest";
    private static final String FORMAT = "triaged-backup-1";
    private static final int LONGEST_MANIFEST = 10_000;

    private BackupFile() {}

    /** New and on the disk when it returns. @param parts the files by the names they have in the backup */
    static BackupFacts write(Path file, Map<String, Path> parts, Map<String, String> facts) {
        Map<String, String> manifest = new LinkedHashMap<>(Map.of("format", FORMAT));
        manifest.putAll(facts);
        try (FileChannel channel = PrivateFiles.openNew(file);
                ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
            for (Map.Entry<String, Path> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                manifest.put(part.getKey(), copy(Files.newInputStream(part.getValue()), zip));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(MANIFEST));
            for (Map.Entry<String, String> fact : manifest.entrySet()) {
                zip.write((fact.getKey() + "=" + fact.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            zip.closeEntry();
            zip.finish();
            channel.force(true);
            return facts(file, channel.size(), manifest);
        } catch (IOException e) {
            throw Faults.file(file, e);
        }
    }

    /** Lays the parts into a folder, each for our user alone. */
    static BackupFacts unpack(Path file, Path into) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, String> manifest = manifest(file, zip);
            if (!FORMAT.equals(manifest.get("format"))) {
                throw damaged(file, "it is not of the format " + FORMAT);
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().equals(MANIFEST)) {
                    unpack(file, zip, entry, into, manifest);
                }
            }
            for (String part : PARTS) {
                if (manifest.containsKey(part) && !Files.exists(into.resolve(part))) {
                    throw damaged(file, "'" + part + "' is not in it");
                }
            }
            return facts(file, Files.size(file), manifest);
        } catch (IOException e) {
            throw damaged(file, e.getMessage());
        }
    }

    private static void unpack(Path file, ZipFile zip, ZipEntry entry, Path into, Map<String, String> manifest)
            throws IOException {
        if (!PARTS.contains(entry.getName())) {
            throw damaged(file, "it holds '" + entry.getName() + "', which is no part of a data folder");
        }
        try (FileChannel channel = PrivateFiles.openNew(into.resolve(entry.getName()))) {
            String found = copy(zip.getInputStream(entry), Channels.newOutputStream(channel));
            if (!found.equals(manifest.get(entry.getName()))) {
                throw damaged(file, "'" + entry.getName() + "' is not what was written");
            }
            channel.force(true);
        }
    }

    private static String copy(InputStream from, OutputStream into) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (DigestInputStream digested = new DigestInputStream(from, digest)) {
            digested.transferTo(into);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Map<String, String> manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = Optional.ofNullable(zip.getEntry(MANIFEST))
                .orElseThrow(() -> damaged(file, "it has no '" + MANIFEST + "'"));
        Map<String, String> manifest = new LinkedHashMap<>();
        try (InputStream in = zip.getInputStream(entry)) {
            new String(in.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("="))
                    .forEach(line ->
                            manifest.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }
        return manifest;
    }

    private static BackupFacts facts(Path file, long size, Map<String, String> manifest) {
        try {
            return new BackupFacts(
                    file,
                    size,
                    fact(file, manifest, "database"),
                    fact(file, manifest, "schema"),
                    Instant.parse(fact(file, manifest, "made")),
                    Long.parseLong(fact(file, manifest, "mails")),
                    Long.parseLong(fact(file, manifest, "replies")),
                    fact(file, manifest, "audit"),
                    manifest.containsKey(DataFolder.KEY),
                    manifest.containsKey(DataFolder.JOURNAL));
        } catch (DateTimeException | NumberFormatException e) {
            throw damaged(file, "its manifest holds " + e.getMessage());
        }
    }

    private static String fact(Path file, Map<String, String> manifest, String name) {
        return Optional.ofNullable(manifest.get(name))
                .orElseThrow(() -> damaged(file, "its manifest does not say '" + name + "'"));
    }

    static StoreUnavailable damaged(Path file, String what) {
        return new StoreUnavailable(
                Exit.DAMAGED, file + " is no whole backup of triaged: " + what + ". Take another; nothing was changed");
    }
}
