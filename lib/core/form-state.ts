/** What a form learns from its action: words beside fields, or one for the whole form. */
export type FormState = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly done?: string;
};

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const emptyForm: FormState = { values: {}, errors: {} };
