import { useUpdateView, useView } from '../state/AppStateProvider.tsx';

/** Shows and hides the pane of facets. */
export function FacetSwitch() {
  const isShown = useView((view) => view.areFacetsShown);
  const update = useUpdateView();
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label="Facets"
      aria-pressed={isShown}
      title={isShown ? 'Hide the facets' : 'Show the facets'}
      onClick={() => update({ areFacetsShown: !isShown })}
    >
      <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1.5" y="2.5" width="13" height="11" rx="2" />
        <path d="M6 2.5V13.5" />
        {isShown && <path className="glyph-solid" d="M3 2.5H6V13.5H3A1.5 1.5 0 0 1 1.5 12V4A1.5 1.5 0 0 1 3 2.5Z" />}
      </svg>
    </button>
  );
}
