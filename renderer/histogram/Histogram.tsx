import './histogram.css';

/** How many events there are over time, of those succeeded and of those failed. */
export function Histogram() {
  return <section className="histogram" aria-label="Events over time" />;
}
