import { lookupAttributes, type LookupAttribute } from '../../shared/ipc/sourceSpec.ts';
import type { HistoryDraft } from './historyDraft.ts';

const attributeTitles: Readonly<Record<LookupAttribute, string>> = {
  EventId: 'Event ID',
  EventName: 'Event name',
  ReadOnly: 'Read-only',
  Username: 'User name',
  ResourceType: 'Resource type',
  ResourceName: 'Resource name',
  EventSource: 'Event source',
  AccessKeyId: 'Access key',
};

const examples: Readonly<Record<LookupAttribute, string>> = {
  EventId: '7d6a3b1e-…',
  EventName: 'UpdateDestination',
  ReadOnly: 'false',
  Username: 'alice',
  ResourceType: 'AWS::S3::Bucket',
  ResourceName: 'orders-to-lake',
  EventSource: 'firehose.amazonaws.com',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};

type AttributeFieldsProps = {
  readonly draft: HistoryDraft;
  readonly onChange: (part: Partial<HistoryDraft>) => void;
};

/** AWS takes one attribute; everything else is filtered here afterwards. */
export function AttributeFields({ draft: { attribute }, onChange }: AttributeFieldsProps) {
  const { key, value } = attribute;
  const takeKey = (next: string) => {
    onChange({ attribute: { key: lookupAttributes.find((known) => known === next), value: '' } });
  };
  return (
    <fieldset className="attribute" aria-label="Only some events">
      <h3>Only some events</h3>
      <div className="attribute-row">
        <select
          className="search"
          aria-label="Attribute"
          value={key ?? ''}
          onChange={(event) => takeKey(event.target.value)}
        >
          <option value="">No attribute</option>
          {lookupAttributes.map((known) => (
            <option key={known} value={known}>
              {attributeTitles[known]}
            </option>
          ))}
        </select>
        {key !== undefined && (
          <input
            className="search mono"
            aria-label="Value"
            placeholder={examples[key]}
            spellCheck={false}
            value={value}
            onChange={(event) => onChange({ attribute: { key, value: event.target.value } })}
          />
        )}
      </div>
      <button
        type="button"
        className="button small"
        onClick={() => onChange({ attribute: { key: 'EventSource', value: 'firehose.amazonaws.com' } })}
      >
        Only Amazon Data Firehose
      </button>
    </fieldset>
  );
}
