package org.triaged.config;

import java.nio.file.Path;
import java.util.Optional;
import org.triaged.triage.WatchedList;

/**
 * Where the mail of a list lies: in a folder of an account, or in a Maildir on this machine.
 *
 * @param account its name, or {@link WatchedList#MAILDIR}
 * @param polled false for a Maildir that is import only
 */
record MailPlace(String account, String folder, boolean polled) {

    /** RFC 3501 5.1: INBOX is the same folder however it is written, and no other name is. */
    private boolean isOneWith(Config.BouncePlace bounces) {
        boolean sameFolder = folder.equalsIgnoreCase("INBOX")
                ? bounces.folder().equalsIgnoreCase("INBOX")
                : folder.equals(bounces.folder());
        return sameFolder && account.equals(bounces.account());
    }

    /** Reads {@code account}, {@code folder} and {@code live} of a list file. */
    record Reader(Path confFolder, Optional<DaemonFile> daemon) {

        MailPlace of(Section top) {
            boolean live = top.value("live", Form.BOOLEAN, false);
            if (!top.has("account")) {
                return new MailPlace(WatchedList.MAILDIR, maildir(top), live);
            }
            if (live) {
                top.mistake(
                        "live", "is for a Maildir, which has no account; the folder of an account is always polled");
            }
            MailPlace place = new MailPlace(
                    top.maybe("account", account()).orElse(""), top.value("folder", Form.LINE, "INBOX"), true);
            if (daemon.flatMap(DaemonFile::bounces).filter(place::isOneWith).isPresent()) {
                top.mistake(
                        "folder",
                        "'" + place.folder() + "' of '" + place.account()
                                + "' is the folder of bounces in triaged.yaml; a list needs one of its own");
            }
            return place;
        }

        private String maildir(Section top) {
            Form<String> path = Form.LINE
                    .only(text -> text.contains("/"))
                    .called(
                            "the path of a Maildir, with a '/' in it; for a folder of an account name that 'account', too");
            return top.required("folder", path)
                    .flatMap(Form.pathIn(confFolder).reader())
                    .map(Path::toString)
                    .orElse("");
        }

        private Form<String> account() {
            return daemon.map(file -> Form.oneOf(
                            "an account under 'imap' of triaged.yaml",
                            file.imap().keySet()))
                    .orElse(Form.NAME);
        }
    }
}
