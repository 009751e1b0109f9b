package dev.cdp.udf.http;

import org.apache.hc.core5.http.HttpResponse;

/** An answer whose body was short enough. */
record LimitedAnswer(HttpResponse head, byte[] body) {}
