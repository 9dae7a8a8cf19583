package dev.headgate.testbed;

/** Says that a part of the testbed did not do what was asked; its message is for the user and says what to do. */
public final class TestbedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
