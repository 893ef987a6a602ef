import { countOf } from '../ui/numbers.ts';
import { indentJson } from './indentJson.ts';
import { describePlace, differenceOf } from './places.ts';
import type { EventDetail } from './useShownEvent.ts';

type ConflictsProps = {
  readonly conflicts: EventDetail['conflicts'];
  /** The text of the record that is shown. */
  readonly text: string | undefined;
};

/** The same eventID with another body: both texts, with what differs marked. */
export function Conflicts({ conflicts, text: shown }: ConflictsProps) {
  return (
    <section className="conflicts" aria-label="Conflicts">
      <h2>
        {conflicts.length === 1
          ? 'Another record has the same event ID and says something else'
          : `${countOf(conflicts.length, 'record')} have the same event ID and say something else`}
      </h2>
      {conflicts.map(({ place, text }) => (
        <div key={`${place.file}:${place.ordinal}`}>
          {shown !== undefined && <Difference shown={indentJson(shown)} other={indentJson(text)} />}
          <p className="mono muted selectable" title={place.file}>
            {describePlace(place)}
          </p>
        </div>
      ))}
    </section>
  );
}

/** Enough around the difference to see where in the record it is. */
const contextLength = 60;

function Difference({ shown, other }: { readonly shown: string; readonly other: string }) {
  const { start, endA, endB } = differenceOf(shown, other);
  return (
    <>
      <Excerpt label="This record" text={shown} start={start} end={endA} tone="removed" />
      <Excerpt label="The other" text={other} start={start} end={endB} tone="added" />
    </>
  );
}

type ExcerptProps = {
  readonly label: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly tone: 'added' | 'removed';
};

function Excerpt({ label, text, start, end, tone }: ExcerptProps) {
  const from = Math.max(0, start - contextLength);
  return (
    <figure className="excerpt">
      <figcaption>{label}</figcaption>
      <pre className="mono selectable">
        {from > 0 && '…'}
        {text.slice(from, start)}
        <mark className={tone}>{text.slice(start, end)}</mark>
        {text.slice(end, end + contextLength)}
        {end + contextLength < text.length && '…'}
      </pre>
    </figure>
  );
}
