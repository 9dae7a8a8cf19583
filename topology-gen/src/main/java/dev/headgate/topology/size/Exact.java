package dev.headgate.topology.size;

import java.math.BigInteger;

/** Integer arithmetic that never overflows in silence. */
final class Exact {
    private Exact() {}

    /** {@code ceil(amount / divisor)} for positive numbers. */
    static long ceilDiv(long amount, long divisor) {
        return ceilDiv(amount, 1, divisor);
    }

    /**
     * {@code ceil(left * right / divisor)} for positive numbers.
     *
     * @throws ArithmeticException where the result is beyond a long
     */
    static long ceilDiv(long left, long right, long divisor) {
        BigInteger[] parts = BigInteger.valueOf(left)
                .multiply(BigInteger.valueOf(right))
                .divideAndRemainder(BigInteger.valueOf(divisor));
        return parts[0].add(BigInteger.valueOf(parts[1].signum())).longValueExact();
    }
}
