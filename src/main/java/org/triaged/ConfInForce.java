package org.triaged;

import java.util.ArrayList;
import java.util.List;
import org.triaged.config.ConfDigest;
import org.triaged.config.Config;
import org.triaged.policy.Policies.Following;
import org.triaged.triage.InForce;
import org.triaged.triage.InForce.Kind;
import org.triaged.triage.WatchedList;

/** What a conf and a key come to, in the words that the audit compares. */
final class ConfInForce {

    private ConfInForce() {}

    /** @param fingerprint of the key of our Message-IDs */
    static List<InForce> of(Config config, String fingerprint) {
        List<InForce> facts = new ArrayList<>();
        facts.add(new InForce(Kind.CONF, "", "", ConfDigest.of(config.confFolder())));
        facts.add(new InForce(Kind.KEY, "", "", fingerprint));
        config.policies().profiles().values().stream()
                .map(profile -> new InForce(Kind.PROFILE, "", profile.id().value(), profile.hash()))
                .sorted((one, other) -> one.object().compareTo(other.object()))
                .forEach(facts::add);
        config.lists().forEach(list -> addAll(list, facts));
        return facts;
    }

    private static void addAll(WatchedList list, List<InForce> facts) {
        facts.add(new InForce(Kind.POLICY, list.name(), "", words(list.terms().following())));
        list.terms().weights().entrySet().stream()
                .map(line -> new InForce(
                        Kind.WEIGHT,
                        list.name(),
                        line.getKey().value(),
                        line.getValue().word()))
                .sorted((one, other) -> one.object().compareTo(other.object()))
                .forEach(facts::add);
    }

    private static String words(Following following) {
        if (following instanceof Following.Pin pin) {
            return "pin " + pin.profile().value();
        }
        Following.Timeline timeline = (Following.Timeline) following;
        return "timeline of " + timeline.project() + ", before it "
                + timeline.beforeFirst().value();
    }
}
