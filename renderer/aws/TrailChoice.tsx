import type { FoundTrails } from '../../shared/aws/foundTrails.ts';
import type { S3Draft } from './s3Draft.ts';
import { trailText } from './trailWords.ts';

type TrailChoiceProps = {
  readonly found: FoundTrails;
  readonly draft: S3Draft;
  readonly change: (part: Partial<S3Draft>) => void;
};

/** Which of several trails is read: all of them, or one. */
export function TrailChoice({ found, draft, change }: TrailChoiceProps) {
  const choose = (trail: string | undefined) => change({ trail, accounts: undefined, regions: undefined });
  return (
    <div role="radiogroup" aria-label="Trails" className="trail-choice">
      <label className="check">
        <input type="radio" name="trail" checked={draft.trail === undefined} onChange={() => choose(undefined)} />
        All trails
      </label>
      {found.trails.map((trail) => (
        <label key={trail.prefix} className="check">
          <input
            type="radio"
            name="trail"
            checked={draft.trail === trail.prefix}
            onChange={() => choose(trail.prefix)}
          />
          <span className="mono">{trail.prefix === '' ? 'the bucket itself' : trail.prefix}</span>
          <span className="muted"> {trailText(trail)}</span>
        </label>
      ))}
    </div>
  );
}
