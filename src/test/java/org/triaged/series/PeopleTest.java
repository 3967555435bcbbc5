package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Person;

class PeopleTest {

    private static final People PEOPLE = new People(List.of(
            new People.Entry(Person.of("Ann Dev", "ann@example.org"), Optional.empty(), "ann@home.example.org"),
            new People.Entry(Person.of("Bob Q", "bob@example.org"), Optional.of("Robert"), "shared@example.org"),
            new People.Entry(
                    new Person(Optional.of("Carol"), Optional.empty()), Optional.empty(), "carol@old.example.org")));

    @ParameterizedTest
    @CsvSource({
        "A, ann@home.example.org, B, ann@example.org, true, true, false",
        "A, Ann+git@Home.example.org, B, ann@example.org, true, true, false",
        "A, ann@home.example.org, Ann Dev, elsewhere@example.org, true, false, true",
        "Robert, shared@example.org, X, bob@example.org, true, true, false",
        "Somebody, shared@example.org, X, bob@example.org, false, false, false",
        "C, carol@old.example.org, Carol, c@example.org, true, false, true",
        "A, a@example.org, B, b@example.org, false, false, false"
    })
    void peopleListedTogetherAreOne(
            String name,
            String address,
            String otherName,
            String other,
            boolean same,
            boolean byAddress,
            boolean byName) {
        Person one = Person.of(name, address);
        Person two = Person.of(otherName, other);
        assertThat(PEOPLE.same(one, two)).isEqualTo(same);
        assertThat(PEOPLE.same(two, one)).isEqualTo(same);
        assertThat(PEOPLE.sameByAddress(one, two)).isEqualTo(byAddress);
        assertThat(PEOPLE.sameByName(one, two)).isEqualTo(byName);
        assertThat(People.NONE.same(one, two)).isFalse();
    }
}
