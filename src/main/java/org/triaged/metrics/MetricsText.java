package org.triaged.metrics;

import java.util.function.ToLongFunction;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Status;

/** How all stands in the text format of Prometheus, version 0.0.4. */
final class MetricsText {

    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(Status status, String version) {
        MetricsText made = new MetricsText();
        made.head(Metric.INFO).sample(Metric.INFO, "version", version, 1);
        made.lists(Metric.POLLED_TIMESTAMP_SECONDS, status, list -> list.lastPoll()
                .map(poll -> poll.getEpochSecond())
                .orElse(0L));
        made.head(Metric.REPLIES_TOTAL);
        for (ReplyState state : ReplyState.values()) {
            made.sample(
                    Metric.REPLIES_TOTAL,
                    "state",
                    state.name(),
                    status.replies().getOrDefault(state, 0));
        }
        made.lists(Metric.REPLIES_WAITING, status, Status.OfList::waiting);
        made.lists(Metric.REPLIES_UNSEEN, status, Status.OfList::unseen);
        made.lists(Metric.REPLIES_HELD, status, Status.OfList::held);
        made.lists(Metric.MAILS_QUARANTINED, status, Status.OfList::quarantined);
        made.one(Metric.MAILS_TO_READ, status.toRead());
        made.one(Metric.SERIES_TO_JUDGE, status.toJudge());
        made.one(Metric.SENT_LAST_HOUR, status.sent().inHour());
        made.one(Metric.SENT_LAST_DAY, status.sent().inDay());
        made.one(Metric.SENDING_HELD, status.brake().isPresent() ? 1 : 0);
        made.one(Metric.NEEDS, status.needs().size());
        made.one(Metric.DATABASE_BYTES, status.space().database());
        made.one(Metric.DISK_FREE_BYTES, status.space().free());
        return made.text.toString();
    }

    private MetricsText head(Metric metric) {
        text.append("# HELP ").append(metric.word()).append(' ').append(metric.help());
        text.append("\n# TYPE ").append(metric.word()).append(" gauge\n");
        return this;
    }

    private void lists(Metric metric, Status status, ToLongFunction<Status.OfList> value) {
        head(metric);
        status.lists().forEach(list -> sample(metric, "list", list.name(), value.applyAsLong(list)));
    }

    private void one(Metric metric, long value) {
        head(metric).text.append(metric.word()).append(' ').append(value).append('\n');
    }

    /** Names of lists and states need no quoting (conf allows letters, digits, '.' and '-'). */
    private void sample(Metric metric, String label, String of, long value) {
        text.append(metric.word()).append('{').append(label).append("=\"").append(of);
        text.append("\"} ").append(value).append('\n');
    }
}
