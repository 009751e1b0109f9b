package dev.cdp.collector.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A script that is sent once and then called by its hash. */
final class LuaScript {
    private final String text;
    private final String sha1;

    private LuaScript(String text) {
        this.text = text;
        this.sha1 = sha1(text);
    }

    /** The script of this file name beside the classes. */
    static LuaScript of(String file) {
        try (InputStream in = LuaScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new NoSuchFileException(file);
            }
            return new LuaScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it on one key. Its answer is a list of strings and Longs. */
    CompletionStage<List<Object>> run(RedissonClient redis, String key, Object... arguments) {
        RScript script = redis.getScript(StringCodec.INSTANCE);
        List<Object> keys = List.of(key);
        CompletionStage<List<Object>> byHash =
                script.evalShaAsync(RScript.Mode.READ_WRITE, sha1, RScript.ReturnType.LIST, keys, arguments);
        return byHash.exceptionallyCompose(failure -> isUnknown(failure)
                // Redis was started anew, or its scripts were flushed.
                ? script.evalAsync(RScript.Mode.READ_WRITE, text, RScript.ReturnType.LIST, keys, arguments)
                : CompletableFuture.failedStage(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisNoScriptException;
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
