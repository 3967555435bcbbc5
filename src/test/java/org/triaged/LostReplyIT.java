package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Status;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** A reply that a server took and that never comes back is told to a person, once, and keeps no other waiting for ever. */
class LostReplyIT {

    @TempDir
    private Path folder;

    private World world;

    private Installation here;

    private final List<String> told = new ArrayList<>();

    private int patches;

    @BeforeEach
    void aListWhoseRepliesAreModerated() {
        world = new World(folder, false);
        here = world.install(folder, "live");
        at(0);
        moderated();
        post(1);
        at(2);
        assertThat(sent()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        assertThat(here.broken()).isEmpty();
        world.close();
    }

    @Test
    void itIsToldOnceAfterSixHoursAndShownUntilItIsBack() {
        at(7);
        assertThat(told).noneMatch(event -> event.startsWith("sent-unseen"));
        assertThat(needs(7)).isEmpty();
        at(9);
        at(10);
        assertThat(told)
                .filteredOn(event -> event.startsWith("sent-unseen"))
                .singleElement()
                .asString()
                .contains("list=devel", "moderation");
        assertThat(needs(10)).singleElement().satisfies(need -> assertThat(need.what())
                .contains("list devel has 1 sent reply that did not come back in 6 hours, the oldest is T-"));
        world.deliverLate();
        at(11);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
        assertThat(needs(11)).isEmpty();
    }

    @Test
    void whereNoneEverCameBackNoOtherLeaves() {
        post(1);
        at(10);
        assertThat(sent()).isEqualTo(1);
        assertThat(told).anyMatch(event -> event.startsWith("reply-waits") && event.contains("unseen-replies"));
    }

    @Test
    void whereOneCameBackThoseThatWereLostLetOthersLeave() {
        world.deliverLate();
        at(2);
        post(4);
        at(3);
        at(3);
        assertThat(sent()).isEqualTo(4);
        at(8);
        assertThat(sent()).isEqualTo(4);
        at(10);
        assertThat(sent()).isEqualTo(5);
        assertThat(told).filteredOn(event -> event.startsWith("sent-unseen")).hasSize(3);
    }

    private void moderated() {
        world.smtp().at(Step.DOT, Conduct.reply(World.MODERATED));
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            patches++;
            world.post(Installation.patch(patches + "@contrib.example.org", "[PATCH] hw: frob " + patches, false));
        }
    }

    private long sent() {
        return world.smtp().mails().size();
    }

    private List<Status.Need> needs(int hours) {
        return Later.than(Duration.ofHours(hours), () -> {
            try (AdminDesk desk = Desks.open(here.config())) {
                return desk.status().needs();
            }
        });
    }

    private void at(int hours) {
        try (TriageDaemon daemon = Later.start(
                here,
                Duration.ofHours(hours),
                event -> told.add(event.name() + " " + event.fields()),
                FailPoint.INERT)) {
            daemon.once();
        }
    }
}
