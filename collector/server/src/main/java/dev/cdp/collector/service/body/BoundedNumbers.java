package dev.cdp.collector.service.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Makes no decimal whose exponent is absurd. Exponents have 32 bits, and the same number can be
 * written with a larger one than it was read with: 11e2147483647 would become 1.1E+2147483648, which
 * nobody can read.
 */
final class BoundedNumbers extends JsonNodeFactory {
    static final int MAX_EXPONENT = 1_000_000;

    private static final long serialVersionUID = 1L;

    /**
     * A decimal, within the bounds.
     *
     * @throws NumberFormatException beyond them, which is also what Jackson throws beyond its own
     */
    @Override
    public ValueNode numberNode(BigDecimal number) {
        if (number != null && Math.abs((long) number.scale()) > MAX_EXPONENT) {
            throw new NumberFormatException("exponent out of range");
        }
        return super.numberNode(number);
    }
}
