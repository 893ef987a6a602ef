export function Caret() {
  return (
    <svg className="caret" viewBox="0 0 8 5" aria-hidden="true">
      <path d="M0.5 0.5 4 4 7.5 0.5" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </svg>
  );
}
