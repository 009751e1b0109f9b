package dev.cdp.collector.handler;

/**
 * The client's address. Each trusted proxy has appended the address that it saw to X-Forwarded-For,
 * so the client's stands that many places from the end; what is in front of it anyone can write.
 *
 * @param trustedProxies 0: the header is not looked at
 */
record ClientAddress(int trustedProxies) {
    private static final int LONGEST = "0000:0000:0000:0000:0000:ffff:255.255.255.255".length();

    String of(Head request) {
        if (trustedProxies > 0) {
            String[] hops = String.join(",", request.headers().getAll("X-Forwarded-For"))
                    .split(",", -1);
            String client = hops[Math.max(0, hops.length - trustedProxies)].strip();
            if (!client.isEmpty() && client.length() <= LONGEST) {
                return client;
            }
        }
        return request.peer();
    }
}
