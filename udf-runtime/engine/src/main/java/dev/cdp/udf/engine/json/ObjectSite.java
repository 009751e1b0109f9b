package dev.cdp.udf.engine.json;

import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.objects.JSAttributes;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects at one place of the events, such as all that are {@code context.page}: their members in the order in which the
 * first one had them, with what is known about putting them. All elements of an array are at one place.
 */
final class ObjectSite {
    /** More members than this have keys that are data, such as ids: nothing is learnt of them. */
    private static final int MOST_MEMBERS = 64;

    /** Of an object that has all members up to one, in the usual order; others are found more slowly. */
    private static final int SHAPES = 2;

    private final Allowance allowance;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byKey = new HashMap<>();

    ObjectSite(Allowance allowance) {
        this.allowance = allowance;
    }

    /** What may still be learnt of a function's events, by its node. */
    static final class Allowance {
        private static final int MOST_MEMBERS_IN_ALL = 1_000;

        private final EventNode node;
        private int left = MOST_MEMBERS_IN_ALL;

        Allowance(EventNode node) {
            this.node = node;
        }
    }

    /** A member of the objects at a place. */
    static final class Member {
        /** As it stands in the text, without quotes. */
        private final byte[] bytes;

        private final TruffleString key;
        /** Knows where this property is in the objects of this place; null: nothing is learnt. */
        private final DynamicObjectLibrary property;

        private final int index;
        private final Allowance allowance;
        private ObjectSite site;

        private Member(byte[] bytes, TruffleString key, DynamicObjectLibrary property, int index, Allowance allowance) {
            this.bytes = bytes;
            this.key = key;
            this.property = property;
            this.index = index;
            this.allowance = allowance;
        }

        /** Of its key in the text, without quotes. */
        int length() {
            return bytes.length;
        }

        /** Which member comes behind it, as a rule. */
        int next() {
            return index + 1;
        }

        /** Where its value is, should that be an object or a list of objects. */
        ObjectSite site() {
            if (site == null) {
                site = new ObjectSite(allowance);
            }
            return site;
        }

        void put(JSObject object, Object value) {
            if (property == null) {
                JSRuntime.createDataProperty(object, key, value);
            } else {
                property.putWithFlags(object, key, value, JSAttributes.getDefault());
            }
        }
    }

    /** The member at this position, if its key stands here with a quote behind it; or null. */
    Member expected(int position, byte[] json, int from) {
        if (position >= members.size()) {
            return null;
        }
        Member member = members.get(position);
        int to = from + member.bytes.length;
        return to < json.length
                        && json[to] == '"'
                        && Arrays.equals(json, from, to, member.bytes, 0, member.bytes.length)
                ? member
                : null;
    }

    /** The member of a key that was read from the text. */
    Member named(String key) {
        Member known = byKey.get(key);
        return known != null ? known : learn(key);
    }

    private Member learn(String key) {
        TruffleString name = Strings.fromJavaString(key);
        if (members.size() >= MOST_MEMBERS
                || allowance.left == 0
                || !isPlain(key)
                || JSRuntime.isArrayIndexString(name)) {
            return new Member(null, name, null, members.size(), allowance);
        }
        allowance.left--;
        Member member = new Member(
                key.getBytes(StandardCharsets.UTF_8),
                name,
                allowance.node.adopt(DynamicObjectLibrary.getFactory().createDispatched(SHAPES)),
                members.size(),
                allowance);
        members.add(member);
        byKey.put(key, member);
        return member;
    }

    /** Whether it stands in a text as it is. */
    private static boolean isPlain(String key) {
        return key.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\');
    }
}
