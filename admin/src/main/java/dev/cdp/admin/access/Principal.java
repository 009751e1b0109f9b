package dev.cdp.admin.access;

/** Who asks. */
public sealed interface Principal {
    /** For the audit log: an email, or a token's name. */
    String label();

    /** {@code user} or {@code token}. */
    String kind();

    /** Unique among all: what idempotency keys belong to. */
    String subject();

    /**
     * Someone who has logged in.
     *
     * @param operator whether they look after the installation
     * @param sessionSha256 the session's token, hashed
     */
    record User(String id, String email, String name, boolean operator, byte[] sessionSha256) implements Principal {
        @Override
        public String label() {
            return email;
        }

        @Override
        public String kind() {
            return "user";
        }

        @Override
        public String subject() {
            return "user:" + id;
        }
    }

    /** A program with a token of one workspace. */
    record Token(String id, String name, String workspaceId, Role role) implements Principal {
        @Override
        public String label() {
            return name;
        }

        @Override
        public String kind() {
            return "token";
        }

        @Override
        public String subject() {
            return "token:" + id;
        }
    }
}
