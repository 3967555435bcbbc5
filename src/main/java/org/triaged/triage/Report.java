package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened on the lists in some time, in figures: of each topic one table. No name of a person and no word of a mail
 * is in it.
 *
 * @param until when it was asked for
 * @param list that one alone; empty: all
 */
public record Report(Instant from, Instant until, Optional<String> list, Map<Topic, Table> tables) {

    public Report {
        tables = Map.copyOf(tables);
    }

    /** In the order in which they are told. Weeks begin on Monday, and days and months are those of UTC. */
    public enum Topic {
        LISTS("list", "Lists", "Series for the list's own tree, each as its newest judgement has it."),
        WEEKS(
                "week",
                "Series and findings a week",
                "By the date that chose their policy. May be told: with a finding of a rule that may speak in"
                        + " public."),
        RULES(
                "rule",
                "Findings by rule",
                "In how many series each rule found something, and how often it may be told."),
        REPLY_TIMES(
                "reply-time",
                "From arrival to reply",
                "Minutes from the arrival of the mail that is answered to the last try to send, of replies that left."),
        REROLLS(
                "reroll",
                "Rerolls that settled",
                "Of the replies that left: how many were followed by a newer version, and how many of those no longer have"
                        + " any finding of a rule that was told."),
        DECLARATIONS(
                "declaration",
                "AI declarations a month",
                "Series in which an AI tool is declared, among those in which any rule about AI tools found something."),
        EXCEPTIONS(
                "exception", "Exceptions claimed and what became of them", "Each claim once, by its newest outcome."),
        PRECISION(
                "precision",
                "Precision of each rule",
                "Findings that stand in a reply, and what admins set aside of them; percent right counts false positives"
                        + " as wrong. From the first of the month on."),
        REPLIES("reply", "Replies by state", "Our mails that were composed in this time, as they stand now.");

        private final String word;
        private final String title;
        private final String meaning;

        Topic(String word, String title, String meaning) {
            this.word = word;
            this.title = title;
            this.meaning = meaning;
        }

        /** As programs read it. */
        public String word() {
            return word;
        }

        public String title() {
            return title;
        }

        /** What is counted, in a sentence or two. */
        public String meaning() {
            return meaning;
        }
    }

    /** @param rows values as text, one a column; empty for NULL */
    public record Table(List<Answer.Column> columns, List<List<Optional<String>>> rows) {

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    public Table table(Topic topic) {
        return Optional.ofNullable(tables.get(topic)).orElseThrow();
    }
}
