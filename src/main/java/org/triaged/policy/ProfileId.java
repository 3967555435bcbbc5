package org.triaged.policy;

import java.util.regex.Pattern;

/** The name of a profile, {@code project/version}; equals the path of its file without {@code .yaml}. */
public record ProfileId(String value) implements Comparable<ProfileId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]*/[a-z0-9][a-z0-9.-]*");

    public ProfileId {
        if (value.length() > 80 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a profile: '" + value + "' (PROJECT/VERSION)");
        }
    }

    public String project() {
        return value.substring(0, value.indexOf('/'));
    }

    public String version() {
        return value.substring(value.indexOf('/') + 1);
    }

    @Override
    public int compareTo(ProfileId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
