import type { Place } from '../../shared/ipc/contract.ts';
import { countOf, formatCount } from '../ui/numbers.ts';

/** Every place the record was found in; the first is the one that is shown. */
export function Places({ places }: { readonly places: readonly Place[] }) {
  if (places.length === 0) return null;
  return (
    <section className="places" aria-label="Places">
      <h2>
        Seen in {countOf(places.length, 'place')}
        {places.length > 1 && <span className="badge">{countOf(places.length - 1, 'duplicate')}</span>}
      </h2>
      <ol>
        {places.map((place) => (
          <li key={`${place.file}:${place.ordinal}`} className="mono selectable">
            <span className="place-file">{place.file}</span>
            <span className="muted">record {formatCount(place.ordinal)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
