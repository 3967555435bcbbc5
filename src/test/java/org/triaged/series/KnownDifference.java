package org.triaged.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where we mean to read a mail otherwise than git. Each class says why, shows itself in the mail, explains some fields
 * only, and no more than a share of the mails compared.
 */
enum KnownDifference {

    /** A line that is no field: git ends the header there and takes the rest for text; we read the fields below it. */
    BROKEN_HEADER(0.03, "author", "subject", "trailers", "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return BLANK.matcher(raw).lookingAt()
                    || header(raw).lines().anyMatch(line -> !FIELD.matcher(line).lookingAt());
        }
    },

    /** Of a field that comes twice the first counts for us (what a list saw first), the last for git. */
    REPEATED_HEADER(0.02, "author", "subject") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return mail.odd("repeated-header");
        }
    },

    /** Text after a signature mark that no {@code ---} follows before the diff is signature for us, message for git. */
    SIGNATURE(0.01, "trailers") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return raw.contains("\n-- \n") && !mail.message().contains("\n-- ");
        }
    },

    /** Bytes that are not in the charset that was stated: git leaves them or gives up, we read them as people would. */
    LYING_CHARSET(0.02, "author", "subject", "trailers") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            boolean octets = raw.chars().anyMatch(c -> c >= 0x80) || raw.contains("quoted-printable");
            String declared = raw.toLowerCase(Locale.ROOT);
            return octets
                    && (mail.odd("charset")
                            || git.toString().indexOf('\ufffd') >= 0
                            || OTHER_CHARSET.matcher(declared).find());
        }
    },

    /** Soft line breaks: git joins an empty context line with what follows; we keep hunks that add up. */
    FLOWED(0.01, "trailers", "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return raw.contains("format=flowed");
        }
    },

    /** Git reads HTML as text. */
    HTML_PART(0.02, "trailers", "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return mail.odd("html-part");
        }
    },

    /** Without {@code deleted file mode} git calls a deleted file {@code dev/null}. */
    DEV_NULL(0.01, "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return git.paths().contains("dev/null");
        }
    },

    /** Git takes a component off where there is no prefix; we take equal sides whole. */
    NO_PREFIX(0.01, "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            Set<String> shorter = mail.files().stream()
                    .map(file -> file.path().substring(file.path().indexOf('/') + 1))
                    .collect(Collectors.toSet());
            return !git.paths().isEmpty() && shorter.containsAll(git.paths());
        }
    },

    /** Where base64 of a binary file is broken git stops reading; we read the files below. */
    BINARY(0.005, "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return raw.contains("\nGIT binary patch\n");
        }
    },

    /** A blank at the end of a name was added on the way; git keeps it. */
    BLANK_BEHIND_NAME(0.005, "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return git.paths().stream().anyMatch(path -> path.endsWith(" "));
        }
    },

    /** Octets beside text are an attachment of which we know nothing; git reads them as text. */
    OCTETS(0.01, "trailers", "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return raw.contains("\nContent-Type: application/octet-stream");
        }
    },

    /** Of an odd boundary several readings are sane. */
    ODD_BOUNDARY(0.005, "trailers", "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return ODD.matcher(raw).find();
        }
    },

    /** What is folded below From belongs to its name for git; we read what stands before the address. */
    FOLDED_BELOW_FROM(0.005, "author") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return FOLDED_FROM.matcher(header(raw)).find();
        }
    },

    /** In-body headers may stand below a line of blanks, which gateways make of an empty one; git wants it empty. */
    BLANKS_ABOVE_HEADERS(0.005, "author", "subject") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return mail.inBodyFrom().isPresent() && BLANKS_FIRST.matcher(raw).find();
        }
    },

    /** The mail ends in the header of a file, which git then does not list. */
    END_IN_HEADER(0.005, "numstat") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            List<String> paths = mail.files().stream().map(FileChange::path).toList();
            return paths.size() == git.paths().size() + 1
                    && git.paths().containsAll(paths.subList(0, paths.size() - 1));
        }
    },

    /** A From with several addresses: the first is ours, git makes one of all. */
    SEVERAL_FROM(0.005, "author") {
        @Override
        boolean shows(ListMail mail, String raw, GitTruth git) {
            return mail.envelope()
                            .first("From")
                            .orElse("")
                            .chars()
                            .filter(c -> c == '@')
                            .count()
                    > 1;
        }
    };

    private static final Pattern ODD = Pattern.compile("boundary=(\"\"|\"a b\"|x|)\n");
    private static final Pattern FOLDED_FROM = Pattern.compile("(?im)^From:.*\n[ \t]");
    private static final Pattern BLANKS_FIRST = Pattern.compile("\n\n[ \t]+\n+From:");
    private static final Pattern BLANK = Pattern.compile("[ \t]");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+:|[ \t]|From |>From ");
    private static final Pattern OTHER_CHARSET =
            Pattern.compile("charset=\"?(?!utf-8|us-ascii)|=\\?(?!utf-8)[a-z0-9-]+\\?[qb]\\?");

    private final double share;
    private final Set<String> fields;

    KnownDifference(double share, String... fields) {
        this.share = share;
        this.fields = Set.of(fields);
    }

    abstract boolean shows(ListMail mail, String raw, GitTruth git);

    /** The most mails of that many that it may explain. */
    double mostOf(int mails) {
        return share * mails;
    }

    /** The first class that explains all of them. */
    static Optional<KnownDifference> explaining(
            List<GitTruth.Difference> differences, ListMail mail, byte[] raw, GitTruth git) {
        String text = new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        return Arrays.stream(values())
                .filter(known -> differences.stream().allMatch(one -> known.fields.contains(one.field())))
                .filter(known -> known.shows(mail, text, git))
                .findFirst();
    }

    private static String header(String raw) {
        int end = raw.indexOf("\n\n");
        return end < 0 ? raw : raw.substring(0, end);
    }
}
