// The part of a policy document that matters most at a glance: whom it lets in from outside, or that it allows everything.
import { plain, valuePart, type Sentence } from './part.ts';
import type { PhraseMaker } from './phrase.ts';
import { isObject, objectOf, textOf } from './reading.ts';
import { fill } from './template.ts';

type Statement = { readonly [name: string]: unknown };

/** A template, and a note of what the policy document in a parameter of the request opens. */
export function withPolicy(template: string, member: string): PhraseMaker {
  return (told) => {
    const note = policyGist(objectOf(told.record['requestParameters'])[member]);
    return { ...fill(template, told), note };
  };
}

/** `undefined` for a policy that is not so wide. */
function policyGist(document: unknown): Sentence | undefined {
  const statements = statementsOf(document).filter(({ Effect: effect }) => effect === 'Allow');
  const open = statements.find(({ Principal: principal }) => textsOf(principalsOf(principal)).includes('*'));
  if (open !== undefined) return wording(open, textsOf(open['Action']), 'to everybody');
  const whole = statements.find(allowsEverything);
  return whole === undefined ? undefined : wording(whole, ['every action'], 'on every resource');
}

function allowsEverything({ Principal: principal, Action: action, Resource: resource }: Statement): boolean {
  const isEvery = textsOf(action).some((text) => text === '*' || text === '*:*');
  return principal === undefined && isEvery && textsOf(resource).includes('*');
}

function wording(statement: Statement, actions: readonly string[], end: string): Sentence {
  const [first = 'actions', ...others] = actions;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const conditions = isObject(statement['Condition']) ? ', under conditions' : '';
  return [
    plain('A statement of the policy allows '),
    valuePart('target', first),
    plain(`${more} ${end}${conditions}.`),
  ];
}

function statementsOf(document: unknown): readonly Statement[] {
  const policy = typeof document === 'string' ? parsed(document) : document;
  if (!isObject(policy)) return [];
  const { Statement: statement } = policy;
  return (Array.isArray(statement) ? statement : [statement]).filter(isObject);
}

/** IAM writes documents as they are, or with each sign escaped as in a URL. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('%7B') ? decodeURIComponent(text) : text);
  } catch {
    return undefined; // a document that was refused need not be JSON
  }
}

function principalsOf(principal: unknown): unknown {
  return isObject(principal) ? principal['AWS'] : principal;
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);
}
