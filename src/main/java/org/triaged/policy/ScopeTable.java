package org.triaged.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.series.FileChange;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Which paths and tags belong to the tree of a list. An entry that ends in {@code /} is a folder, any other one a file.
 *
 * @param tree every path of the project, folders at the top complete
 * @param onlyHere paths no other project has
 * @param foreignOnly paths of other trees
 * @param foreignTags tag words of other trees; they decide first
 * @param foreignLists addresses of other projects' lists
 */
public record ScopeTable(
        String name,
        List<String> tree,
        List<String> onlyHere,
        List<String> foreignOnly,
        Set<String> foreignTags,
        Set<String> foreignLists) {

    public ScopeTable {
        tree = List.copyOf(tree);
        onlyHere = List.copyOf(onlyHere);
        foreignOnly = List.copyOf(foreignOnly);
        foreignTags = lower(foreignTags);
        foreignLists = lower(foreignLists);
    }

    public Scope of(Series series) {
        if (series.members().stream()
                .flatMap(mail -> mail.subject().tags().stream())
                .anyMatch(this::isForeignTag)) {
            return Scope.FOREIGN;
        }
        List<String> paths = series.members().stream()
                .flatMap(mail -> mail.files().stream())
                .map(FileChange::path)
                .toList();
        if (paths.isEmpty()) {
            return Scope.UNCLEAR;
        }
        boolean allInTree = paths.stream().allMatch(path -> within(tree, path));
        if (isHere(paths) || allInTree && series.members().stream().noneMatch(this::isSentToAnotherProject)) {
            return Scope.OURS;
        }
        return isElsewhere(paths) ? Scope.FOREIGN : Scope.UNCLEAR;
    }

    /** Patches that would be foreign if they had come alone. */
    Set<MessageId> guestsIn(Series series) {
        return series.members().stream()
                .filter(mail ->
                        isGuest(mail.files().stream().map(FileChange::path).toList()))
                .map(ListMail::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isGuest(List<String> paths) {
        return !paths.isEmpty() && !isHere(paths) && isElsewhere(paths);
    }

    private boolean isHere(List<String> paths) {
        return paths.stream().anyMatch(path -> within(onlyHere, path));
    }

    private boolean isElsewhere(List<String> paths) {
        return paths.stream().noneMatch(path -> within(tree, path))
                || paths.stream().anyMatch(path -> within(foreignOnly, path));
    }

    private boolean isForeignTag(String tag) {
        return foreignTags.contains(tag.toLowerCase(Locale.ROOT));
    }

    private boolean isSentToAnotherProject(ListMail mail) {
        return List.of("To", "Cc").stream()
                .flatMap(field -> mail.envelope().people(field).stream())
                .flatMap(person -> person.email().stream())
                .anyMatch(address -> foreignLists.contains(address.toLowerCase(Locale.ROOT)));
    }

    private static boolean within(List<String> entries, String path) {
        return entries.stream().anyMatch(entry -> entry.endsWith("/") ? path.startsWith(entry) : path.equals(entry));
    }

    private static Set<String> lower(Set<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
