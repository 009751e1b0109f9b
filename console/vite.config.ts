import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** Where `make console/dev` finds the API. */
const ADMIN = process.env.CDP_ADMIN_URL ?? 'http://127.0.0.1:3100'

/**
 * Libraries that only some pages need, each in a file of its own. What they share with every page is named first: it would
 * be put into one of theirs, and all of them be loaded with the first page.
 */
const CHUNKS: Record<string, RegExp> = {
  shared:
    /preload-helper|commonjsHelpers|node_modules\/(react|react-dom|scheduler|use-sync-external-store|zustand|clsx|@babel)\//,
  editor: /node_modules\/(@codemirror|@lezer|@uiw|codemirror|crelt|style-mod|w3c-keyname)\//,
  charts: /node_modules\/(recharts|d3-|victory-vendor|@reduxjs|react-redux|immer|decimal\.js-light|es-toolkit)/,
  graph: /node_modules\/(@xyflow|@dagrejs)\//,
}

function chunkOf(id: string) {
  return Object.keys(CHUNKS).find((name) => CHUNKS[name].test(id))
}

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': path.resolve(import.meta.dirname, 'src') } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.CDP_CONSOLE_PORT ?? 3000),
    strictPort: true,
    // The declarations that the editor completes from are the runtime's.
    fs: { allow: ['.', '../udf-runtime/types'] },
    proxy: { '/api': ADMIN },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./test/setup.ts'],
    testTimeout: 120_000,
    css: false,
  },
})
