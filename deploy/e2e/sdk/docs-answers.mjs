/*
 * Loaded before a code block of the documentation: an answer of 400 or more to a request of it, or none,
 * is said and makes the process fail, since most SDKs keep that to themselves.
 */
import { subscribe } from 'node:diagnostics_channel';

subscribe('undici:request:headers', ({ request, response }) => {
  judge(response.statusCode, request.method, request.origin + request.path);
});
subscribe('undici:request:error', ({ request, error }) => fail(`${request.origin}${request.path}: ${error.message}`));
subscribe('http.client.response.finish', ({ request, response }) => {
  judge(response.statusCode, request.method, `${request.host}${request.path}`);
});

function judge(status, method, url) {
  if (status >= 400) {
    fail(`${method} ${url} was answered ${status}`);
  }
}

function fail(reason) {
  console.error(reason);
  process.exitCode = 1;
}
