package org.triaged.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Policies;
import org.triaged.triage.Caps;
import org.triaged.triage.Digest;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Schedule;
import org.triaged.triage.WatchedList;

/**
 * All of conf, checked. What it names was there when it was read; password, certificate and key files were not opened.
 *
 * @param dataFolder absolute
 * @param imap accounts by their name in conf
 * @param ownAddress ours; its host stands in the Message-ID of every reply
 * @param owner whom people write to about the daemon
 * @param admins who are mailed what is for admins; the owner when conf names nobody
 * @param toAdmins which other mail they get
 * @param keyFile empty: the key lies in the data folder
 * @param controlSocket where admins reach the running daemon
 * @param controlGroup may use that socket beside the daemon's user
 * @param lists sorted by name
 * @param bounces empty: nobody reads what comes back to our envelope sender
 * @param metrics where monitors are answered; empty: nowhere
 */
public record Config(
        Path confFolder,
        Path dataFolder,
        Schedule schedule,
        Map<String, MailAccount> imap,
        MailAccount smtp,
        String ownAddress,
        String owner,
        List<String> admins,
        ToAdmins toAdmins,
        Optional<Path> keyFile,
        Caps caps,
        Path controlSocket,
        Optional<String> controlGroup,
        Policies policies,
        List<WatchedList> lists,
        Optional<BouncePlace> bounces,
        Optional<MetricsPlace> metrics) {

    /** @param address of loopback, in digits */
    public record MetricsPlace(String address, int port) {}

    /** Where bounces lie. @param account a name under imap */
    public record BouncePlace(String account, String folder) {}

    /**
     * What admins are mailed of alerts and digests.
     *
     * @param mailed false: conf names no admins, and neither is sent
     * @param account that sends them; empty: the one that sends replies
     */
    public record ToAdmins(boolean mailed, Digest.Every digest, Optional<MailAccount> account) {}

    public Config {
        imap = Map.copyOf(imap);
        lists = List.copyOf(lists);
        admins = List.copyOf(admins);
    }
}
