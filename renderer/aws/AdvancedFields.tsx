import { useId } from 'react';

import { trailKinds, type TrailKind } from '../../shared/ipc/sourceSpec.ts';
import type { S3Draft } from './s3Draft.ts';

type AdvancedFieldsProps = { readonly draft: S3Draft; readonly onChange: (change: Partial<S3Draft>) => void };

const kindTitles: Readonly<Record<TrailKind, string>> = {
  CloudTrail: 'Events',
  'CloudTrail-Insight': 'Insights',
  'CloudTrail-NetworkActivity': 'Network activity',
  'CloudTrail-Aggregated': 'Aggregated events',
};

/** What few need: another server, requester pays, a queue, other kinds of events. */
export function AdvancedFields({ draft, onChange }: AdvancedFieldsProps) {
  return (
    <div className="advanced">
      <TextField
        label="Custom endpoint"
        placeholder="https://s3.example.com"
        hint="For S3-compatible servers and VPC endpoints; else as the profile says."
        value={draft.endpoint}
        onChange={(endpoint) => onChange({ endpoint })}
      />
      <TextField
        label="Queue URL"
        placeholder="https://sqs.eu-west-1.amazonaws.com/111122223333/trail"
        hint="Following takes new logs from it; messages are deleted once their logs are here."
        value={draft.queueUrl}
        onChange={(queueUrl) => onChange({ queueUrl })}
      />
      <fieldset className="trail-kinds" aria-label="Kinds of events">
        {trailKinds.map((kind) => (
          <label key={kind} className="check">
            <input
              type="checkbox"
              checked={draft.trailKinds.includes(kind)}
              onChange={(event) => onChange({ trailKinds: withKind(draft.trailKinds, kind, event.target.checked) })}
            />
            {kindTitles[kind]}
          </label>
        ))}
        <label className="check">
          <input
            type="checkbox"
            checked={draft.requesterPays}
            onChange={(event) => onChange({ requesterPays: event.target.checked })}
          />
          Requester pays
        </label>
      </fieldset>
    </div>
  );
}

function withKind(kinds: readonly TrailKind[], kind: TrailKind, isIn: boolean): readonly TrailKind[] {
  return trailKinds.filter((other) => (other === kind ? isIn : kinds.includes(other)));
}

type TextFieldProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function TextField({ label, placeholder, hint, value, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="search mono"
        placeholder={placeholder}
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className="muted">
        {hint}
      </p>
    </div>
  );
}
