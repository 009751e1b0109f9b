/*
 * A shop on an origin of its own: an empty page, the clients' published builds as they are, and what
 * a test adds.
 */
import { createReadStream } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules');
const builds = {
  segment: path.join(modules, '@segment/analytics-next/dist/umd'),
  jitsu: path.join(modules, '@jitsu/js/dist'),
  rudderstack: path.join(modules, '@rudderstack/analytics-js/dist/npm/modern/bundled/esm'),
};

/** Starts it, with further files {path: {type, text}}; gives its URL and a way to stop it. */
export async function startPages(files = {}) {
  const server = http.createServer((request, response) => {
    const [, client, file] = request.url.split('/');
    if (files[request.url]) {
      response.setHeader('Content-Type', files[request.url].type);
      response.end(files[request.url].text);
    } else if (builds[client]) {
      response.setHeader('Content-Type', 'text/javascript');
      createReadStream(path.join(builds[client], path.basename(file)))
        .on('error', () => response.writeHead(404).end())
        .pipe(response);
    } else {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Tea</title><h1>Tea</h1>');
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
