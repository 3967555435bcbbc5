package org.triaged.reply;

import java.time.Instant;
import org.triaged.policy.Judgement;
import org.triaged.series.ListFacts;
import org.triaged.series.Series;

/** Everything a reply is made of. Composing twice from the same composition gives the same bytes. */
public record Composition(Series series, Judgement judgement, ListFacts list, Sender sender, Instant now) {}
