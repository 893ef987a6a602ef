// HTML made of text: everything that comes from a log goes through `escaped`.

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);
const unsafe = /[&<>"']|(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Text as HTML shows it letter by letter; control characters and those that turn the text's direction are marked. */
export function escaped(text: string): string {
  return text.replaceAll(unsafe, (character) => entities.get(character) ?? '\uFFFD');
}

/** Names of our own. */
type Attributes = { readonly class?: string };

/** An element around HTML that is safe already. */
export function element(name: string, content: string, attributes: Attributes = {}): string {
  const given = attributes.class === undefined ? '' : ` class="${attributes.class}"`;
  return `<${name}${given}>${content}</${name}>`;
}

/** An element around text. */
export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return element(name, escaped(text), attributes);
}

export function list(items: readonly string[]): string {
  return items.length === 0 ? '' : element('ul', items.map((item) => textElement('li', item)).join(''));
}
