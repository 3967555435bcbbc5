package org.triaged.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Mails, our own two or others, cut, repeated, spliced, flipped and flooded. Seeded, so that a failure comes again. */
public final class Mutations {

    private static final List<byte[]> OWN = List.of(bytes("""
            From: =?UTF-8?q?J=C3=B6rg_D?= =?UTF-8?q?ev?= <jorg@example.org>
            To: "Dev, Ann" <ann@example.org>, list: a@example.org, b@example.org;
            Subject: [PATCH v2 1/3] hw/foo: fix leak
            Date: Mon, 5 Jan 2026 09:00:00 +0000
            Message-ID: <1@example.org>
            In-Reply-To: <0@example.org> (a comment)
            References: <00@example.org>
              <0@example.org>

            From: Ann Dev <ann@example.org>

            Free it.

            Reviewed-by: Very Long Name
            <long@example.org>
            Signed-off-by: Ann Dev <ann@example.org>
            ---
             hw/foo.c | 3 ++-

            diff --git a/hw/foo.c b/hw/foo.c
            index 123..456 100644
            --- a/hw/foo.c
            +++ b/hw/foo.c
            @@ -1,3 +1,4 @@ int f(void)
             a
            -b
            +c
            +d
             e
            --\s
            2.39
            """), bytes("""
            From: Ann Dev via devel <devel@example.org>
            Reply-To: Ann Dev <ann@example.org>
            Subject: Re: [devel] [PATCH 0/3] foo
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b1"

            --b1
            Content-Type: multipart/alternative; boundary=b2

            --b2
            Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes
            Content-Transfer-Encoding: quoted-printable

            Reviewed-by: Bob=20
            <bob@example.org>
            > quoted =C3=A9
            --b2
            Content-Type: text/html

            <b>hello</b>
            --b2--
            --b1
            Content-Type: text/x-patch; name="a.patch"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="a.patch"

            ZGlmZiAtLWdpdCBhL2YgYi9mCi0tLSBhL2YKKysrIGIvZgpAQCAtMSArMSBAQAotYQorYgo=
            --b1--
            _______________________________________________
            devel mailing list
            https://lists.example.org/devel
            """));

    private final Random random;

    private final List<byte[]> mails;

    public Mutations(long seed) {
        this(seed, OWN);
    }

    public Mutations(long seed, List<byte[]> mails) {
        this.random = new Random(seed);
        this.mails = List.copyOf(mails);
    }

    public byte[] next() {
        return like(random.nextInt(mails.size()));
    }

    /** Of mails that follow each other, as those of a thread do. */
    public List<byte[]> next(int count) {
        int first = random.nextInt(mails.size());
        return IntStream.range(first, first + count)
                .mapToObj(at -> like(at % mails.size()))
                .toList();
    }

    private byte[] like(int index) {
        byte[] mail = mails.get(index);
        for (int times = random.nextInt(4); times >= 0; times--) {
            mail = mutated(mail, random);
        }
        return mail;
    }

    /** Bytes that are no mail at all. */
    public byte[] noise() {
        byte[] noise = new byte[random.nextInt(3_000)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] mutated(byte[] mail, Random random) {
        int from = random.nextInt(mail.length + 1);
        int to = from + random.nextInt(mail.length + 1 - from);
        byte[] piece = Arrays.copyOfRange(mail, from, Math.min(to, from + 200));
        return switch (random.nextInt(8)) {
            case 0 -> joined(Arrays.copyOf(mail, from), Arrays.copyOfRange(mail, from + piece.length, mail.length));
            case 1 -> joined(Arrays.copyOf(mail, to), piece, Arrays.copyOfRange(mail, to, mail.length));
            case 2 -> joined(Arrays.copyOf(mail, from), piece, piece, piece);
            case 3 -> joined(piece, mail);
            case 4 -> joined(Arrays.copyOfRange(mail, from, mail.length), Arrays.copyOf(mail, from));
            case 5 -> flipped(mail, random);
            case 6 -> lying(mail, random);
            default -> Flood.ALL.get(random.nextInt(Flood.ALL.size())).into(mail, 16 << random.nextInt(10), random);
        };
    }

    private static byte[] flipped(byte[] mail, Random random) {
        byte[] flipped = mail.clone();
        for (int times = random.nextInt(10); times >= 0 && flipped.length > 0; times--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    /** One number, of a hunk, a part or a date, is another. */
    private static byte[] lying(byte[] mail, Random random) {
        int at = random.nextInt(mail.length + 1);
        while (at < mail.length && (mail[at] < '0' || mail[at] > '9')) {
            at++;
        }
        byte[] number = bytes(Integer.toString(random.nextInt(1 << random.nextInt(31))));
        return at == mail.length
                ? mail
                : joined(Arrays.copyOf(mail, at), number, Arrays.copyOfRange(mail, at + 1, mail.length));
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
