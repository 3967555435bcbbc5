package org.triaged.store;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Claim;
import org.triaged.policy.GivenTag;
import org.triaged.policy.Judgement;
import org.triaged.triage.SeriesBook.Verdict;

/**
 * Tables {@code exception_claim}, {@code exception_reliance}, {@code exception_confirmation} and {@code given_tag}: that an
 * exception was claimed, relied on, confirmed, and who gave tags to what disclosed a tool. Rows are added, none is changed.
 */
final class ClaimRecord {

    private static final String CLAIM = """
            INSERT INTO exception_claim (judgement, place, message_id, line, form, granter_name, granter_address,
                                         named_exception, granter_is_author, granter_is_sender, granter_is_maintainer,
                                         maintainer_sections, maintainers_sha256, confirming_id, authentication, outcome,
                                         note, profile, follows_judgement, follows_place, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String OLDER = """
            SELECT MAX(place)
              FROM exception_claim
             WHERE judgement = ? AND message_id = ? AND line = ?
            """;

    private static final String RELIED_ON = """
            INSERT INTO exception_reliance (judgement, place, message_id, recorded_at)
            VALUES (?, ?, ?, ?)
            """;

    private static final String CONFIRMED = """
            INSERT INTO exception_confirmation (judgement, place, message_id, line, authentication, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String TAG = """
            INSERT INTO given_tag (series, message_id, posting, trailer_key, line, person_name, person_address,
                                   sender_is_person, is_maintainer, maintainer_sections, is_author, given_at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String KNOWN_TAG = """
            SELECT 1
              FROM given_tag
             WHERE series = ? AND message_id = ? AND posting = ? AND line = ?
            """;

    private final Sql sql;
    private final Verdict verdict;
    private final Judgement judgement;

    ClaimRecord(Sql sql, Verdict verdict, Judgement judgement) {
        this.sql = sql;
        this.verdict = verdict;
        this.judgement = judgement;
    }

    /** @param older the judgement that this one supersedes */
    void keep(long id, Optional<Long> older) {
        List<Claim> claims = judgement.claims();
        for (int place = 0; place < claims.size(); place++) {
            Claim claim = claims.get(place);
            claimed(id, place, claim, older);
            if (claim.reliedOn()) {
                sql.update(RELIED_ON, id, place, claim.mail().value(), verdict.at());
                audit("claim-relied-on", claim, Optional.empty());
            }
            if (claim.confirmed()) {
                confirmed(id, place, claim, claim.confirmation().orElseThrow());
            }
        }
    }

    /** What people gave is the same under every profile, so it is kept once. */
    void keepTags() {
        judgement.tags().stream().filter(tag -> !isKnown(tag)).forEach(this::given);
    }

    private boolean isKnown(GivenTag tag) {
        return sql.exists(
                KNOWN_TAG, verdict.series(), tag.mail().value(), tag.posting().value(), tag.line());
    }

    private void claimed(long id, int place, Claim claim, Optional<Long> older) {
        Optional<Integer> follows = older.flatMap(before -> sql.one(
                        OLDER, Sql.Row::maybeFirstNumber, before, claim.mail().value(), claim.line())
                .flatMap(found -> found)
                .map(Long::intValue));
        sql.update(
                CLAIM,
                id,
                place,
                claim.mail().value(),
                claim.line(),
                claim.form().word(),
                claim.granter(),
                claim.granterAddress(),
                claim.exception(),
                claim.granterIsAuthor(),
                claim.granterIsSender(),
                claim.maintainer().word(),
                String.join("; ", claim.maintainer().sections()),
                judgement.maintainersHash(),
                claim.confirmation().map(own -> own.mail().value()),
                claim.confirmation().map(own -> own.authentication().said()),
                claim.outcome().word(),
                claim.note(),
                judgement.profile().id().value(),
                follows.isPresent() ? older : Optional.empty(),
                follows,
                verdict.at());
        audit("claim-recorded", claim, Optional.empty());
    }

    private void confirmed(long id, int place, Claim claim, Claim.Confirmation own) {
        sql.update(
                CONFIRMED,
                id,
                place,
                own.mail().value(),
                own.line(),
                own.authentication().said(),
                verdict.at());
        audit("claim-confirmed", claim, Optional.of(own.mail()));
    }

    private void given(GivenTag tag) {
        sql.update(
                TAG,
                verdict.series(),
                tag.mail().value(),
                tag.posting().value(),
                tag.key(),
                tag.line(),
                tag.person().name(),
                tag.person().email(),
                tag.senderIsPerson(),
                tag.maintainer().word(),
                String.join("; ", tag.maintainer().sections()),
                tag.isAuthor(),
                tag.at(),
                verdict.at());
    }

    private void audit(String action, Claim claim, Optional<MessageId> proof) {
        AuditChain.append(
                sql,
                AuditEntry.of(verdict.at(), action, "mail", claim.mail().value())
                        .on(verdict.list())
                        .judgedBy(
                                judgement.profile().id().value(),
                                judgement.profile().hash(),
                                judgement.inputHash())
                        .because(claim.outcome().word())
                        .provenBy(proof)
                        .saying(claim.line()));
    }
}
