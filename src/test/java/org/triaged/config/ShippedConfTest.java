package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triaged.triage.Mode;

class ShippedConfTest {

    @Test
    void confAsShippedLoads() {
        Config config = ConfigLoader.load(Path.of("conf"), Optional.empty());

        assertThat(config.lists()).hasSize(1);
        assertThat(config.lists().get(0).mode()).isEqualTo(Mode.RECORD);
    }
}
