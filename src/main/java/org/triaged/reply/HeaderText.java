package org.triaged.reply;

/** Free text of one header value: at most 200 visible code points on one line, so it can start no other header. */
public record HeaderText(String value) {

    static final int LONGEST = 200;

    public HeaderText {
        if (value.codePointCount(0, value.length()) > LONGEST
                || !value.codePoints().allMatch(c -> c == ' ' || PlainText.isVisible(c) && !Character.isSpaceChar(c))) {
            throw new IllegalArgumentException("not the text of one header");
        }
    }

    /** What is left of a stranger's text. */
    static HeaderText of(String text) {
        return new HeaderText(PlainText.of(text, LONGEST));
    }
}
