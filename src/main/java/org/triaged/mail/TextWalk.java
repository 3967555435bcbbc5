package org.triaged.mail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes the readable leaves of a mail, in order, and makes text of them. */
final class TextWalk {

    private static final Set<String> TAKEN = Set.of("text/plain", "text/x-patch", "text/x-diff");
    private static final int LOOKED_AT = 8 << 10;

    private record Leaf(PartHeader header, byte[] bytes) {}

    private final Limits limits;
    private final Set<String> oddities;
    private final List<Leaf> taken = new ArrayList<>();
    private final List<UnreadPart> unread = new ArrayList<>();
    private int leaves;
    private boolean html;
    private int chars;
    private int lines;

    TextWalk(Limits limits, Set<String> oddities) {
        this.limits = limits;
        this.oddities = oddities;
    }

    /** Whether the content of the next leaf is wanted. */
    boolean wants(PartHeader header) {
        String type = header.mimeType();
        html |= type.equals("text/html");
        leaves++;
        boolean only = leaves == 1 && type.equals("application/octet-stream");
        boolean wanted = TAKEN.contains(type) || only || type.startsWith("multipart/"); // without parts it is text
        if (!wanted) {
            unread.add(unread(header));
        }
        return wanted;
    }

    private static UnreadPart unread(PartHeader header) {
        return new UnreadPart(header.mimeType(), header.fileName());
    }

    /** Complete once {@link #parts} was called. */
    List<UnreadPart> unread() {
        return unread;
    }

    void take(PartHeader header, byte[] bytes) {
        taken.add(new Leaf(header, bytes));
    }

    List<TextPart> parts() throws Refused {
        if (leaves > 1 && !taken.isEmpty() && taken.get(0).header.mimeType().equals("application/octet-stream")) {
            unread.add(0, unread(taken.remove(0).header));
        }
        List<TextPart> parts = new ArrayList<>();
        for (Leaf leaf : taken) {
            byte[] plain = undone(leaf);
            boolean binary = leaf.header.mimeType().equals("application/octet-stream") && holdsNul(plain);
            if (!binary) {
                parts.add(part(leaf.header, plain, !parts.isEmpty()));
            }
        }
        if (html) {
            oddities.add(parts.isEmpty() ? "html-only" : "html-part");
        }
        return parts;
    }

    private TextPart part(PartHeader header, byte[] plain, boolean later) throws Refused {
        Decoded decoded = Decoded.of(plain, header.charset());
        if (decoded.replaced()) {
            oddities.add("charset");
        }
        String text = decoded.text();
        BitSet inCr = linesInCr(text);
        BitSet softBreaks = new BitSet();
        text = text.replace("\r\n", "\n");
        if (header.flowed()) {
            oddities.add("flowed");
            FlowedText flowed = FlowedText.joined(text, header.deletesSpace());
            text = flowed.text();
            softBreaks = flowed.softBreaks();
        }
        count(text);
        boolean garbled = decoded.replaced() && text.chars().anyMatch(c -> c > 0x7e);
        return new TextPart(text, later || leaves > 1 && header.hasFileName(), inCr, softBreaks, garbled);
    }

    /** None where every line has one: that is MIME's canonical form (RFC 2046, 4.1.1). */
    private static BitSet linesInCr(String text) {
        BitSet inCr = new BitSet();
        if (text.indexOf('\r') < 0) {
            return inCr;
        }
        int line = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            inCr.set(line++, end > 0 && text.charAt(end - 1) == '\r');
        }
        int all = text.endsWith("\n") ? line : line + 1;
        return inCr.cardinality() == all ? new BitSet() : inCr;
    }

    private void count(String text) throws Refused {
        chars += text.length();
        lines += (int) text.chars().filter(c -> c == '\n').count();
        if (chars > limits.textChars() || lines > limits.textLines()) {
            throw new Refused("text-too-long");
        }
    }

    private byte[] undone(Leaf leaf) {
        return switch (leaf.header.encoding().toLowerCase(Locale.ROOT)) {
            case "quoted-printable" -> TransferEncoding.quotedPrintable(leaf.bytes);
            case "base64" -> TransferEncoding.base64(leaf.bytes);
            case "", "7bit", "8bit", "binary" -> leaf.bytes;
            default -> {
                oddities.add("encoding");
                yield leaf.bytes;
            }
        };
    }

    private static boolean holdsNul(byte[] plain) {
        for (int at = 0; at < Math.min(plain.length, LOOKED_AT); at++) {
            if (plain[at] == 0) {
                return true;
            }
        }
        return false;
    }
}
