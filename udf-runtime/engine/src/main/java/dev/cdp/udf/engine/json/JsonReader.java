package dev.cdp.udf.engine.json;

import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Null;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an object of its JSON in UTF-8, as {@code JSON.parse} does. Whatever looks odd is left to that: it has the words
 * for what is wrong.
 */
final class JsonReader {
    /** Deeper ones are left to the built-in, which knows what a stack bears. */
    private static final int MOST_DEPTH = 64;

    /** Of whole numbers that are ints for sure. */
    private static final int MOST_DIGITS = 9;

    private final byte[] json;
    private final JSRealm realm;
    private int at;
    private int depth;

    JsonReader(byte[] json, JSRealm realm) {
        this.json = json;
        this.realm = realm;
    }

    /** The object that the whole text is. */
    JSObject read(ObjectSite site) throws NotPlainException {
        skipSpace();
        expect('{');
        JSObject object = object(site);
        skipSpace();
        if (at != json.length) {
            throw NotPlainException.INSTANCE;
        }
        return object;
    }

    private JSObject object(ObjectSite site) throws NotPlainException {
        enter();
        JSObject object = JSOrdinary.create(realm.getContext(), realm);
        skipSpace();
        if (peek() == '}') {
            at++;
        } else {
            int position = 0;
            do {
                skipSpace();
                ObjectSite.Member member = key(site, position);
                position = member.next();
                skipSpace();
                expect(':');
                member.put(object, value(member));
                skipSpace();
            } while (another('}'));
        }
        depth--;
        return object;
    }

    private ObjectSite.Member key(ObjectSite site, int position) throws NotPlainException {
        expect('"');
        ObjectSite.Member expected = site.expected(position, json, at);
        if (expected == null) {
            return site.named(string());
        }
        at += expected.length() + 1;
        return expected;
    }

    private Object value(ObjectSite.Member member) throws NotPlainException {
        skipSpace();
        byte first = next();
        return switch (first) {
            case '"' -> Strings.fromJavaString(string());
            case '{' -> object(member.site());
            case '[' -> array(member);
            case 't' -> literal("rue", Boolean.TRUE);
            case 'f' -> literal("alse", Boolean.FALSE);
            case 'n' -> literal("ull", Null.instance);
            default -> number(first);
        };
    }

    private Object array(ObjectSite.Member member) throws NotPlainException {
        enter();
        List<Object> elements = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            at++;
        } else {
            do {
                elements.add(value(member));
                skipSpace();
            } while (another(']'));
        }
        depth--;
        return JSArray.createConstant(realm.getContext(), realm, elements.toArray());
    }

    /** Behind its opening quote; ends behind the closing one. */
    private String string() throws NotPlainException {
        int from = at;
        int or = 0;
        while (true) {
            byte b = peek();
            if (b == '"') {
                String text = new String(
                        json, from, at - from, or < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
                at++;
                return text;
            }
            if (b == '\\') {
                return escapedString(from);
            }
            if (b >= 0 && b < ' ') {
                throw NotPlainException.INSTANCE;
            }
            or |= b;
            at++;
        }
    }

    private String escapedString(int from) throws NotPlainException {
        StringBuilder text = new StringBuilder();
        int plain = from;
        while (true) {
            byte b = peek();
            if (b == '"' || b == '\\') {
                text.append(new String(json, plain, at - plain, StandardCharsets.UTF_8));
                at++;
                if (b == '"') {
                    return text.toString();
                }
                text.append(escape());
                plain = at;
            } else if (b >= 0 && b < ' ') {
                throw NotPlainException.INSTANCE;
            } else {
                at++;
            }
        }
    }

    private char escape() throws NotPlainException {
        byte b = next();
        return switch (b) {
            case '"', '\\', '/' -> (char) b;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw NotPlainException.INSTANCE;
        };
    }

    private int hex() throws NotPlainException {
        int digit = Character.digit(next(), 16);
        if (digit < 0) {
            throw NotPlainException.INSTANCE;
        }
        return digit;
    }

    private Object literal(String rest, Object value) throws NotPlainException {
        for (int i = 0; i < rest.length(); i++) {
            expect(rest.charAt(i));
        }
        return value;
    }

    private Object number(byte first) throws NotPlainException {
        int from = at - 1;
        boolean negative = first == '-';
        int digits = negative ? at : from;
        at = digits;
        int whole = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            whole = whole * 10 + json[at] - '0';
            at++;
        }
        int count = at - digits;
        if (count == 0 || count > 1 && json[digits] == '0') {
            throw NotPlainException.INSTANCE;
        }
        boolean isWhole = at >= json.length || json[at] != '.' && json[at] != 'e' && json[at] != 'E';
        if (isWhole && count <= MOST_DIGITS && !(negative && whole == 0)) {
            return negative ? -whole : whole;
        }
        return decimal(from);
    }

    private Object decimal(int from) throws NotPlainException {
        if (at < json.length && json[at] == '.') {
            at++;
            digits();
        }
        if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        double value = Double.parseDouble(new String(json, from, at - from, StandardCharsets.ISO_8859_1));
        return JSRuntime.doubleIsRepresentableAsInt(value) ? (Object) (int) value : (Object) value;
    }

    private void digits() throws NotPlainException {
        int from = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw NotPlainException.INSTANCE;
        }
    }

    /** Whether another element or member comes; otherwise past the end of the list. */
    private boolean another(char end) throws NotPlainException {
        byte b = next();
        if (b == ',') {
            return true;
        }
        if (b != end) {
            throw NotPlainException.INSTANCE;
        }
        return false;
    }

    private void enter() throws NotPlainException {
        depth++;
        if (depth > MOST_DEPTH) {
            throw NotPlainException.INSTANCE;
        }
    }

    private void skipSpace() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    private void expect(char c) throws NotPlainException {
        if (next() != c) {
            throw NotPlainException.INSTANCE;
        }
    }

    private byte next() throws NotPlainException {
        byte b = peek();
        at++;
        return b;
    }

    private byte peek() throws NotPlainException {
        if (at >= json.length) {
            throw NotPlainException.INSTANCE;
        }
        return json[at];
    }
}
