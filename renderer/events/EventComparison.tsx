import { Tabs } from '@base-ui/react/tabs';
import { useState } from 'react';

import type { RecordComparison } from '../../shared/diff/recordComparison.ts';
import type { JsonValue } from '../../shared/json.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { firstDifference, FoldedText } from '../ui/FoldedText.tsx';
import { Moment } from '../ui/Moment.tsx';
import { countOf } from '../ui/numbers.ts';
import { Path } from '../ui/Path.tsx';
import { SideBySide } from '../ui/SideBySide.tsx';
import '../ui/changes.css';

type EventComparisonProps = { readonly from: number; readonly to: number };

/** What differs between two records, whatever service they are of: what was asked for first, the older one first. */
export function EventComparison({ from, to }: EventComparisonProps) {
  const [isSwapped, setSwapped] = useState(false);
  const isLater = useIsLater(from, to);
  const [first, second] = isSwapped === (isLater ?? false) ? [from, to] : [to, from];
  const asked = isLater === undefined ? undefined : { from: first, to: second };
  const { data, error, isOld, refetch } = useCall('events.compare', asked);
  return (
    <div className="event-comparison">
      <div className="compared-heads">
        <EventHead eventId={first} />
        <button
          type="button"
          className="button quiet icon"
          aria-label="Swap the events"
          title="Swap the events"
          onClick={() => setSwapped(!isSwapped)}
        >
          ⇄
        </button>
        <EventHead eventId={second} />
      </div>
      {error && <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} isInset />}
      {data && !error && (
        <Tabs.Root className="compared-body" defaultValue="changes" aria-busy={isOld}>
          <Tabs.List className="detail-tabs" aria-label="Comparison of the events">
            <Tabs.Tab className="view-tab" value="changes">
              Changes
            </Tabs.Tab>
            <Tabs.Tab className="view-tab" value="side-by-side">
              Side by side
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel className="compared-panel" value="changes">
            <Differences comparison={data} />
          </Tabs.Panel>
          <Tabs.Panel className="compared-panel" value="side-by-side">
            <SideBySide
              from={{ name: 'The first record', text: data.fromText }}
              to={{ name: 'The second record', text: data.toText }}
            />
          </Tabs.Panel>
        </Tabs.Root>
      )}
    </div>
  );
}

/** Whether the first event is the later of the two, once both are known. */
function useIsLater(from: number, to: number): boolean | undefined {
  const { data: first } = useCall('event.detail', { eventId: from });
  const { data: second } = useCall('event.detail', { eventId: to });
  if (!first || !second) return undefined;
  return String(first.cells['eventTime']) > String(second.cells['eventTime']);
}

function EventHead({ eventId }: { readonly eventId: number }) {
  const { data } = useCall('event.detail', { eventId });
  const text = (column: string) => String(data?.cells[column] ?? '');
  return (
    <p className="compared-head">
      <strong>{text('eventName')}</strong> by {text('actor') || 'nobody named'}
      <br />
      <span className="muted">{data && <Moment iso={text('eventTime')} />}</span>
    </p>
  );
}

type Change = RecordComparison['changes'][number];

function Differences({ comparison: { changes } }: { readonly comparison: RecordComparison }) {
  const isAlwaysWhole = useView((view) => view.isNoiseShown);
  const [isWhole, setWhole] = useState(isAlwaysWhole);
  const noise = changes.filter((change) => change.noise).length;
  const shown = changes.filter((change) => isWhole || !change.noise);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <section className="changes" aria-label="Changes">
      <p className="compared-count">
        {countOf(changes.length - noise, 'difference')}
        {noise > 0 && (
          <button
            type="button"
            className="button quiet small"
            aria-pressed={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? 'Hide' : 'Show'} {countOf(noise, 'difference')} between any two calls
          </button>
        )}
      </p>
      {groups.map((group) => (
        <div key={group} className="change-group">
          <h3>{group}</h3>
          <ul aria-label={group}>
            {shown
              .filter((change) => change.group === group)
              .map((change) => (
                <Difference key={change.path} change={change} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Difference({ change: { path, before, after, noise } }: { readonly change: Change }) {
  const from = before === undefined || after === undefined ? 0 : firstDifference(textOf(before), textOf(after));
  return (
    <li className={noise ? 'change plain noise' : 'change plain'}>
      <i className="change-bar" aria-hidden="true" />
      <div className="change-name">
        <Path path={path} />
      </div>
      <div>
        <span className="visually-hidden">In the first: </span>
        <Value value={before} tone="was" name={`${path}, in the first`} from={from} />
      </div>
      <div>
        <span className="visually-hidden">In the second: </span>
        <Value value={after} tone="now" name={`${path}, in the second`} from={from} />
      </div>
    </li>
  );
}

type ValueProps = {
  readonly value: JsonValue | undefined;
  readonly tone: 'was' | 'now';
  readonly name: string;
  readonly from: number;
};

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function Value({ value, tone, name, from }: ValueProps) {
  if (value === undefined) return <span className="value-box none">not there</span>;
  const text = textOf(value);
  return (
    <span className={`value-box ${tone} selectable`}>
      {text === '' ? <span className="muted">empty</span> : <FoldedText text={text} name={name} from={from} />}
    </span>
  );
}
