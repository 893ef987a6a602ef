// What the window's libraries ask of a browser's layout and jsdom does not have: every element is as large as a small
// window, so that the grid draws rows and menus find a place.

const width = 1280;
const height = 280;
/** An item of a list is not as high as the window. */
const itemHeight = 40;

class StillObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

function define(target: object, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(target, name, { configurable: true, writable: true, value });
  }
}

/**
 * What an element's own attributes say of its style. jsdom would match every rule of the grid's style sheets against
 * every element each time a role is looked for, which is most of what a test here would wait for.
 */
function ownStyle(element: Element): CSSStyleDeclaration {
  const { style } = element as HTMLElement;
  const isHidden = element.hasAttribute('hidden');
  return new Proxy(style, {
    get(target, name) {
      if (name === 'display') return isHidden ? 'none' : target.display || 'block';
      if (name === 'visibility') return target.visibility || 'visible';
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

export function installLayout(): void {
  define(window, { getComputedStyle: ownStyle });
  define(globalThis, { ResizeObserver: StillObserver, IntersectionObserver: StillObserver });
  define(Element.prototype, { scrollIntoView: () => undefined, getAnimations: () => [] });
  define(Range.prototype, { getClientRects: () => [], getBoundingClientRect: () => new DOMRect() });
  // Without a layout everything lies at one point, and a separator would take every click for itself.
  Element.prototype.getBoundingClientRect = function getBoundingClientRect(): DOMRect {
    return this.getAttribute('role') === 'separator' ? new DOMRect(-5000, -5000, 1, 1) : new DOMRect(0, 0, 0, 0);
  };
  for (const [name, size] of Object.entries({
    clientWidth: width,
    offsetWidth: width,
    clientHeight: height,
    offsetHeight: height,
  })) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return name.endsWith('Height') && this.tagName === 'LI' ? itemHeight : size;
      },
    });
  }
  define(Element.prototype, { scrollTo: () => undefined });
}
