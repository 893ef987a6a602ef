/** The nonce that the content security policy lets style elements carry; the page's own address handler fills it in. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
