package org.triaged.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.MessageId;

/** Sorts the mails that give trailers by the posting they speak of. */
final class GivenTrailers {

    private final Vouching vouching;
    private final Map<MessageId, List<HarvestRows.Given>> byHead = new HashMap<>();

    /** Mails in canonical order. */
    GivenTrailers(List<ListMail> mails, Answered answered, Vouching vouching) {
        this.vouching = vouching;
        for (ListMail mail : mails) {
            boolean gives = mail.kind() == Kind.REPLY || mail.kind() == Kind.COVER;
            boolean anything =
                    !mail.trailers().isEmpty() || !mail.details().passedOver().isEmpty();
            if (gives && anything) {
                Optional<Answered.Spot> own = answered.by(mail);
                own.ifPresent(spot -> keep(mail, spot, false));
                if (mail.kind() == Kind.COVER) {
                    answered.above(mail)
                            .filter(above -> own.filter(spot -> spot.head().equals(above.head()))
                                    .isEmpty())
                            .ifPresent(above -> keep(mail, above, true));
                }
            }
        }
    }

    private void keep(ListMail mail, Answered.Spot spot, boolean ofAnother) {
        byHead.computeIfAbsent(spot.head(), head -> new ArrayList<>())
                .add(new HarvestRows.Given(mail, spot, ofAnother));
    }

    HarvestRows.Found to(Posting posting) {
        return Optional.ofNullable(byHead.get(posting.head().id()))
                .map(given -> HarvestRows.of(posting, given, vouching))
                .orElse(HarvestRows.Found.NOTHING);
    }
}
