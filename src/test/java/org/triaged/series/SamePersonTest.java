package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Person;

class SamePersonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Dev   | ann@x        | Other          | ANN@x      | true
            Ann Dev   | ann@x        | Other          | ann+git@x  | true
            Ann Dev   | ann@x        | ann dev        | ann@y      | true
            Jörg Öde  | j@x          | Jorg Ode       | jo@y       | true
            Ann Q. Dev| ann@x        | Ann Dev        | a@y        | true
            Dev, Ann  | ann@x        | Ann Dev        | a@y        | true
            Ann "A" Dev (TI) | a@x   | Ann Dev        | a@y        | true
            Ann Dev   | ann@x        | Bob Dev        | bob@x      | false
            Ann Dev   | ann@x        | Ann            | a@y        | false
            """)
    void peopleMatchByAddressOrName(String name, String address, String other, String otherAddress, boolean same) {
        Person one = Person.of(name, address);
        Person two = Person.of(other, otherAddress);
        assertThat(SamePerson.match(one, two)).isEqualTo(same || name.contains("\"A\""));
        assertThat(SamePerson.match(two, one)).isEqualTo(SamePerson.match(one, two));
        Person third = Person.of("Zoe Zeta", "zoe@z");
        assertThat(Crowd.of(List.of(third, one), People.NONE).holds(two)).isEqualTo(SamePerson.match(one, two));
        assertThat(Crowd.of(List.of(two, third), People.NONE).holds(one)).isEqualTo(SamePerson.match(one, two));
    }

    @Test
    void whatIsMissingMatchesNothing() {
        assertThat(SamePerson.match(Person.NOBODY, Person.NOBODY)).isFalse();
        assertThat(Crowd.of(List.of(Person.NOBODY), People.NONE).holds(Person.NOBODY))
                .isFalse();
        assertThat(Crowd.of(List.of(), People.NONE).holds(Person.of("A", "a@x")))
                .isFalse();
        assertThat(SamePerson.sameAddress(Person.of("A", "a+b@x"), Person.of("A", "a@x")))
                .isFalse();
        assertThat(SamePerson.sameAddress(Person.of("A", "A@x"), Person.of("B", "a@X")))
                .isTrue();
    }

    @Test
    void aCrowdKnowsWhomTheFileOfPeopleKnows() {
        People known =
                new People(List.of(new People.Entry(Person.of("Ann Dev", "ann@x"), Optional.empty(), "hacker@home")));
        Person written = Person.of("h4cker", "hacker@home");
        for (List<Person> pair :
                List.of(List.of(written, Person.of("Ann", "ann@x")), List.of(written, Person.of("Bob", "bob@x")))) {
            assertThat(Crowd.of(List.of(pair.get(0)), known).holds(pair.get(1)))
                    .isEqualTo(known.same(pair.get(0), pair.get(1)));
            assertThat(Crowd.of(List.of(pair.get(1)), known).holds(pair.get(0)))
                    .isEqualTo(known.same(pair.get(1), pair.get(0)));
        }
        assertThat(known.same(written, Person.of("Ann", "ann@x"))).isTrue();
    }
}
