import { exampleGroups } from './examples.ts';

/** The questions to begin with, all in sight, where there is no answer yet. */
export function ExampleList({ onPick }: { readonly onPick: (sql: string) => void }) {
  return (
    <section className="example-list" aria-label="Questions to begin with">
      {exampleGroups.map(({ title, examples }) => (
        <div key={title} className="example-group">
          <h2>{title}</h2>
          <ul>
            {examples.map(({ title: name, question, text }) => (
              <li key={name}>
                <button type="button" className="example" title={text} onClick={() => onPick(text)}>
                  {name}
                  <span className="example-question">{question}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
