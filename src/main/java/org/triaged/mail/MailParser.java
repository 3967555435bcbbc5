package org.triaged.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** Bytes to a mail, or to a named damage: whatever the bytes are, a value comes back. */
public final class MailParser {

    /** Mime4J's own limits refuse plausible mail, such as a long Cc; ours apply. */
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    private final byte[] raw;
    private final byte[] view;
    private final Instant arrival;
    private final Limits limits;
    private final Budget budget;
    private final Set<String> oddities = new TreeSet<>();
    private final BoundedFields fields;
    private final HeaderBlock header;
    private final TextWalk text;
    private PartHeader part = new PartHeader();
    private boolean outermost = true;
    private int depth;
    private int parts;

    private MailParser(byte[] raw, Instant arrival, Limits limits, Budget budget) {
        this.raw = raw;
        this.view = MailBytes.linesOf(raw, raw.length > limits.rawSize() ? limits.headOfTooLarge() : raw.length);
        this.arrival = arrival;
        this.limits = limits;
        this.budget = budget;
        this.fields = new BoundedFields(limits.contentFieldBytes());
        this.header = new HeaderBlock(limits, oddities);
        this.text = new TextWalk(limits, oddities);
    }

    public static ParseResult parse(byte[] raw, Instant arrival, Limits limits, Budget budget) {
        return new MailParser(raw, arrival, limits, budget).result();
    }

    private ParseResult result() {
        if (raw.length == 0) {
            return damaged("empty");
        }
        try {
            walk();
            if (raw.length > limits.rawSize()) {
                return damaged("too-large");
            }
            List<TextPart> readable = text.parts();
            header.noteAbsences();
            Envelope envelope = envelope();
            return new ParseResult.Parsed(new ParsedMail(envelope, readable, text.unread(), oddities));
        } catch (Refused e) {
            return damaged(e.getMessage());
        } catch (Exception | StackOverflowError e) { // the one door: Mime4J may stumble over anything
            return damaged("unreadable:" + e.getClass().getSimpleName());
        }
    }

    private ParseResult damaged(String reason) {
        return new ParseResult.Damaged(reason, envelope());
    }

    private Envelope envelope() {
        return header.envelope(view, arrival, Sha256.hex(raw));
    }

    private void walk() throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, DecodeMonitor.SILENT, fields, null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new MailBytes(view, budget));
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            step(state, tokens);
        }
        if (header.isEmpty()) {
            throw new Refused("no-header");
        }
    }

    private void step(EntityState state, MimeTokenStream tokens) throws IOException {
        switch (state) {
            case T_FIELD -> field(tokens.getField());
            case T_END_HEADER -> outermost = false;
            case T_START_MULTIPART -> {
                if (++depth > limits.nesting()) {
                    throw new Refused("too-deep");
                }
            }
            case T_END_MULTIPART -> depth--;
            case T_START_BODYPART -> {
                part = new PartHeader();
                if (++parts > limits.parts()) {
                    throw new Refused("too-many-parts");
                }
            }
            case T_BODY -> body(tokens.getInputStream());
            case T_START_MESSAGE,
                    T_END_MESSAGE,
                    T_RAW_ENTITY,
                    T_START_HEADER,
                    T_END_BODYPART,
                    T_PREAMBLE,
                    T_EPILOGUE,
                    T_END_OF_STREAM -> {}
        }
    }

    private void field(Field field) throws Refused {
        if (outermost) {
            header.add(field.getName(), field.getRaw().toByteArray(), fields.length());
        }
        if (PartHeader.reads(field.getName())) {
            String body = field.getBody();
            part.add(field.getName(), body.substring(0, Math.min(body.length(), limits.fieldChars())));
        }
    }

    private void body(InputStream content) throws IOException {
        if (text.wants(part)) {
            text.take(part, content.readAllBytes());
        }
    }
}
