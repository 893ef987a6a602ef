// The window's content. The page is served by the app:// protocol under a strict CSP, so nothing is inlined.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    // Electron 33 has Chromium 130.
    target: 'chrome130',
    outDir: '../out/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    // scripts/notices.mjs makes the third-party notices of these.
    license: { fileName: 'licenses.json' },
  },
});
