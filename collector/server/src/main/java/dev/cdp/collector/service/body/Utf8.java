package dev.cdp.collector.service.body;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8. Jackson would guess UTF-16 and UTF-32, and takes overlong forms and
 * surrogates; but the bytes are passed on as they are, and the next reader may be stricter.
 */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** Whether the text can be read as UTF-8 JSON, by this encoding's rules to the letter. */
    static boolean isValid(byte[] text) {
        int ascii = asciiPrefix(text);
        return !looksLikeAnotherUnicode(text) && (ascii == text.length || decodes(text, ascii));
    }

    /** A JSON text begins with ASCII characters, which have a zero beside them in UTF-16 and UTF-32. */
    private static boolean looksLikeAnotherUnicode(byte[] text) {
        for (int i = 0; i < Math.min(4, text.length); i++) {
            if (text[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static int asciiPrefix(byte[] text) {
        int i = 0;
        while (i + Long.BYTES <= text.length && ((long) LONGS.get(text, i) & NOT_ASCII) == 0) {
            i += Long.BYTES;
        }
        while (i < text.length && text[i] >= 0) {
            i++;
        }
        return i;
    }

    private static boolean decodes(byte[] text, int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(text, from, text.length - from);
        CharBuffer out = CharBuffer.allocate(Math.min(2_048, text.length - from + 1));
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }
}
