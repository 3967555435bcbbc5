package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Limits;
import org.triaged.policy.Policies;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.store.TestStore;
import org.triaged.triage.ChangedProfiles;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Events;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.Mailbox;
import org.triaged.triage.SendJournal;
import org.triaged.triage.StopRequest;
import org.triaged.triage.Triage;
import org.triaged.triage.WatchedList;

/** Claims, answers and profiles in the shadow, from the mails to the questions an admin asks of the database. */
class ExceptionAuditTest {

    private static final Path CASES = Path.of("src/test/golden");
    private static final ProfileId RFC = new ProfileId("qemu/2025-09-rfc");
    private static final Instant POSTED = Instant.parse("2026-01-12T10:15:30Z");
    private static final Instant ANSWERED = Instant.parse("2026-01-12T14:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-12T15:00:00Z");

    @TempDir
    private Path folder;

    private Config config;
    private TestStore store;
    private WatchedList list;
    private Mailbox mailbox;
    private long uid = 1;

    @BeforeEach
    void open() {
        Path conf = new GoldenConf(folder.resolve("conf")).named("devel-with-maintainers");
        config = ConfigLoader.load(conf, Optional.empty());
        store = TestStore.in(folder.resolve("data"));
        WatchedList devel = config.lists().get(0).following(new Policies.Following.Pin(RFC));
        list = shadowed(devel, "qemu/2025-09-exceptions", "generic/dco");
        mailbox = store.ledger().open(list, 1, 1, Instant.EPOCH);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLaterConfirmationIsANewRowThatPointsToTheOldOne() throws IOException {
        arrive("ai-exception-unconfirmed/nearly-by-bobs-own-answer/1.eml", POSTED);
        triage(ANSWERED.minusSeconds(1));
        List<String> before = judgements();
        assertThat(before)
                .containsExactly(
                        "1 qemu/2025-09-rfc first ", "2 qemu/2025-09-exceptions shadow ", "3 generic/dco shadow ");
        assertThat(claims())
                .containsExactly(
                        "1 unconfirmed yes Frob network device  ",
                        "2 unsupported yes Frob network device  ",
                        "3 stored yes Frob network device  ");
        List<String> findings = store.rows("SELECT * FROM finding ORDER BY judgement, place");

        arrive("ai-exception-unconfirmed/nearly-by-bobs-own-answer/2.eml", ANSWERED);
        triage(LATER);

        assertThat(judgements())
                .startsWith(before.toArray(String[]::new))
                .endsWith(
                        "4 qemu/2025-09-rfc re-evaluation 1",
                        "5 qemu/2025-09-exceptions shadow 2",
                        "6 generic/dco shadow 3");
        assertThat(claims())
                .hasSize(6)
                .contains(
                        "1 unconfirmed yes Frob network device  ",
                        "4 confirmed yes Frob network device 1 answer-bob@example.org");
        assertThat(store.rows("SELECT * FROM finding WHERE judgement < 4 ORDER BY judgement, place"))
                .isEqualTo(findings);
        assertThat(store.rows("SELECT judgement FROM exception_reliance")).containsExactly("4");
        assertThat(store.rows("SELECT judgement, message_id FROM exception_confirmation ORDER BY judgement"))
                .containsExactly("4 answer-bob@example.org", "5 answer-bob@example.org", "6 answer-bob@example.org");
        assertThat(store.rows("SELECT rule, severity FROM findings WHERE newest ORDER BY rule"))
                .containsExactly("ai-declared info", "ai-vendor-trailer warning");
        assertThat(store.rows("SELECT DISTINCT action FROM audit WHERE action LIKE 'claim-%' ORDER BY action"))
                .containsExactly("claim-confirmed", "claim-recorded", "claim-relied-on");
        assertThat(store.rows("SELECT decision, cause FROM judgement WHERE id >= 4"))
                .allMatch(row -> row.startsWith("silent"));

        triage(LATER.plusSeconds(3600));
        assertThat(judgements()).hasSize(6);
    }

    @Test
    void theQuestionsOfAnAuditHaveAnswers() throws IOException {
        arrive("ai-exception-unconfirmed/nearly-by-bobs-own-answer/1.eml", POSTED);
        arrive("ai-exception-unconfirmed/nearly-by-bobs-own-answer/2.eml", ANSWERED);
        triage(LATER);

        assertThat(store.rows("SELECT subject, author_name, granter_name, profile FROM exception_story"
                        + " WHERE relied_on AND newest"))
                .containsExactly("[PATCH] hw/net/frob: raise the interrupt after reset Ann Dev Bob Q qemu/2025-09-rfc");
        assertThat(store.rows("SELECT confirmed, confirming_id, authentication FROM exception_story WHERE newest"))
                .containsExactly("true answer-bob@example.org dkim=pass header.d=example.org");
        assertThat(store.rows("SELECT line FROM exception_story WHERE granter_is_author AND newest"))
                .isEmpty();
        assertThat(store.rows("SELECT root, trailer_key, person_name, sender_is_person, is_maintainer,"
                        + " maintainer_sections, is_author, given_in FROM declared_tag"))
                .containsExactly("20260112101500.4711-1-ann@example.org Acked-by Bob Q true yes Frob network device"
                        + " false answer-bob@example.org");
        assertThat(store.rows("SELECT by_profile, rule, severity, change FROM shadow_change"
                        + " ORDER BY by_profile, rule, severity"))
                .containsExactly(
                        "generic/dco ai-vendor-trailer warning vanishes",
                        "qemu/2025-09-exceptions ai-declared info vanishes",
                        "qemu/2025-09-exceptions ai-declared violation appears",
                        "qemu/2025-09-exceptions ai-exception-unsupported info appears");
        store.auditTrail().noteBy("carol", "stop-raised", "daemon", "1.0", "a storm", LATER);
        assertThat(store.rows("SELECT actor, action, said FROM admin_act"))
                .containsExactly("carol stop-raised a storm");
    }

    @Test
    void aClaimThatNamesItsOwnAuthorIsToldUnderEveryPolicy() throws IOException {
        arrive("ai-exception-self/fires-by-the-people-file/1.eml", POSTED);
        triage(LATER);
        assertThat(store.rows("SELECT granter_address, granter_is_author, outcome FROM exception_story WHERE newest"))
                .containsExactly("ann@second.example.org true self");
        assertThat(store.rows("SELECT granter_is_author, outcome FROM exception_claim WHERE profile = 'generic/dco'"))
                .containsExactly("true stored");
    }

    @Test
    void aJudgementKeepsItsGrounds() throws IOException {
        arrive("ai-exception-unconfirmed/fires-on-the-trailer-alone/1.eml", POSTED);
        triage(LATER);
        assertThat(store.rows("SELECT DISTINCT evidence_table, LENGTH(maintainers_sha256), LENGTH(input_sha256)"
                        + " FROM judgement"))
                .containsExactly(config.policies()
                                .find(RFC)
                                .orElseThrow()
                                .ai()
                                .evidence()
                                .name() + " 64 64");
        assertThat(store.rows("SELECT rule FROM shadow_findings WHERE profile = 'qemu/2025-09-exceptions'"))
                .contains("ai-exception-unsupported");
        assertThat(store.rows("SELECT DISTINCT weight FROM finding WHERE judgement > 1"))
                .containsExactly("record");
        assertThat(store.rows("SELECT COUNT(*) FROM series_verdict")).containsExactly("1");
    }

    @Test
    void aProfileThatJudgedKeepsItsTextUnderItsName() throws IOException {
        arrive("ai-exception-unconfirmed/fires-on-the-trailer-alone/1.eml", POSTED);
        triage(LATER);
        Path conf = config.confFolder();
        Path file = conf.resolve("policies/qemu/2025-09-rfc.yaml");
        String shipped = Files.readString(file);

        Files.writeString(file, "# Only a comment.\n" + shipped);
        ChangedProfiles.refuse(store.database().policyRegister(), profiles(conf));
        Files.writeString(file, shipped.replace("status: selectable", "status: retired"));
        ChangedProfiles.refuse(store.database().policyRegister(), profiles(conf));

        Files.writeString(file, shipped.replace("second-opinion: required", "second-opinion: off"));
        assertThatThrownBy(() -> ChangedProfiles.refuse(store.database().policyRegister(), profiles(conf)))
                .isInstanceOfSatisfying(
                        ChangedProfiles.class, e -> assertThat(e.exitStatus()).isEqualTo(2))
                .hasMessageContaining("policies/qemu/2025-09-rfc.yaml")
                .hasMessageContaining("after 1 series was judged by it, the last at 2026-01-12T15:00:00Z")
                .hasMessageContaining("a name of its own in policies/qemu/");

        Files.writeString(file, shipped);
        Path unused = conf.resolve("policies/linux/2026-07.yaml");
        Files.writeString(unused, Files.readString(unused) + "\ngrace: P1D\n");
        ChangedProfiles.refuse(
                store.database().policyRegister(),
                List.of(config.policies().find(RFC).orElseThrow()));
    }

    @Test
    void theRegisterIsWrittenFromTheProfileAlone() {
        var register = store.database().policyRegister();
        register.keepExceptions(config.policies().profiles().values(), POSTED);
        register.keepExceptions(config.policies().profiles().values(), LATER);
        assertThat(store.rows("SELECT exception, kind, paths, max_changed_lines, recorded_at FROM policy_exception"
                        + " WHERE profile = 'qemu/2030-listing' AND exception = 'network'"))
                .containsExactly("network scenario hw/net/ 20 2026-01-12T10:15:30Z");
        assertThat(store.rows("SELECT COUNT(*) FROM policy_exception")).containsExactly("5");
    }

    private static Collection<Profile> profiles(Path conf) {
        return ConfigLoader.load(conf, Optional.empty()).policies().profiles().values();
    }

    private List<String> judgements() {
        return store.rows("SELECT id, profile, reason, supersedes FROM judgement ORDER BY id");
    }

    private List<String> claims() {
        return store.rows("SELECT judgement, outcome, granter_is_maintainer, maintainer_sections, follows_judgement,"
                + " confirming_id FROM exception_claim ORDER BY judgement");
    }

    private static WatchedList shadowed(WatchedList list, String... profiles) {
        return list.beside(Arrays.stream(profiles).map(ProfileId::new).toList());
    }

    private void arrive(String mail, Instant at) throws IOException {
        byte[] raw = Files.readAllBytes(CASES.resolve(mail));
        Fetched fetched = new Fetched(new Listing(uid++, at, raw.length), raw);
        store.ledger().keep(mailbox, List.of(fetched), List.of(), uid);
    }

    private void triage(Instant now) {
        MailAddress own = new MailAddress("triaged@triage.example.org");
        InstantSource clock = InstantSource.fixed(now);
        MailReading reading = new MailReading(Limits.DEFAULT);
        SendJournal empty = new SendJournal() {
            @Override
            public List<JournalEntry> history() {
                return List.of();
            }

            @Override
            public boolean damaged() {
                return false;
            }

            @Override
            public void append(JournalEntry.Event event, Map<String, String> fields) {
                throw new IllegalStateException("nothing is ever sent");
            }
        };
        Sender sender = new Sender(own, own, "triaged test", new ReplyIds(new byte[32]));
        new Triage(
                        List.of(list),
                        store.ledger(),
                        store.seriesBook(),
                        new Confirmation(store.outbox(), empty, store.auditTrail(), own, reading, Events.SILENT, clock),
                        new Decider(store.seriesBook(), sender, (reply, spoken) -> {}, Events.SILENT),
                        reading,
                        new FreshMaintainers(new MaintainersOnDisk(), Events.SILENT),
                        Events.SILENT,
                        clock,
                        new StopRequest())
                .run();
    }
}
