import { useState } from 'react';

import type { LiveComparison } from '../../shared/firehose/presented.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { countOf } from '../ui/numbers.ts';
import { Path } from '../ui/Path.tsx';
import { byGroup } from './fieldGroups.ts';
import { isSameStream, placeOf } from './stream.ts';
import { useStreams } from './useStreams.ts';
import { ValueBox } from './ValueBox.tsx';

type LiveField = LiveComparison['fields'][number];

const verdicts: Readonly<Record<LiveField['verdict'], { readonly word: string; readonly tone: string }>> = {
  equal: { word: 'equal', tone: 'ok' },
  different: { word: 'different', tone: 'error' },
  'explained-by-gap': { word: 'changed in a gap', tone: 'warn' },
  'only-aws': { word: 'only AWS says', tone: '' },
  'only-log': { word: 'only in the log', tone: 'warn' },
  'cannot-compare': { word: 'cannot be compared', tone: '' },
};

const tones: Readonly<Record<LiveComparison['verdict'], string>> = {
  equal: 'ok',
  different: 'error',
  'explained-by-gap': 'warn',
  'not-in-log': 'warn',
};

type LiveResultProps = {
  readonly result: LiveComparison;
  /** The stream the reader looks at; the answer can be about another one. */
  readonly chosen: StreamKey;
};

/** The verdict in a sentence, then field by field. */
export function LiveResult({ result, chosen }: LiveResultProps) {
  const [isWhole, setWhole] = useState(false);
  const { fields, verdict, title, explanation, liveVersionId, logVersionId } = result;
  const equal = fields.filter((field) => field.verdict === 'equal').length;
  const shown = isWhole ? fields : fields.filter((field) => field.verdict !== 'equal');
  return (
    <section aria-label="Result">
      {!isSameStream(result.stream, chosen) && <OtherStream stream={result.stream} />}
      <div className={`verdict ${tones[verdict]}`} aria-live="polite">
        <strong>{title}</strong>
        <p>{explanation}</p>
        {(liveVersionId !== undefined || logVersionId !== undefined) && (
          <p className="muted">
            AWS: version {liveVersionId ?? 'unknown'} · log: version {logVersionId ?? 'unknown'}
          </p>
        )}
      </div>
      {equal > 0 && (
        <button type="button" className="button small" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Hide' : 'Show'} {countOf(equal, 'equal field')}
        </button>
      )}
      {shown.length > 0 && <FieldTable fields={shown} />}
    </section>
  );
}

function OtherStream({ stream }: Pick<LiveComparison, 'stream'>) {
  const update = useUpdateView();
  const { data } = useStreams(true);
  const isInLog = data?.streams.some((listed) => isSameStream(listed, stream)) ?? false;
  const { account, region, name } = stream;
  const show = () => update({ stream: { account, region, name }, compared: undefined });
  return (
    <p className="live-other">
      The answer describes <strong>{name}</strong> ({placeOf(stream)}),{' '}
      {isInLog ? 'and is compared with that stream. ' : 'a stream that this log does not name.'}
      {isInLog && (
        <button type="button" className="link" onClick={show}>
          Show {name}
        </button>
      )}
    </p>
  );
}

function FieldTable({ fields }: { readonly fields: readonly LiveField[] }) {
  return (
    <table className="field-table" aria-label="Fields">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">In the log</th>
          <th scope="col">AWS says</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      {byGroup(fields).map(({ heading, items }) => (
        <tbody key={heading}>
          <tr>
            <th scope="rowgroup" colSpan={4} className="field-group">
              {heading}
            </th>
          </tr>
          {items.map(({ path, label, log, live, verdict, explanation }) => (
            <tr key={path}>
              <th scope="row" className="field-name">
                {label}
                <Path path={path} />
              </th>
              <td>
                <ValueBox shown={log} missing="not in the log" tone="plain" name={`${label}, in the log`} />
              </td>
              <td>
                <ValueBox shown={live} missing="not said" tone="plain" name={`${label}, as AWS says`} />
              </td>
              <td>
                <span className={`badge ${verdicts[verdict].tone}`}>{verdicts[verdict].word}</span>
                {explanation !== '' && <p className="field-gap">{explanation}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
