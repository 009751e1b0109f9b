/** {@code fetch} over HTTP, to public addresses only unless configured otherwise. */
package dev.cdp.udf.http;
