import './facets.css';

/** What the values of the events at hand are, field by field; each can be included or excluded. */
export function FacetPanel() {
  return <section className="facet-panel" aria-label="Facets" />;
}
