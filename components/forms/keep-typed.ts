import { type FormEvent, startTransition } from "react";

/**
 * Submits a form without the reset that follows a form action in React: where the server refuses, what was chosen and
 * ticked stands as it was, and the next click does what the page shows.
 */
export function keepTyped(
  submit: (typed: FormData) => void,
): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    startTransition(() => submit(typed));
  };
}
