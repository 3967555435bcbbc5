package org.triaged.series;

/** How wide text stands on a screen: in columns, none for marks that combine, two for wide letters (UAX 11, by block). */
public final class DisplayWidth {

    private DisplayWidth() {}

    public static int of(CharSequence text) {
        int columns = 0;
        for (int at = 0; at < text.length(); at++) {
            int c = Character.codePointAt(text, at);
            columns += c < 0x7f ? 1 : of(c);
            at += Character.charCount(c) - 1;
        }
        return columns;
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
