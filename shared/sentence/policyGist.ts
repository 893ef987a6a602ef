// The part of a policy document that matters most at a glance: whom it lets in from outside, or that it allows everything.
import { plain, valuePart, type Sentence } from './part.ts';
import { isObject, textOf } from './reading.ts';

/** ` which allows s3:GetObject to everybody under conditions`; nothing for a policy that is not so wide. */
export function policyGist(document: unknown): Sentence {
  const statements = statementsOf(document).filter((statement) => statement['Effect'] === 'Allow');
  const open = statements.find((statement) => textsOf(principalsOf(statement['Principal'])).includes('*'));
  if (open !== undefined) return wording(open, textsOf(open['Action']), ' to everybody');
  const whole = statements.find((statement) => {
    return (
      statement['Principal'] === undefined &&
      textsOf(statement['Action']).some((action) => /^\*(?::\*)?$/.test(action)) &&
      textsOf(statement['Resource']).includes('*')
    );
  });
  return whole === undefined ? [] : wording(whole, ['every action'], ' on every resource');
}

function wording(statement: { readonly [name: string]: unknown }, actions: readonly string[], end: string): Sentence {
  const [first = 'actions', ...others] = actions;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const conditions = isObject(statement['Condition']) ? ' under conditions' : '';
  return [plain(', which allows '), valuePart('target', first), plain(`${more}${end}${conditions}`)];
}

function statementsOf(document: unknown): readonly { readonly [name: string]: unknown }[] {
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
