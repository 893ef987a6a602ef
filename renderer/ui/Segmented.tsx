type SegmentedProps<Value extends string> = {
  /** Names the group for assistive technology. */
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
};

/** A few choices side by side, one of them pressed. */
export function Segmented<Value extends string>({ name, value, choices, onChange }: SegmentedProps<Value>) {
  return (
    <fieldset className="segmented" aria-label={name}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
