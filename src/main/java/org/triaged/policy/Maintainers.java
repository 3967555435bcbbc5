package org.triaged.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.mail.Sha256;
import org.triaged.series.ListMail;
import org.triaged.series.Watchwords;

/**
 * Who looks after which part of a tree: a MAINTAINERS file, matched as {@code scripts/get_maintainer.pl} of QEMU and Linux
 * matches it.
 *
 * @param hash SHA-256 over the file's bytes; empty when no file is known
 * @param unknown why no file is known; "" when one is
 * @param oddities lines of the file that cannot be read and are left out, each with its number
 * @param lists addresses of mailing lists, in lower case
 */
public record Maintainers(
        Optional<String> hash, String unknown, List<Section> sections, List<String> oddities, Set<String> lists)
        implements Watchwords {

    /** A stranger's patch may be as large as it likes: more of its lines are not searched. */
    private static final int MOST_SEARCHED = 256 << 10;

    public Maintainers {
        sections = List.copyOf(sections);
        oddities = List.copyOf(oddities);
        lists = Set.copyOf(lists);
    }

    /**
     * One entry of the file: a title, and the typed lines below it.
     *
     * @param files patterns of {@code F:}, {@code excluded} of {@code X:}
     * @param paths regular expressions over paths ({@code N:}), {@code content} over the text of a patch ({@code K:})
     */
    public record Section(
            String title,
            List<Person> maintainers,
            List<Person> reviewers,
            List<FilePattern> files,
            List<FilePattern> excluded,
            List<LinearPattern> paths,
            List<LinearPattern> content) {

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
                            || paths.stream().anyMatch(regex -> regex.isIn(path, 0)));
        }

        boolean speaksOf(Collection<String> watchwords) {
            return content.stream().map(LinearPattern::text).anyMatch(watchwords::contains);
        }
    }

    /** Who may answer for a section. */
    public enum Role {
        M,
        R
    }

    /** @param why no file is known, for people */
    public static Maintainers unknown(String why) {
        return new Maintainers(Optional.empty(), why, List.of(), List.of(), Set.of());
    }

    /** @throws IllegalArgumentException when it is no such file */
    public static Maintainers read(String text, byte[] bytes) {
        MaintainersText read = MaintainersText.read(text);
        if (read.sections().isEmpty()) {
            throw new IllegalArgumentException("it has no 'M:' and 'F:' lines");
        }
        return new Maintainers(Optional.of(Sha256.hex(bytes)), "", read.sections(), read.oddities(), read.lists());
    }

    public boolean known() {
        return hash.isPresent();
    }

    /** Those of the lines {@code K:} that fit a line above the diff, or behind the sign of a changed one. */
    @Override
    public Set<String> in(List<String> above, List<String> changed) {
        Set<String> found = new HashSet<>();
        List<LinearPattern> all =
                sections.stream().flatMap(section -> section.content().stream()).toList();
        if (!all.isEmpty()) {
            search(all, above, 0, found);
            search(all, changed, 1, found);
        }
        return found;
    }

    private static void search(List<LinearPattern> patterns, List<String> lines, int from, Set<String> found) {
        Predicate<LinearPattern> open = pattern -> !found.contains(pattern.text());
        int searched = 0;
        for (String line : lines) {
            searched += line.length();
            if (searched > MOST_SEARCHED) {
                return;
            }
            patterns.stream()
                    .filter(open)
                    .filter(pattern -> pattern.isIn(line, from))
                    .map(LinearPattern::text)
                    .forEach(found::add);
        }
    }

    /** Sections that look after one of the paths, or for one of the {@code K:} that were found, in the order of the file. */
    public List<Section> touched(Collection<String> paths, Collection<String> watchwords) {
        return sections.stream()
                .filter(section -> paths.stream().anyMatch(section::holds) || section.speaksOf(watchwords))
                .toList();
    }

    /** Sections that look after a file of one of the patches, under its new or its old name, or for what one holds. */
    public List<Section> touchedBy(Collection<ListMail> patches) {
        List<String> paths = patches.stream()
                .flatMap(patch -> patch.files().stream())
                .flatMap(file -> Stream.concat(Stream.of(file.path()), file.oldPath().stream()))
                .toList();
        List<String> watchwords = patches.stream()
                .flatMap(patch -> patch.details().watchwords().stream())
                .distinct()
                .toList();
        return touched(paths, watchwords);
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
