package org.triaged.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.Envelope;
import org.triaged.mail.HeaderField;

/**
 * The mail server that receives for us, whose word on who sent a mail counts (RFC 8601). Only the topmost
 * Authentication-Results counts, and only where none but our own servers can have written: above the first Received that
 * is not theirs.
 *
 * @param authservId the name it gives itself in that field; empty: nobody's word counts
 * @param receivedBy names of our servers in Received fields, beside that name
 * @param arcSealer domain of the list whose ARC seal counts (RFC 8617); empty: none does
 */
public record Receiver(Optional<String> authservId, Set<String> receivedBy, Optional<String> arcSealer) {

    public static final Receiver NONE = new Receiver(Optional.empty(), Set.of(), Optional.empty());

    private static final Pattern BY = Pattern.compile("(?i)(?:^|\\s)by\\s+([A-Za-z0-9.-]+)");

    private static final Pattern INSTANCE = Pattern.compile("(?i)(?:^|;)\\s*i\\s*=\\s*(\\d{1,2})\\s*(?:;|$)");

    private static final Pattern DOMAIN = Pattern.compile("(?i)(?:^|;)\\s*d\\s*=\\s*([A-Za-z0-9.-]+)\\s*(?:;|$)");

    public Receiver {
        receivedBy = Set.copyOf(receivedBy);
    }

    /**
     * What is known of a mail's From.
     *
     * @param pass a signature of the From's own domain was found good, by the receiver or by the list's seal
     * @param said method, result and domain, or why there is none
     */
    public record Authentication(boolean pass, String said) {}

    public Authentication of(Envelope mail) {
        Optional<String> domain = domain(mail);
        if (authservId.isEmpty()) {
            return failed("no authserv-id is configured");
        }
        if (domain.isEmpty()) {
            return failed("not one From with one address");
        }
        Optional<AuthenticationResults> ours =
                topmost(mail).filter(results -> results.authservId().equalsIgnoreCase(authservId.get()));
        if (ours.isEmpty()) {
            return failed("no Authentication-Results of " + authservId.get() + " above the first foreign Received");
        }
        if (ours.get().signedBy(domain.get())) {
            return new Authentication(true, "dkim=pass header.d=" + domain.get());
        }
        if (ours.get().passes("arc") && sealedAsSigned(mail, domain.get())) {
            return new Authentication(
                    true, "arc=pass of " + arcSealer.orElse("") + ", dkim=pass header.d=" + domain.get());
        }
        return failed("no dkim=pass with header.d=" + domain.get());
    }

    private static Authentication failed(String why) {
        return new Authentication(false, why);
    }

    private static Optional<String> domain(Envelope mail) {
        boolean one = mail.all("From").count() == 1 && mail.people("From").size() == 1;
        return mail.from()
                .email()
                .filter(address -> one && address.indexOf('@') > 0 && address.indexOf('@') == address.lastIndexOf('@'))
                .map(address -> address.substring(address.indexOf('@') + 1));
    }

    private Optional<AuthenticationResults> topmost(Envelope mail) {
        for (HeaderField field : mail.fields()) {
            if (field.name().equalsIgnoreCase("Received") && !isOurs(field.value())) {
                return Optional.empty();
            }
            if (field.name().equalsIgnoreCase("Authentication-Results")) {
                return AuthenticationResults.read(field.value());
            }
        }
        return Optional.empty();
    }

    private boolean isOurs(String received) {
        Matcher by = BY.matcher(AuthenticationResults.withoutComments(received));
        return by.find()
                && (authservId.filter(by.group(1)::equalsIgnoreCase).isPresent()
                        || receivedBy.stream().anyMatch(by.group(1)::equalsIgnoreCase));
    }

    /** The last seal is the list's, and what the list says it saw under that seal is a signature of the domain. */
    private boolean sealedAsSigned(Envelope mail, String domain) {
        TreeSet<Integer> instances = new TreeSet<>();
        mail.all("ARC-Seal").forEach(seal -> instance(seal).ifPresent(instances::add));
        return !instances.isEmpty()
                && arcSealer.isPresent()
                && only(mail, "ARC-Seal", instances.last())
                        .map(DOMAIN::matcher)
                        .filter(seal -> seal.find() && seal.group(1).equalsIgnoreCase(arcSealer.get()))
                        .isPresent()
                && only(mail, "ARC-Authentication-Results", instances.last())
                        .flatMap(field -> AuthenticationResults.read(field.substring(field.indexOf(';') + 1)))
                        .filter(results -> results.signedBy(domain))
                        .isPresent();
    }

    private static Optional<String> only(Envelope mail, String field, int instance) {
        List<String> of = mail.all(field)
                .filter(value ->
                        instance(value).filter(number -> number == instance).isPresent())
                .toList();
        return of.size() == 1 ? Optional.of(of.get(0)) : Optional.empty();
    }

    private static Optional<Integer> instance(String value) {
        Matcher instance = INSTANCE.matcher(value);
        return instance.find() ? Optional.of(Integer.valueOf(instance.group(1))) : Optional.empty();
    }
}
