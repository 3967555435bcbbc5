package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;

/**
 * The ids of our mails, derived from what they answer and a secret key. Derived, so that a database that forgot a mail
 * gives the next one the same id; keyed, so that a stranger cannot post our id first and so silence us.
 */
public final class ReplyIds {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private static final Pattern BOUNCE = Pattern.compile("bounce\\+(T-[a-z2-7]{10})\\.([a-z2-7]{6})@[^@]{1,250}");

    private static final Pattern REPORT = Pattern.compile("T-[a-z2-7]{10}");

    private final byte[] key;

    public ReplyIds(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("the id key has " + key.length + " bytes, not 32");
        }
        this.key = key.clone();
    }

    /** @param token 26 characters of Base32 */
    record Ids(String token, String report, String bounceTag) {

        MessageId messageId(String host) {
            return new MessageId("triaged1." + token + "@" + host);
        }

        MessageId adminMessageId(String host) {
            return new MessageId("triaged-admin1." + token + "@" + host);
        }

        String bounceAddress(String host) {
            return "bounce+" + report + "." + bounceTag + "@" + host;
        }
    }

    Ids of(String listId, MessageId root, int version) {
        return of(listId, root, version, false);
    }

    /** @param shadow of the copy that admins get of a mail that is not sent */
    Ids of(String listId, MessageId root, int version, boolean shadow) {
        byte[] mac = mac("triaged-mid-1", listId, root.value(), "v" + version, shadow ? "shadow" : "reply");
        String token = base32(Arrays.copyOf(mac, 16)).substring(0, 26);
        String report = "T-" + token.substring(0, 10);
        return new Ids(token, report, tag(report));
    }

    /** Of a mail to admins. Its bounce address names no report, so nothing follows from what comes back to it. */
    Ids ofAdminMail(String about) {
        String token = base32(Arrays.copyOf(mac("triaged-admin-1", about), 16)).substring(0, 26);
        String name = "A-" + token.substring(0, 10);
        return new Ids(token, name, tag(name));
    }

    /** The report whose bounces come to that address; empty when the address is not one that we made. */
    public Optional<String> bounced(String address) {
        Matcher bounce = BOUNCE.matcher(address);
        return bounce.matches() && tag(bounce.group(1)).equals(bounce.group(2))
                ? Optional.of(bounce.group(1))
                : Optional.empty();
    }

    private String tag(String report) {
        return base32(mac("triaged-verp-1", report)).substring(0, 6);
    }

    static boolean isReport(String text) {
        return REPORT.matcher(text).matches();
    }

    /** Tells one key from another without giving it away. */
    public String fingerprint() {
        return Sha256.hex(key).substring(0, 16);
    }

    private byte[] mac(String... fields) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            return hmac.doFinal(String.join("\0", fields).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** RFC 4648, 6, in lower case and without padding. */
    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte octet : bytes) {
            held = held << 8 | octet & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << 5 - bits & 31));
        }
        return text.toString();
    }
}
