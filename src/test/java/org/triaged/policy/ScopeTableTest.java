package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTableTest {

    private static final String ELSEWHERE = "linux-kernel@vger.kernel.org";

    @ParameterizedTest
    @CsvSource(textBlock = """
            PATCH,                   hw/net/frob.c,                       '',  OURS
            PATCH,                   util/frob.c docs/frob.rst,           '',  OURS
            PATCH,                   crypto/frob.c,                       '',  OURS
            PATCH,                   Makefile,                            '',  OURS
            PATCH,                   hw/net/frob.c drivers/net/frob.c,    '',  OURS
            PATCH,                   hw/net/frob.c,                       cc,  OURS
            PATCH,                   util/frob.c,                         cc,  UNCLEAR
            PATCH,                   '',                                  '',  UNCLEAR
            PATCH,                   util/frob.c nowhere/frob.c,          '',  UNCLEAR
            PATCH,                   Makefiles,                           '',  FOREIGN
            PATCH,                   nowhere/frob.c,                      '',  FOREIGN
            PATCH,                   drivers/net/frob.c,                  '',  FOREIGN
            PATCH,                   util/frob.c drivers/net/frob.c,      '',  FOREIGN
            kvm-unit-tests PATCH,    hw/net/frob.c,                       '',  FOREIGN
            PATCH Libvirt,           hw/net/frob.c,                       '',  FOREIGN
            PATCH for-11.0,          hw/net/frob.c,                       '',  OURS
            """)
    void tagsDecideThenPathsThenLists(String tag, String paths, String cc, Scope scope) {
        Map<String, String> fields = Posted.fields(1, "[" + tag + " 1/1] frob: x");
        fields.put("Cc", cc.isEmpty() ? "" : ELSEWHERE);
        String diffs = Stream.of(paths.split(" "))
                .filter(path -> !path.isEmpty())
                .map(Posted::diff)
                .collect(Collectors.joining());
        String body = "Why.\n\n" + Posted.SIGNED + "\n---\n\n" + diffs;

        assertThat(Posted.scope().of(Posted.assembled(List.of(Posted.mail(fields, body)))))
                .isEqualTo(scope);
    }
}
