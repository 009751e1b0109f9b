package dev.cdp.udf.http;

import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.Fetch;
import dev.cdp.udf.host.FetchException;
import dev.cdp.udf.host.FetchRequest;
import dev.cdp.udf.host.FetchResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * Fetches on an asynchronous client that knows no cookies, no credentials, no proxy and no redirects:
 * those are followed here, each as a request of its own that is checked anew.
 */
public final class HttpFetch implements Fetch, AutoCloseable {
    /** Names that are being looked up at once, which blocks a thread each; further requests wait. */
    private static final int LOOKUPS = 4;

    private static final int WAITING_LOOKUPS = 1_000;

    private final FetchOptions options;
    private final CloseableHttpAsyncClient client;
    private final ExecutorService lookups;

    public HttpFetch(FetchOptions options) {
        this(options, InetAddress::getAllByName);
    }

    HttpFetch(FetchOptions options, GuardedResolver.Lookup lookup) {
        this.options = options;
        this.client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedResolver(lookup, new AddressPolicy(options.privateNetworks())))
                        .setMaxConnTotal(options.connections())
                        .setMaxConnPerRoute(Math.max(1, options.connections() / 10))
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("cdp-functions")
                .build();
        this.client.start();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                LOOKUPS, LOOKUPS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_LOOKUPS), HttpFetch::thread);
        pool.allowCoreThreadTimeOut(true);
        this.lookups = pool;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cdp-udf-fetch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletionStage<FetchResponse> fetch(FunctionRef caller, FetchRequest request) {
        CompletableFuture<FetchResponse> answer = new CompletableFuture<>();
        try {
            Target target = Target.of(request.url(), options.hosts());
            Exchange exchange = new Exchange(client, lookups, options, answer);
            lookups.execute(() -> exchange.send(Hop.first(target, request)));
        } catch (FetchException e) {
            answer.completeExceptionally(e);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new FetchException("too many requests are waiting", e));
        }
        Duration time = request.timeout().compareTo(options.timeout()) < 0 ? request.timeout() : options.timeout();
        // Whoever completes it first wins; the exchange sees that and hangs up.
        CompletableFuture<FetchResponse> inTime = answer.orTimeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        return inTime.exceptionallyCompose(failure -> CompletableFuture.failedFuture(Exchange.told(failure)));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        lookups.shutdownNow();
    }
}
