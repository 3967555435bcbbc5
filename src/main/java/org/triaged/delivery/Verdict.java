package org.triaged.delivery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triaged.delivery.Dialogue.Exchange;
import org.triaged.delivery.Dialogue.Reply;
import org.triaged.delivery.Dialogue.Step;
import org.triaged.triage.Postman.Answer;
import org.triaged.triage.Postman.Kind;

/**
 * What a dialogue means for the mail. Only a reply with a code at the step that decides is an answer; whatever else
 * happened is ambiguous, even where the mail cannot have left.
 */
final class Verdict {

    private static final int LONGEST = 1_000;

    private Verdict() {}

    /**
     * @param recipients how many; the last is the list
     * @param fault what the library said, for an answer the server did not give
     */
    static Answer of(List<Exchange> exchanges, int recipients, String fault) {
        Optional<Exchange> dot = last(exchanges, Step.DOT);
        Optional<Exchange> data = last(exchanges, Step.DATA);
        if (dot.isPresent()) {
            return afterTheDot(dot.get(), fault);
        }
        if (data.isPresent()) {
            return refusal(data.get(), fault);
        }
        List<Exchange> rcpt =
                exchanges.stream().filter(e -> e.step() == Step.RCPT).toList();
        if (!rcpt.isEmpty()) {
            return recipients(rcpt, recipients, fault);
        }
        return last(exchanges, Step.MAIL).map(mail -> refusal(mail, fault)).orElseGet(() -> ambiguous(fault));
    }

    private static Answer afterTheDot(Exchange dot, String fault) {
        if (dot.answered(250, 250)) {
            return answer(Kind.SENT, dot, fault);
        }
        // 421: the server shuts down, with or without the mail.
        return dot.answered(421, 421) ? answer(Kind.AMBIGUOUS, dot, fault) : refusal(dot, fault);
    }

    private static Answer recipients(List<Exchange> rcpt, int recipients, String fault) {
        if (rcpt.size() < recipients || rcpt.get(recipients - 1).reply().isEmpty()) {
            // A server that announced its shutdown to the author's address says no more about the list's.
            return first(rcpt, 421, 421)
                    .map(bye -> answer(Kind.DEFERRED, bye, fault))
                    .orElseGet(() -> ambiguous(fault));
        }
        Exchange list = rcpt.get(recipients - 1);
        if (!list.answered(200, 299)) {
            Answer answer = refusal(list, fault);
            return new Answer(
                    answer.kind(),
                    answer.code(),
                    answer.said(),
                    answer.kind() == Kind.REFUSED ? refused(rcpt) : Set.of());
        }
        return first(rcpt, 500, 599)
                .map(author -> answer(Kind.AUTHOR_REFUSED, author, fault))
                .map(answer -> new Answer(answer.kind(), answer.code(), answer.said(), refused(rcpt)))
                .or(() -> first(rcpt, 400, 499).map(author -> answer(Kind.DEFERRED, author, fault)))
                .orElseGet(() -> ambiguous(fault));
    }

    private static Set<Integer> refused(List<Exchange> rcpt) {
        return IntStream.range(0, rcpt.size())
                .filter(place -> rcpt.get(place).answered(500, 599))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Answer refusal(Exchange exchange, String fault) {
        if (exchange.answered(400, 499)) {
            return answer(Kind.DEFERRED, exchange, fault);
        }
        return exchange.answered(500, 599) ? answer(Kind.REFUSED, exchange, fault) : ambiguous(fault);
    }

    private static Answer answer(Kind kind, Exchange exchange, String fault) {
        return exchange.reply()
                .map(reply -> new Answer(kind, Optional.of(reply.code()), line(reply)))
                .orElseGet(() -> ambiguous(fault));
    }

    private static Answer ambiguous(String fault) {
        return new Answer(Kind.AMBIGUOUS, Optional.empty(), fault);
    }

    private static String line(Reply reply) {
        String said = reply.line().strip();
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST);
    }

    private static Optional<Exchange> last(List<Exchange> exchanges, Step step) {
        return exchanges.stream().filter(e -> e.step() == step).reduce((before, after) -> after);
    }

    private static Optional<Exchange> first(List<Exchange> exchanges, int from, int to) {
        return exchanges.stream().filter(e -> e.answered(from, to)).findFirst();
    }
}
