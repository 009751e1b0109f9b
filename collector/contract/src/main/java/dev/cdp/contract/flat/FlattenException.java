package dev.cdp.contract.flat;

/** An object can't be flattened. */
public final class FlattenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Problem {
        /** Two names are the same after flattening. */
        COLLISION,
        /** Too deep, too many fields, or too long a name. */
        LIMIT
    }

    private final Problem problem;
    private final String field;

    FlattenException(Problem problem, String field, String message) {
        super(message);
        this.problem = problem;
        this.field = field;
    }

    /** The same of an object that is a member of another one: its field is {@code member.field}. */
    public FlattenException within(String member) {
        FlattenException whole = new FlattenException(problem, member + '.' + field, getMessage());
        whole.initCause(this);
        return whole;
    }

    public Problem problem() {
        return problem;
    }

    /** The flat name of the field at fault, behind that of its object if it was told {@link #within}. */
    public String field() {
        return field;
    }
}
