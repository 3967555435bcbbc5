package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A sign-off has the form that git writes, {@code Signed-off-by: Name <mail>}, or tools do not find it. */
public final class MalformedSignOff implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-malformed");

    private static final Pattern FORM = Pattern.compile("Signed-off-by: .*<[^<>@\\s]+@[^<>\\s]+>.*");

    /** What a mail program made of a good line: an encoded word, or bytes of quoted-printable. */
    private static final Pattern RESIDUE = Pattern.compile("=\\?|=[0-9A-F]{2}");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> SignOffs.lines(mail).stream()
                .map(String::strip)
                .filter(line ->
                        !FORM.matcher(line).matches() && !RESIDUE.matcher(line).find())
                .findFirst());
    }
}
