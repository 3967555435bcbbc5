package org.triaged.reply;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.triaged.policy.Judgement;
import org.triaged.series.ListFacts;
import org.triaged.series.Series;

/**
 * Everything a reply is made of. Composing twice from the same composition gives the same bytes.
 *
 * @param earlier what was said of the posting before this one; empty where none was judged
 * @param copies who gets one beside author and list
 * @param shadow for the admins alone: the same words, and no list anywhere
 * @param listAlone the author wants no copy
 */
public record Composition(
        Series series,
        Judgement judgement,
        Optional<Earlier> earlier,
        ListFacts list,
        Sender sender,
        Instant now,
        Copies copies,
        boolean shadow,
        boolean listAlone) {

    /** For the thread. */
    public Composition(
            Series series, Judgement judgement, Optional<Earlier> earlier, ListFacts list, Sender sender, Instant now) {
        this(series, judgement, earlier, list, sender, now, Copies.NONE, false, false);
    }

    /** The same, with copies for others. */
    public Composition copying(Copies others) {
        return new Composition(series, judgement, earlier, list, sender, now, others, shadow, listAlone);
    }

    /** The same, naming nobody who wants no mail: no maintainer, and not the author. */
    public Composition sparing(Predicate<MailAddress> unwanted) {
        boolean author = Composer.author(series).filter(unwanted).isPresent();
        return new Composition(
                series,
                judgement,
                earlier,
                list,
                sender,
                now,
                copies.sparing(series, unwanted),
                shadow,
                listAlone || author);
    }

    /** The same, for the admins. */
    public Composition inShadow() {
        return new Composition(series, judgement, earlier, list, sender, now, copies, true, listAlone);
    }

    ReplyIds.Ids ids() {
        return sender.ids().of(list.listId(), series.root(), series.version(), shadow);
    }
}
