package org.triaged.mail;

/** How long a mail may keep us. The shell brings the clock, so this room stays pure; work asks now and then. */
public interface Budget {

    Budget UNLIMITED = () -> false;

    boolean spent();
}
