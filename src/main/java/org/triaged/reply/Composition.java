package org.triaged.reply;

import java.time.Instant;
import java.util.Optional;
import org.triaged.policy.Judgement;
import org.triaged.series.ListFacts;
import org.triaged.series.Series;

/**
 * Everything a reply is made of. Composing twice from the same composition gives the same bytes.
 *
 * @param earlier what was said of the posting before this one; empty where none was judged
 */
public record Composition(
        Series series, Judgement judgement, Optional<Earlier> earlier, ListFacts list, Sender sender, Instant now) {}
