package dev.hearth.gateway.oidc;

/** Why a login did not come about, in words for the person who tried. */
public abstract sealed class LoginFailure extends RuntimeException {
    private LoginFailure(String message) {
        super(message);
    }

    /** The provider said no, or what it said is not to be believed. */
    public static final class Refused extends LoginFailure {
        public Refused(String message) {
            super(message);
        }
    }

    /** The provider answers, but not as a provider that is set up right. */
    public static final class Broken extends LoginFailure {
        public Broken(String message) {
            super(message);
        }
    }

    /** The provider does not answer. */
    public static final class Unavailable extends LoginFailure {
        public Unavailable(String message) {
            super(message);
        }
    }
}
