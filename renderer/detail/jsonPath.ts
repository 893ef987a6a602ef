// What stands at a place in a JSON text, by the editor's own syntax tree.
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/** A node of the tree, as far as it is used here. */
type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

export type JsonPlace = {
  /** As one would write it: `requestParameters.items[0]["odd key"]`; empty for the whole record. */
  readonly path: string;
  /** The names of the members on the way; elements of lists have none, as in the filter language. */
  readonly members: readonly string[];
  /** The value's text as it is written. */
  readonly text: string;
  /** The value, unless it is an object or a list. */
  readonly value: string | number | boolean | null | undefined;
};

const valueNodes: ReadonlySet<string> = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

/** The tree of a large text is made piece by piece; so long it is waited for. */
const parsedWithinMs = 200;

export function jsonPlaceAt(state: EditorState, position: number): JsonPlace | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, parsedWithinMs) ?? syntaxTree(state);
  const value = valueAround(tree.resolveInner(position, 1)) ?? valueAround(tree.resolveInner(position, -1));
  if (!value) return undefined;
  const text = state.sliceDoc(value.from, value.to);
  const steps = stepsTo(state, value);
  return {
    path: steps.map(writeStep).join('').replace(/^\./, ''),
    members: steps.filter((step) => typeof step === 'string'),
    text,
    value: scalarOf(text),
  };
}

/** Numbers stay as they are written: a filter compares them as text. */
function scalarOf(text: string): JsonPlace['value'] {
  if (/^[{[]/.test(text)) return undefined;
  if (/^[-\d]/.test(text)) return text;
  try {
    return JSON.parse(text) as string | boolean | null;
  } catch {
    return undefined;
  }
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

/** The names of members and the indexes of elements, from the record down. */
function stepsTo(state: EditorState, value: Node): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (let node = value; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.name === 'Property') steps.unshift(memberName(state, parent));
    if (parent.name === 'Array') steps.unshift(indexIn(parent, node));
  }
  return steps;
}

function writeStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
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
