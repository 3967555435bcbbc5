package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;

/**
 * Twice as many patches, or twice as much in each, take every rule at most two and a half times the memory that passes
 * through its hands, which can be counted. The patches hold something for most rules in every line.
 */
class RuleGrowthTest {

    private static final int SMALL = 24;

    private static final double MOST = 2.5;

    /** What a rule takes for nothing in particular. */
    private static final long CONSTANT = 16 << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String FILES = "Net\nM: Bob Q <bob@example.org>\nF: hw/net/\n";

    private static final Known KNOWN = new Known(
            People.NONE,
            Maintainers.read(FILES, FILES.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            new Receiver(Optional.empty(), Set.of(), Optional.empty()));

    private static final List<String> PROFILES = List.of("qemu/2025-09-rfc", "qemu/2026-05-draft");

    private static final String LINES = """
            This line of prose goes on and on and on, much farther than a terminal of the usual width would show it.
            Found with Copilot, and this relies on the tests exception of the AI policy.
            v2: rename
            Fixes: 1234abcd
            Resolves: https://bugs.example.org/7
            Cc: stable@vger.kernel.org
            Based-on: my other series
            Change-Id: I0123456789abcdef0123456789abcdef01234567
            Assisted-by: Toolname:x-1
            Generated-by: Copilot
            Co-developed-by: Bob Q <bob@example.org>
            AI-exception-granted-by: Ann Dev <ann@example.org>
            AI-used-for: tests by Copilot
            signed-off-by:Rob R <rob@example.org>
            Signed-off-by: Zoe Z <zoe@example.org>
            Signed-off-by: <x@example.org>
            Signed-off-by: Claude <noreply@anthropic.com>
            """;

    private final List<String> steep = new ArrayList<>();

    private final Set<RuleId> heard = new TreeSet<>(java.util.Comparator.comparing(RuleId::value));

    @Test
    void twiceThePatchesAreTwiceTheWork() {
        grow("patches", size -> posting("PATCH v3", size, 1));
        grow("patches of a pull request", size -> posting("PULL", size, 1));
        assertThat(heard).hasSizeGreaterThan(25);
        assertThat(steep).isEmpty();
    }

    @Test
    void twiceTheTextIsTwiceTheWork() {
        grow("text", size -> posting("PATCH v3", 2, size));
        assertThat(heard).hasSizeGreaterThan(25);
        assertThat(steep).isEmpty();
    }

    private void grow(String what, IntFunction<Series> posting) {
        List<Series> sizes = List.of(posting.apply(2), posting.apply(SMALL), posting.apply(2 * SMALL));
        for (String id : PROFILES) {
            Profile profile = Posted.profile(id);
            List<Policy> policies =
                    sizes.stream().map(series -> policy(profile, series)).toList();
            compare("the claims by %s of twice the %s".formatted(id, what), at -> policy(profile, sizes.get(at)));
            for (RuleBook.Entry rule : RuleBook.entries()) {
                compare(
                        "%s by %s of twice the %s".formatted(rule.id(), id, what),
                        at -> ask(rule, sizes.get(at), policies.get(at)));
            }
        }
    }

    /** @param work on the smallest posting, the small one, and the one twice that size */
    private void compare(String what, IntConsumer work) {
        work.accept(0); // classes are loaded, and call sites linked, once
        long one = allocated(() -> work.accept(1));
        long two = allocated(() -> work.accept(2));
        if (two > MOST * one + CONSTANT) {
            steep.add("%s: %d kB, %d kB".formatted(what, one >> 10, two >> 10));
        }
    }

    private static long allocated(Runnable work) {
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static Policy policy(Profile profile, Series series) {
        Around around = Around.of(series, KNOWN, Answers.NONE);
        Instant date = JudgingDate.of(series.head().envelope());
        return new Policy(profile, true, around, Claims.in(series, profile, around, date));
    }

    private void ask(RuleBook.Entry rule, Series series, Policy policy) {
        if (rule.rule().unable(series, policy).isEmpty()
                && !rule.rule().check(series, policy).isEmpty()) {
            heard.add(rule.id());
        }
    }

    private static Series posting(String tag, int patches, int lines) {
        List<ListMail> mails = new ArrayList<>();
        for (int number = 0; number <= patches; number++) {
            Map<String, String> fields =
                    Posted.fields(number + 1, "[%s %d/%d] frob the bits.".formatted(tag, number, patches));
            fields.put("In-Reply-To", number == 0 ? "" : "<20260112101500.4711-%d-ann@example.org>".formatted(number));
            fields.put("To", "qemu-block@nongnu.org");
            fields.put("Cc", "qemu-trivial@nongnu.org");
            String text = LINES.repeat(lines);
            mails.add(Posted.mail(fields, number == 0 ? text : text + "\n---\n\n" + diffs(number, lines)));
        }
        return Posted.assembled(mails);
    }

    private static String diffs(int patch, int files) {
        StringBuilder diffs = new StringBuilder();
        for (int file = 0; file < files; file++) {
            String path = "hw/net/frob-%d-%d.c".formatted(patch, file);
            diffs.append("diff --git a/%s b/%s\nnew file mode 100644\nindex 0000000000..77a09be1c3\n"
                            .formatted(path, path))
                    .append("--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1,2 @@\n")
                    .append("+ * This program is free software; see the GNU General Public License \n+int frob;\n");
        }
        return diffs.append("diff --git a/pc-bios/x.bin b/pc-bios/x.bin\nnew file mode 100644\n")
                .append("index 0000000000..77a09be1c3\nGIT binary patch\nliteral 2097152\nLcmZQzU|?Wm0ssI200\n\n")
                .append("literal 0\nHcmV?d00001\n")
                .toString();
    }
}
