import type { ReactNode } from 'react';

import { actorText } from '../../shared/events/actorText.ts';
import type { FilterValue } from '../../shared/filter/print.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { useAccountName } from '../ui/AccountNumber.tsx';
import { legible } from '../ui/legible.ts';
import { formatTime } from '../ui/times.ts';
import { agentWords } from './agent.ts';
import { LongText } from './LongText.tsx';
import type { Row } from './rows.ts';
import { secretText } from './summary.ts';
import { Value } from './ValueMenu.tsx';

/** A label and its values, each of which can become a filter. */
export function FieldRow({ row }: { readonly row: Row }) {
  const { label, kind, values, tone, badges = [] } = row;
  const classes = [kind === 'mono' || kind === 'time' ? 'mono' : '', tone === 'error' ? 'cell-error' : ''];
  return (
    <>
      <dt>{breakable(label)}</dt>
      <dd className={classes.filter(Boolean).join(' ')}>
        {values.map((value, index) => (
          <RowValue key={`${String(value)} ${index}`} row={row} value={value} />
        ))}
        {badges.map((badge) => (
          <span key={badge} className="badge">
            {badge}
          </span>
        ))}
      </dd>
    </>
  );
}

/** The way into a record, to be broken before its steps. */
function breakable(label: string): readonly ReactNode[] {
  return label.split(/(?=[.[])/).flatMap((step, index) => (index === 0 ? [step] : [<wbr key={index} />, step]));
}

type RowValueProps = { readonly row: Row; readonly value: FilterValue };

function RowValue({ row, value }: RowValueProps) {
  const text = String(value);
  if (text === secretText) return <span className="muted">{text}</span>;
  if (row.kind === 'time') return <TimeValue row={row} text={text} />;
  if (row.kind === 'agent') return <AgentValue row={row} text={text} />;
  const target = { path: row.path, value, text };
  if (row.kind === 'actor') {
    return (
      <Value target={target} label={row.label} title={text}>
        {actorText(text)}
      </Value>
    );
  }
  return (
    <>
      <LongText target={target} label={row.label} />
      {row.kind === 'account' && <AccountName account={text} />}
    </>
  );
}

type TextProps = { readonly row: Row; readonly text: string };

/** In the reader's zone, which is named; in UTC, as the log has it, on resting the pointer. */
function TimeValue({ row, text }: TextProps) {
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <Value
      target={{ path: row.path, value: text, text, kind: 'time' }}
      label={row.label}
      title={`${formatTime(text, 'UTC')} UTC`}
    >
      {`${formatTime(text, timeZone)} ${timeZone}`}
    </Value>
  );
}

/** The tool in words, and what it said of itself. */
function AgentValue({ row, text }: TextProps) {
  const words = agentWords(text);
  const target = { path: row.path, value: text, text };
  if (words === undefined) return <LongText target={target} label={row.label} />;
  return (
    <span className="agent">
      <Value target={target} label={row.label} title={text}>
        {words}
      </Value>
      <span className="agent-raw muted mono selectable" title={legible(text)}>
        {legible(text)}
      </span>
    </span>
  );
}

function AccountName({ account }: { readonly account: string }) {
  const name = useAccountName(account);
  return name === undefined ? null : <span className="account-name">{name}</span>;
}
