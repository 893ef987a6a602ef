import type { Severity } from '../../shared/firehose/presented.ts';

const tones: Readonly<Record<Severity, string>> = { info: '', low: '', medium: 'warn', high: 'error' };

/** What a change weighs, in a word; nothing for what is only information. */
export function SeverityBadge({ severity }: { readonly severity: Severity | undefined }) {
  if (severity === undefined || severity === 'info') return null;
  return (
    <span className={`badge ${tones[severity]}`} title={`Severity of the change: ${severity}`}>
      {severity}
    </span>
  );
}
