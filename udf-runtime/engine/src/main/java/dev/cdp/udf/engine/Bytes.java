package dev.cdp.udf.engine;

import dev.cdp.udf.engine.HostCalls.RefusedException;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;

/** Operations of the prelude on bytes and texts that the JDK does better than JavaScript would. */
final class Bytes {
    private static final Map<String, Integer> DIGESTS =
            Map.of("SHA-1", 20, "SHA-256", 32, "SHA-384", 48, "SHA-512", 64);
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Bytes() {}

    static Object answer(String operation, Value[] args) {
        return switch (operation) {
            case "btoa" -> base64(args[1].asString());
            case "atob" -> latin1(args[1].asString());
            case "uuid" -> UUID.randomUUID().toString();
            case "random" -> random(args[1]);
            case "digest.size" -> DIGESTS.get(args[1].asString().toUpperCase(Locale.ROOT));
            case "digest" -> digest(args[1].asString(), args[2], args[3]);
            case "percent.decode" -> percentDecoded(args[1].asString());
            case "idn" -> asciiHost(args[1].asString());
            case "ipv6" -> ipv6(args[1].asString());
            default -> throw new IllegalArgumentException("unknown operation of the prelude: " + operation);
        };
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Of a text or a buffer; none: empty. */
    static byte[] of(Value value) {
        if (value.isString()) {
            return value.asString().getBytes(StandardCharsets.UTF_8);
        }
        if (!value.hasBufferElements()) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) value.getBufferSize()];
        value.readBuffer(0, bytes, 0, bytes.length);
        return bytes;
    }

    static Object write(byte[] bytes, Value buffer) {
        for (int i = 0; i < bytes.length; i++) {
            buffer.writeBufferByte(i, bytes[i]);
        }
        return null;
    }

    private static Object random(Value buffer) {
        byte[] bytes = new byte[(int) buffer.getBufferSize()];
        RANDOM.nextBytes(bytes);
        return write(bytes, buffer);
    }

    private static Object digest(String algorithm, Value data, Value target) {
        try {
            return write(
                    MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT))
                            .digest(of(data)),
                    target);
        } catch (NoSuchAlgorithmException e) {
            throw new RefusedException("unknown algorithm " + algorithm);
        }
    }

    private static String base64(String latin1) {
        return latin1.chars().anyMatch(c -> c > 0xff)
                ? null
                : Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String latin1(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("[\\t\\n\\f\\r ]", ""));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** As the URL standard has it: what is no escape stays as it is. */
    private static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            int high = i + 2 < utf8.length && utf8[i] == '%' ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(utf8[i + 2], 16);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(utf8[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String asciiHost(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An address in brackets as the URL standard writes it; null: none. */
    private static String ipv6(String bracketed) {
        if (!IPV6.matcher(bracketed).matches() || bracketed.indexOf(':') < 0) {
            return null;
        }
        try {
            // A literal: nothing is looked up.
            InetAddress address = InetAddress.getByName(bracketed);
            return '[' + Ipv6Text.of(address.getAddress()) + ']';
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
