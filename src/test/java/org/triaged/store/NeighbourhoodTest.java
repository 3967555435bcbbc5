package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourhoodTest {

    private static final int MAILS = 60;

    @TempDir
    private Path folder;

    private int rowsRead;

    /** A sender who posts a thousand patches within the half hour must not cost a million rows. */
    @Test
    void manyMailsOfOneSenderAreReadOnceEach() throws Exception {
        try (TestStore store = TestStore.in(folder)) {
            Sample.store(
                    store,
                    IntStream.range(0, MAILS)
                            .mapToObj(number -> patch("m" + number).at(NOW.plusSeconds(number)))
                            .toArray(Sample.Read[]::new));
            DataFolder data = store.folder();
            try (Connection connection =
                    data.passwords().connect(Url.USER.of(data.database()), Passwords.User.DAEMON)) {
                Sql sql = new Sql(counting(Connection.class, connection));
                assertThat(new Neighbourhood(sql, LIST).of(List.of(1L))).hasSize(MAILS);
            }
            assertThat(rowsRead).isBetween(MAILS, 8 * MAILS);
        }
    }

    /** The same connection, whose rows are counted. */
    private <T> T counting(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> call(method, real, values)));
    }

    private Object call(Method method, Object real, Object... values) throws Throwable {
        try {
            Object result = method.invoke(real, values);
            if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
                rowsRead++;
            }
            if (result instanceof PreparedStatement statement) {
                return counting(PreparedStatement.class, statement);
            }
            return result instanceof ResultSet rows ? counting(ResultSet.class, rows) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
