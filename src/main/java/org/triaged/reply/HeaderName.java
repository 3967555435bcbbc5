package org.triaged.reply;

/** The header set of our mails: exactly these, in this order. Nothing else is ever emitted. */
enum HeaderName {
    DATE("Date"),
    FROM("From"),
    TO("To"),
    CC("Cc"),
    REPLY_TO("Reply-To"),
    SUBJECT("Subject"),
    MESSAGE_ID("Message-ID"),
    IN_REPLY_TO("In-Reply-To"),
    REFERENCES("References"),
    MIME_VERSION("MIME-Version"),
    CONTENT_TYPE("Content-Type"),
    CONTENT_TRANSFER_ENCODING("Content-Transfer-Encoding"),
    AUTO_SUBMITTED("Auto-Submitted"),
    PRECEDENCE("Precedence"),
    X_AUTO_RESPONSE_SUPPRESS("X-Auto-Response-Suppress"),
    X_LOOP("X-Loop"),
    X_TRIAGED_VERSION("X-Triaged-Version"),
    X_TRIAGED_REPORT("X-Triaged-Report"),
    X_TRIAGED_SERIES("X-Triaged-Series"),
    X_TRIAGED_REROLL("X-Triaged-Reroll"),
    X_TRIAGED_RESULT("X-Triaged-Result"),
    X_TRIAGED_FINDINGS("X-Triaged-Findings"),
    X_TRIAGED_POLICY("X-Triaged-Policy");

    private final String spelling;

    HeaderName(String spelling) {
        this.spelling = spelling;
    }

    String spelling() {
        return spelling;
    }
}
