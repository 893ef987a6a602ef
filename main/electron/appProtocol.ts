// Serves the page from app://firetrail, and nothing but the built renderer. Every answer carries the CSP; the nonce
// that styles made at run time need reaches the page through the placeholder in index.html.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { protocol } from 'electron';

export const appOrigin = 'app://firetrail';
export const pageUrl = `${appOrigin}/index.html`;

const noncePlaceholder = '__NONCE__';

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.woff2', 'font/woff2'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
]);

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

export function serveApp(rendererDir: string): void {
  protocol.handle('app', async (request) => {
    const file = fileOf(request, rendererDir);
    if (!file) return new Response(undefined, { status: 404 });
    return respond(file);
  });
}

/** The file behind a request; undefined for what is not a file of the renderer. */
function fileOf(request: Request, rendererDir: string): string | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== new URL(appOrigin).host) return undefined;
  const file = path.resolve(rendererDir, `.${safeDecode(url.pathname)}`);
  return file.startsWith(rendererDir + path.sep) && contentTypes.has(path.extname(file)) ? file : undefined;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

async function respond(file: string): Promise<Response> {
  const content = await readFile(file).catch(() => undefined);
  if (!content) return new Response(undefined, { status: 404 });
  const nonce = randomBytes(16).toString('base64');
  const isPage = path.extname(file) === '.html';
  const body = isPage ? content.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(content);
  return new Response(body, {
    headers: {
      'Content-Type': contentTypes.get(path.extname(file)) ?? '',
      'Content-Security-Policy': policy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
