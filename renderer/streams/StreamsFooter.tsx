import type { StreamSummary } from '../../shared/firehose/presented.ts';
import { countOf, formatCount } from '../ui/numbers.ts';
import { MarkSign } from './marks.tsx';
import { MarksHelp } from './MarksHelp.tsx';

type StreamsFooterProps = { readonly streams: readonly StreamSummary[]; readonly isCurrent: boolean };

/** How much there is, and what the marks are. */
export function StreamsFooter({ streams, isCurrent }: StreamsFooterProps) {
  const sum = (countIn: (stream: StreamSummary) => number) =>
    streams.reduce((total, stream) => total + countIn(stream), 0);
  const gaps = sum(({ gaps: own }) => own);
  const versions = sum(({ versions: own }) => own);
  return (
    <>
      <p className="footer-counts">
        <Count value={streams.length} noun="stream" />
        <Count value={versions} noun="version" />
        {gaps > 0 && <span className="footer-gaps">{countOf(gaps, 'gap')}</span>}
        {!isCurrent && <span>still growing</span>}
      </p>
      <div className="legend">
        <span>
          <MarkSign certainty="known" /> known
        </span>
        <span>
          <MarkSign certainty="hidden" /> hidden
        </span>
        <span className="legend-ambiguous">ambiguous</span>
        <span>
          <MarkSign certainty="stale" /> stale
        </span>
        <MarksHelp />
      </div>
    </>
  );
}

function Count({ value, noun }: { readonly value: number; readonly noun: string }) {
  return (
    <span>
      <b>{formatCount(value)}</b> {value === 1 ? noun : `${noun}s`}
    </span>
  );
}
