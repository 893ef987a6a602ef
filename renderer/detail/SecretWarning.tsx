import { useMemo } from 'react';

import { secretsInClear } from '../../shared/firehose/fields/secrets.ts';
import type { JsonObject } from '../../shared/json.ts';
import { Notice } from '../ui/ErrorNotice.tsx';

/** The exact record is evidence and shown as it is, so a secret in it is announced. */
export function SecretWarning({ record }: { readonly record: JsonObject }) {
  const paths = useMemo(() => secretsInClear(record), [record]);
  if (paths.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        The record holds {paths.length === 1 ? 'a secret' : 'secrets'} in clear:{' '}
        <span className="mono">{paths.join(', ')}</span>. Take care where you copy its JSON.
      </p>
    </Notice>
  );
}
