// What stands at a place in a JSON text, by the editor's own syntax tree.
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/** A node of the tree, as far as it is used here. */
type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

export type JsonPlace = {
  /** As one would write it: `requestParameters.items[0]["odd key"]`; empty for the whole record. */
  readonly path: string;
  /** The value's text as it is written. */
  readonly value: string;
};

const valueNodes: ReadonlySet<string> = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

export function jsonPlaceAt(state: EditorState, position: number): JsonPlace | undefined {
  const value =
    valueAround(syntaxTree(state).resolveInner(position, 1)) ??
    valueAround(syntaxTree(state).resolveInner(position, -1));
  if (!value) return undefined;
  return { path: pathOf(state, value), value: state.sliceDoc(value.from, value.to) };
}

/** The value that a place belongs to: on a member's name, the member's value. */
function valueAround(start: Node): Node | undefined {
  for (let node: Node | null = start; node; node = node.parent) {
    if (node.name === 'Property') return childValue(node);
    if (node.name !== 'PropertyName' && valueNodes.has(node.name)) return node;
  }
  return undefined;
}

function childValue(property: Node): Node | undefined {
  for (let node = property.firstChild; node; node = node.nextSibling) {
    if (valueNodes.has(node.name)) return node;
  }
  return undefined;
}

function pathOf(state: EditorState, value: Node): string {
  const segments: string[] = [];
  for (let node = value; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.name === 'Property') segments.unshift(memberSegment(memberName(state, parent)));
    if (parent.name === 'Array') segments.unshift(`[${indexIn(parent, node)}]`);
  }
  return segments.join('').replace(/^\./, '');
}

function memberSegment(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function memberName(state: EditorState, property: Node): string {
  const name = property.getChild('PropertyName');
  const text = name ? state.sliceDoc(name.from, name.to) : '""';
  try {
    return String(JSON.parse(text));
  } catch {
    // Broken text is shown as it stands.
    return text;
  }
}

function indexIn(array: Node, element: Node): number {
  let index = 0;
  for (let node = array.firstChild; node && node.from < element.from; node = node.nextSibling) {
    if (valueNodes.has(node.name)) index += 1;
  }
  return index;
}
