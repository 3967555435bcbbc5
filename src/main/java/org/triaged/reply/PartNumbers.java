package org.triaged.reply;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Numbers of parts in order, as a mail names them; 0 is the cover, none at all is the series. */
record PartNumbers(List<Integer> numbers) {

    private static final int MOST_NAMED = 10;

    private static final int NAMED_OF_MANY = 3;

    PartNumbers {
        numbers = List.copyOf(new TreeSet<>(numbers));
    }

    static PartNumbers of(Collection<Integer> numbers) {
        return new PartNumbers(List.copyOf(numbers));
    }

    /** Beside a row: {@code patch 2/3} when nothing else was found, else the numbers. */
    String place(boolean alone, int total, Brevity brevity) {
        List<Integer> patches = patches();
        if (patches.isEmpty()) {
            return numbers.isEmpty() ? "series" : "cover letter";
        }
        if (isCounted(brevity)) {
            return (covers() ? "cover, " : "") + patches.size() + (patches.size() == 1 ? " patch" : " patches");
        }
        String cover = covers() ? "cover letter, " : "";
        return patches.size() == 1
                ? cover + "patch " + patches.get(0) + (alone ? "/" + total : "")
                : cover + "patches " + list(patches, ", ");
    }

    /** In a sentence. */
    String phrase(int total, Brevity brevity) {
        List<Integer> patches = patches();
        if (patches.isEmpty()) {
            return numbers.isEmpty() ? "the series" : "the cover letter";
        }
        String cover = covers() ? "the cover letter and " : "";
        if (total == 1) {
            return cover + "the patch";
        }
        if (isCounted(brevity)) {
            return cover + patches.size() + (patches.size() == 1 ? " patch" : " patches");
        }
        return patches.size() == 1 ? cover + "patch " + patches.get(0) : cover + "patches " + list(patches, " and ");
    }

    private List<Integer> patches() {
        return numbers.stream().filter(number -> number > 0).toList();
    }

    private boolean covers() {
        return numbers.contains(0);
    }

    private boolean isCounted(Brevity brevity) {
        return brevity != Brevity.FULL && (covers() || patches().size() > NAMED_OF_MANY);
    }

    private static String list(List<Integer> patches, String last) {
        if (patches.size() > MOST_NAMED) {
            return named(patches.subList(0, NAMED_OF_MANY)) + " and " + (patches.size() - NAMED_OF_MANY) + " more";
        }
        int end = patches.size() - 1;
        return named(patches.subList(0, end)) + last + patches.get(end);
    }

    private static String named(List<Integer> patches) {
        return patches.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
