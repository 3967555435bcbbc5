package org.triaged.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.mail.Sha256;
import org.triaged.series.ListMail;

/**
 * Who looks after which part of a tree: a MAINTAINERS file, matched as {@code scripts/get_maintainer.pl} of QEMU and Linux
 * matches it.
 *
 * @param hash SHA-256 over the file's bytes; empty when no file is known
 * @param unknown why no file is known; "" when one is
 */
public record Maintainers(Optional<String> hash, String unknown, List<Section> sections) {

    public Maintainers {
        sections = List.copyOf(sections);
    }

    /**
     * One entry of the file: a title, and the typed lines below it.
     *
     * @param files patterns of {@code F:}, {@code excluded} of {@code X:}
     * @param paths regular expressions over paths ({@code N:}), {@code content} over changed lines ({@code K:})
     */
    public record Section(
            String title,
            List<Person> maintainers,
            List<Person> reviewers,
            List<FilePattern> files,
            List<FilePattern> excluded,
            List<Pattern> paths,
            List<Pattern> content) {

        public Section {
            maintainers = List.copyOf(maintainers);
            reviewers = List.copyOf(reviewers);
            files = List.copyOf(files);
            excluded = List.copyOf(excluded);
            paths = List.copyOf(paths);
            content = List.copyOf(content);
        }

        public Stream<Person> people(Role role) {
            return switch (role) {
                case M -> maintainers.stream();
                case R -> reviewers.stream();
            };
        }

        boolean holds(String path) {
            return excluded.stream().noneMatch(pattern -> pattern.matches(path))
                    && (files.stream().anyMatch(pattern -> pattern.matches(path))
                            || paths.stream()
                                    .anyMatch(regex -> regex.matcher(path).find()));
        }

        boolean speaksOf(String changedLine) {
            return content.stream().anyMatch(regex -> regex.matcher(changedLine).find());
        }
    }

    /** Who may answer for a section. */
    public enum Role {
        M,
        R
    }

    /** @param why no file is known, for people */
    public static Maintainers unknown(String why) {
        return new Maintainers(Optional.empty(), why, List.of());
    }

    /** @throws IllegalArgumentException when it is no such file, saying in which line */
    public static Maintainers read(String text, byte[] bytes) {
        List<Section> sections = MaintainersText.sections(text);
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("it has no 'M:' and 'F:' lines");
        }
        return new Maintainers(Optional.of(Sha256.hex(bytes)), "", sections);
    }

    public boolean known() {
        return hash.isPresent();
    }

    /** Sections that look after one of the paths, or after one of the changed lines, in the order of the file. */
    public List<Section> touched(Collection<String> paths, Collection<String> changedLines) {
        return sections.stream()
                .filter(section -> paths.stream().anyMatch(section::holds)
                        || changedLines.stream().anyMatch(section::speaksOf))
                .toList();
    }

    /** Sections that look after a file of one of the patches, under its new or its old name. */
    public List<Section> touchedBy(Collection<ListMail> patches) {
        List<String> paths = patches.stream()
                .flatMap(patch -> patch.files().stream())
                .flatMap(file -> Stream.concat(Stream.of(file.path()), file.oldPath().stream()))
                .toList();
        return touched(paths, List.of());
    }

    /** Equal addresses of nothing but ASCII, in any case; no detail behind a plus is dropped. */
    public static boolean sameMailbox(Person a, Person b) {
        return a.email().isPresent()
                && a.email().map(Maintainers::asciiLower).equals(b.email().map(Maintainers::asciiLower))
                && a.email().get().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String asciiLower(String address) {
        StringBuilder lower = new StringBuilder();
        address.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return lower.toString();
    }
}
