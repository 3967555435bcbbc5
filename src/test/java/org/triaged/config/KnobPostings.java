package org.triaged.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Postings of Ann on which a knob of a profile tells. */
final class KnobPostings {

    private static final String GRANTED = "Why.\n\nAssisted-by: LLM\nAI-exception-granted-by: ";

    private static final String ROOT = "<20260112101500.4711-1-ann@example.org>";

    private KnobPostings() {}

    static Series granted(String granter) {
        return Posted.single(GRANTED + granter + "\n" + Posted.SIGNED);
    }

    static Series claimedInTheCover() {
        Map<String, String> cover = Posted.fields(1, "[PATCH 0/1] hw/net/frob: two");
        return Posted.assembled(List.of(
                Posted.mail(cover, "What for. This relies on the tests exception.\n"),
                part(
                        2,
                        "[PATCH 1/1]",
                        "x",
                        "Why.\n\nAssisted-by: LLM\n" + Posted.SIGNED,
                        Posted.diff("hw/net/frob.c"))));
    }

    static Series newFile() {
        String diff = "diff --git a/hw/net/new.c b/hw/net/new.c\nnew file mode 100644\nindex 0000000000..77a09be1c3\n"
                + "--- /dev/null\n+++ b/hw/net/new.c\n@@ -0,0 +1 @@\n+int frob;\n";
        return Posted.assembled(List.of(part(1, "[PATCH]", "add frob", "Why.\n\n" + Posted.SIGNED, diff)));
    }

    static Series binary() {
        String diff = "diff --git a/pc-bios/x.rom b/pc-bios/x.rom\nnew file mode 100644\nindex 0000000000..77a09be1c3\n"
                + "GIT binary patch\nliteral 2048\nLcmZQzU|?Wm0ssI200\n\nliteral 0\nHcmV?d00001\n";
        return Posted.assembled(List.of(part(1, "[PATCH]", "add a rom", "Why.\n\n" + Posted.SIGNED, diff)));
    }

    static Series addressed(String to, String listId) {
        List<ListMail> mails = new ArrayList<>();
        for (int number = 0; number <= 5; number++) {
            Map<String, String> fields = Posted.fields(number + 1, "[PATCH " + number + "/5] hw/net/frob: x" + number);
            fields.put("In-Reply-To", number == 0 ? "" : ROOT);
            fields.put("To", to);
            fields.put("List-Id", listId);
            mails.add(Posted.mail(fields, number == 0 ? "What for.\n" : Posted.patchText("Why.\n\n" + Posted.SIGNED)));
        }
        return Posted.assembled(mails);
    }

    static ListMail pullLetter() {
        return Posted.mail(
                Posted.fields(1, "[PULL 0/1] net queue"),
                "The following changes since commit 0123456789abcdef0123456789abcdef01234567:\n\n  x\n\n"
                        + "are available in the Git repository at:\n\n  https://example.org/x.git tags/pull-x\n");
    }

    static ListMail part(int number, String tags, String title) {
        return part(number, tags, title, "Why.\n\n" + Posted.SIGNED, Posted.diff("hw/net/frob.c"));
    }

    static ListMail part(int number, String tags, String title, String message, String diff) {
        Map<String, String> fields = Posted.fields(number, tags + " hw/net/frob: " + title);
        fields.put("In-Reply-To", number == 1 ? "" : ROOT);
        return Posted.mail(fields, message + "\n---\n\n" + diff);
    }
}
