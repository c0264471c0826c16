/** A run inside a line. Text is plain: whoever writes a format escapes it. */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "emphasis" | "strong"; readonly children: readonly Inline[] }
  | { readonly type: "link"; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: "note"; readonly number: number }
  | { readonly type: "break" };

export type Block =
  | { readonly type: "banner"; readonly text: string }
  | {
      readonly type: "heading";
      readonly level: number;
      readonly id?: string;
      readonly children: readonly Inline[];
    }
  | {
      readonly type: "paragraph";
      readonly role?: "finding" | "aside";
      readonly children: readonly Inline[];
    }
  | {
      readonly type: "list";
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | {
      readonly type: "table";
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      /** Columns of figures, set to the right. */
      readonly figures: readonly number[];
    }
  | {
      readonly type: "quote";
      readonly blocks: readonly Block[];
      readonly attribution: readonly Inline[];
    }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "rule" }
  /** Text that a language model worded. */
  | { readonly type: "model"; readonly model: string; readonly blocks: readonly Block[] };

export function text(words: string): Inline {
  return { type: "text", text: words };
}
