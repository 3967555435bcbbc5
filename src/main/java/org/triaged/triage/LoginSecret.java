package org.triaged.triage;

/** What proves to a server who we are: a password, or a token that lives for an hour. Asked for at each login, never kept. */
@FunctionalInterface
public interface LoginSecret {

    /** Empty for an account without a login. */
    String ask() throws Withheld;

    /** There is no secret now. The message says why and never what it would have been. */
    final class Withheld extends Exception {

        private static final long serialVersionUID = 1L;

        public Withheld(String said) {
            super(said);
        }
    }
}
