import type { Client } from '../../shared/ipc/client.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { countOf } from '../ui/numbers.ts';
import { problemsAsText, type ListedProblem } from './problemText.ts';

const pageSize = 1000;
/** More than anybody pastes; the whole ledger is the table `problems`, which can be exported. */
const most = 5000;

type Wanted = Pick<CallInput<'problems.list'>, 'level' | 'kind' | 'file' | 'search'>;

/** All problems of a kind or file as one text. */
export async function readProblemsAsText(client: Client, wanted: Wanted): Promise<string> {
  const found: ListedProblem[] = [];
  let total = Number.POSITIVE_INFINITY;
  while (found.length < Math.min(total, most)) {
    const page = await client.call('problems.list', { ...wanted, offset: found.length, limit: pageSize });
    total = page.total;
    found.push(...page.problems);
    if (page.problems.length === 0) break;
  }
  const rest = total > found.length ? `\n\nand ${countOf(total - found.length, 'more', 'more')}` : '';
  return `${problemsAsText(found)}${rest}\n`;
}
